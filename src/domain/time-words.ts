/** Moments in words and on the clock, always as a watch in Saxony shows them, wherever the device or server stands. */

import type { Language } from '#messages/language.ts';

const zone = 'Europe/Berlin';
const minute = 60_000;
const hour = 60 * minute;

interface TimeWords {
	now: string;
	minutes: (n: number) => string;
	hours: (n: number) => string;
	inMinutes: (n: number) => string;
	inHours: (n: number) => string;
	yesterday: (clock: string) => string;
	tomorrow: (clock: string) => string;
	date: (moment: Date) => string;
	dateWithYear: (moment: Date) => string;
}

/** Made when it is first asked: each costs a phone some 5 ms, and the start of the app needs two of the six. */
function format(locale: string, options: Intl.DateTimeFormatOptions): (moment: Date) => string {
	let made: Intl.DateTimeFormat | undefined;
	return (moment) => {
		made ??= new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
		return made.format(moment);
	};
}

const words: Record<Language, TimeWords> = {
	de: {
		now: 'jetzt',
		minutes: (n) => `vor ${n} Min`,
		hours: (n) => `vor ${n} Std`,
		inMinutes: (n) => `in ${n} Min`,
		inHours: (n) => `in ${n} Std`,
		yesterday: (clock) => `gestern ${clock}`,
		tomorrow: (clock) => `morgen ${clock}`,
		date: format('de-DE', { day: 'numeric', month: 'numeric' }),
		dateWithYear: format('de-DE', { day: 'numeric', month: 'numeric', year: 'numeric' }),
	},
	en: {
		now: 'now',
		minutes: (n) => `${n} min ago`,
		hours: (n) => `${n} h ago`,
		inMinutes: (n) => `in ${n} min`,
		inHours: (n) => `in ${n} h`,
		yesterday: (clock) => `yesterday ${clock}`,
		tomorrow: (clock) => `tomorrow ${clock}`,
		date: format('en-GB', { day: 'numeric', month: 'short' }),
		dateWithYear: format('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }),
	},
};

const calendar = format('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

const weekdayNames: Record<Language, (moment: Date) => string> = {
	de: format('de-DE', { weekday: 'long' }),
	en: format('en-GB', { weekday: 'long' }),
};

/** `Montag`. 1 = Monday … 7 = Sunday, as ISO 8601 counts. */
export function weekdayName(weekday: number, language: Language): string {
	// Midday of a week that began with a Monday.
	return weekdayNames[language](new Date(Date.UTC(2026, 10, 22 + weekday, 12)));
}

const clock = format('de-DE', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `14:02`, 24 hours, in both languages. */
export function clockTime(moment: Date): string {
	return clock(moment);
}

/** Days since 1970 of the calendar date in Berlin: a difference of 1 is yesterday, also when that day had 23 or 25 hours. */
function dayNumber(moment: Date): number {
	return Date.parse(calendar(moment)) / (24 * hour);
}

/**
 * How long ago `from` was, seen from `now`: `jetzt` (less than a minute either way), `vor 2 Min`, `vor 3 Std` (same day),
 * `gestern 14:02`, `12.11., 14:02`, with the year when it is another one. Moments ahead read `in 2 Min`, `morgen 14:02`.
 * Minutes and hours are elapsed ones, rounded down; days are calendar days.
 */
export function relativeTime(from: Date, now: Date, language: Language): string {
	const speech = words[language];
	const elapsed = now.getTime() - from.getTime();
	const distance = Math.abs(elapsed);
	if (distance < minute) return speech.now;
	if (distance < hour)
		return (elapsed > 0 ? speech.minutes : speech.inMinutes)(Math.floor(distance / minute));

	if (dayNumber(now) === dayNumber(from))
		return (elapsed > 0 ? speech.hours : speech.inHours)(Math.floor(distance / hour));
	return otherDay(from, now, language);
}

/** `gestern 14:02`, `morgen 14:02`, `12.11., 14:02`: a moment of another day. */
function otherDay(from: Date, now: Date, language: Language): string {
	const speech = words[language];
	const days = dayNumber(now) - dayNumber(from);
	if (days === 1) return speech.yesterday(clockTime(from));
	if (days === -1) return speech.tomorrow(clockTime(from));

	const sameYear = calendar(from).slice(0, 4) === calendar(now).slice(0, 4);
	return `${(sameYear ? speech.date : speech.dateWithYear)(from)}, ${clockTime(from)}`;
}

/** When something happened, for a history: `14:02` today, else with its day (`gestern 23:50`, `morgen 00:05`, `12.11., 14:02`), however near it is. */
export function stampTime(moment: Date, now: Date, language: Language): string {
	return dayNumber(moment) === dayNumber(now) ? clockTime(moment) : otherDay(moment, now, language);
}

/** A stretch of time in words. Pure; times of day are those of a watch in Saxony. */
import type { Language } from '#messages/language.ts';
import { clockTime, stampTime } from './time-words.ts';

const minute = 60_000;

const words: Record<Language, { now: string; today: (time: string) => string; until: string }> = {
	de: { now: 'jetzt', today: (time) => `heute ${time}`, until: 'bis' },
	en: { now: 'now', today: (time) => `today ${time}`, until: 'until' },
};

/**
 * `jetzt bis 18:00`, `heute 14:00 bis 18:00`, `morgen 08:00 bis 12:00`, `heute 14:00 bis 24.12., 08:00`. An end at midnight is 24:00 of the day
 * before. What has begun reads from now on.
 */
export function sayStretch(from: Date, until: Date, now: Date, language: Language): string {
	const speech = words[language];
	const start = from > now ? from : now;
	const begins =
		from <= now
			? speech.now
			: stampTime(from, now, language) === clockTime(from)
				? speech.today(clockTime(from))
				: stampTime(from, now, language);
	const last = new Date(until.getTime() - (clockTime(until) === '00:00' ? minute : 0));
	const sameDay = stampTime(last, start, language) === clockTime(last);
	const ends = sameDay ? clockTime(last) : stampTime(last, now, language);
	return `${begins} ${speech.until} ${last < until ? ends.replace('23:59', '24:00') : ends}`;
}

/**
 * What a watch in Saxony shows, to the minute. A shown time is written as if it were UTC, in milliseconds: days, weekdays and holidays follow by
 * plain sums, whatever the zone of the device.
 */

import { holidaysOf } from './holidays.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Made when it is first asked: it costs a phone some milliseconds. */
let format: Intl.DateTimeFormat | undefined;

/** `moment` in milliseconds; seconds are left out. */
export function wallTime(moment: number): number {
	format ??= new Intl.DateTimeFormat('en-GB', {
		timeZone: 'Europe/Berlin',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		hourCycle: 'h23',
	});
	const parts = Object.fromEntries(
		format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
	);
	const { year = 0, month = 1, day: date = 1, hour: hours = 0, minute: minutes = 0 } = parts;
	return Date.UTC(year, month - 1, date, hours, minutes);
}

/** The moment at which a watch there shows it. Not for the hours around a change of the clocks, which are at night. */
export function momentOf(shown: number): number {
	// An hour or two ahead of UTC; the guess lies on the right side of the change.
	const guess = shown - 2 * hour;
	return shown + guess - wallTime(guess);
}

/** What of a moment decides whether it is quiet. */
export interface WallClock {
	/** 1 = Monday … 7 = Sunday. */
	weekday: number;
	/** Since midnight as shown: 0 … 1439. */
	minute: number;
	/** A public holiday of Saxony. */
	isHoliday: boolean;
}

/** Planning asks for the same moment thousands of times: the last minute that was asked for is kept. */
let kept: { minute: number; clock: WallClock } | undefined;

/** The clock at `now`. Europe/Berlin has always been whole minutes from UTC since 1893, so one answer holds for its minute. */
export function wallClock(now: Date): WallClock {
	const asked = Math.floor(now.getTime() / minute);
	if (kept?.minute !== asked) kept = { minute: asked, clock: clockOf(wallTime(asked * minute)) };
	return kept.clock;
}

function clockOf(shown: number): WallClock {
	const date = new Date(shown);
	const midnight = midnightOf(shown);
	return {
		weekday: ((date.getUTCDay() + 6) % 7) + 1,
		minute: (shown - midnight) / minute,
		isHoliday: holidaysOf(date.getUTCFullYear()).includes(midnight),
	};
}

/** The midnight before, as shown. */
export function midnightOf(shown: number): number {
	return Math.floor(shown / day) * day;
}

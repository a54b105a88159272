/** Until when somebody may want to be left alone. Days are those of a calendar in Saxony. */

import { midnightOf, momentOf, wallTime } from './wall-time.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** O'clock, when somebody is there again; an alert in the first minute of a day would wake them. */
const morning = 8;
/** The server takes a year; one day less, so that a slow clock here asks for nothing it refuses. */
const longestDays = 364;

export const pauseChoices = ['today', 'morning', 'week'] as const;
export type PauseChoice = (typeof pauseChoices)[number];

/** The rest of today, until the next morning, or for a week, also until the morning. */
export function pauseEnds(now: Date): Record<PauseChoice, Date> {
	const midnight = midnightOf(wallTime(now.getTime()));
	return {
		today: new Date(momentOf(midnight + day)),
		morning: morningOf(midnight + day),
		week: morningOf(midnight + 7 * day),
	};
}

/** `midnight` as shown. */
function morningOf(midnight: number): Date {
	return new Date(momentOf(midnight + morning * hour));
}

/** First and last day, `2026-12-24`, on whose morning a pause may end. */
export function pauseDays(now: Date): { first: string; last: string } {
	const midnight = midnightOf(wallTime(now.getTime()));
	return { first: dateOf(midnight + day), last: dateOf(midnight + longestDays * day) };
}

function dateOf(midnight: number): string {
	return new Date(midnight).toISOString().slice(0, 10);
}

/** The morning of a day, `2026-12-24`; undefined when it is none, or none on which a pause may end. */
export function pauseUntilDay(text: string, now: Date): Date | undefined {
	const { first, last } = pauseDays(now);
	const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
	// A 31 February is moved on by some, and refused by others.
	if (Number.isNaN(midnight) || dateOf(midnight) !== text || text < first || text > last) return undefined;
	return morningOf(midnight);
}

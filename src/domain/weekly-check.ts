/**
 * Whether a device that has been silent for long gets its visible check now: once a week, at the hour its person chose, by a watch in Saxony.
 * A check shows whether the device still hears, and a tap on it opens the app, which renews the push subscription.
 */
import { isPaused } from './availability.ts';
import { judgeLife } from './device-life.ts';
import { midnightOf, wallTime } from './wall-time.ts';

export interface CheckFacts {
	/** Chosen: 1 = Monday … 7 = Sunday, and the full hour. */
	weekday: number;
	hour: number;
	/** There is an address, its push service takes our messages, and the person wants alerts there. */
	isReachable: boolean;
	pausedUntil: Date | null;
	lastSeenAt: Date;
	/** When the last weekly check of this device was begun. */
	lastCheckAt: Date | null;
}

export type CheckPlan =
	| { outcome: 'rest' }
	/** `week`: the Monday of the week of the chosen hour, as shown, YYYY-MM-DD. One check per device and week, whoever plans it. */
	| { outcome: 'check'; week: string; expiresAt: Date };

const hour = 60 * 60_000;
const day = 24 * hour;
/** So many hours after the chosen one it is still made up for: the server may have been down. Later it would come at a time nobody chose. */
const hoursLate = 3;
/** Choosing another weekday must not bring two within days. A day less than a week, because the hour drifts with the clocks and with delays. */
const shortestGapMs = 6 * day;
/** A phone that is switched on in the evening still gets the one of the morning. */
const worthMs = 12 * hour;

/**
 * Hours on the wall decide, so in the night in which one of them is missing the next counts, and the one that comes twice counts once: both are
 * of one week. Never for somebody who is paused, nor to a device that cannot or shall not be reached.
 */
export function planWeeklyCheck(facts: CheckFacts, now: Date): CheckPlan {
	const { isReachable, lastSeenAt, lastCheckAt } = facts;
	if (!isReachable || isPaused(facts, now) || judgeLife(lastSeenAt, now) === 'alive')
		return { outcome: 'rest' };
	if (lastCheckAt !== null && now.getTime() - lastCheckAt.getTime() < shortestGapMs)
		return { outcome: 'rest' };
	const shown = wallTime(now.getTime());
	const late = hoursSince(facts, shown);
	if (late > hoursLate) return { outcome: 'rest' };
	const expiresAt = new Date(now.getTime() + worthMs);
	return { outcome: 'check', week: mondayOf(shown - late * hour), expiresAt };
}

/** Whole hours on the wall since the chosen one was last reached: 0 … 167. */
function hoursSince({ weekday, hour: chosen }: CheckFacts, shown: number): number {
	const date = new Date(shown);
	const elapsed = weekdayOf(date) * 24 + date.getUTCHours() - ((weekday - 1) * 24 + chosen);
	return (elapsed + 168) % 168;
}

/** 0 = Monday. */
function weekdayOf(date: Date): number {
	return (date.getUTCDay() + 6) % 7;
}

function mondayOf(shown: number): string {
	const midnight = midnightOf(shown);
	return new Date(midnight - weekdayOf(new Date(midnight)) * day).toISOString().slice(0, 10);
}

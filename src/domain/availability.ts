/**
 * Whether an alert may reach a person now, by what they want of their notifications. Pure: the clock is an argument, times of day are those of
 * a watch in Saxony. The bounds are those that the database checks.
 */

import type { BreakThrough, QuietSpan } from './availability-words.ts';
import type { Priority } from './request.ts';
import { type WallClock, wallClock } from './wall-time.ts';

export interface NotificationWishes {
	/** Null: no pause. */
	pausedUntil: Date | null;
	quietHours: readonly QuietSpan[];
	/** Public holidays of Saxony are quiet all day. */
	quietOnHolidays: boolean;
	breakThrough: BreakThrough;
	mutedClusterIds: readonly string[];
}

export interface AlertCircumstances {
	clusterId: string;
	priority: Priority;
	/** On call for this cluster, now. */
	isOnCall: boolean;
}

/** Why somebody is left in peace; `none`: they are alerted. */
export type Rest = 'none' | 'paused' | 'muted' | 'quiet';

/**
 * A pause holds against everything, also against being on call: giving the duty away is asked for when it is begun. Being on call goes over
 * mutes and quiet hours, an urgent request over quiet hours alone. `clock`: `wallClock(now)`, for whoever asks about many people at once.
 */
export function restOf(
	wishes: NotificationWishes,
	{ clusterId, priority, isOnCall }: AlertCircumstances,
	now: Date,
	clock?: WallClock,
): Rest {
	if (isPaused(wishes, now)) return 'paused';
	if (isOnCall) return 'none';
	if (wishes.mutedClusterIds.includes(clusterId)) return 'muted';
	if (priority <= wishes.breakThrough) return 'none';
	return isQuiet(wishes, clock ?? wallClock(now)) ? 'quiet' : 'none';
}

/** Until, not including: at the moment of its end a pause is over. */
export function isPaused({ pausedUntil }: Pick<NotificationWishes, 'pausedUntil'>, now: Date): boolean {
	return pausedUntil !== null && pausedUntil > now;
}

type QuietWishes = Pick<NotificationWishes, 'quietHours' | 'quietOnHolidays'>;

/** By quiet hours and holidays alone. */
export function isQuiet({ quietHours, quietOnHolidays }: QuietWishes, clock: WallClock): boolean {
	return (quietOnHolidays && clock.isHoliday) || quietHours.some((span) => covers(span, clock));
}

function covers({ day, from, until }: QuietSpan, { weekday, minute }: WallClock): boolean {
	const start = minutesOf(from);
	const end = minutesOf(until);
	if (weekday === day && minute >= start && (end <= start || minute < end)) return true;
	// The rest of what began the evening before.
	return end <= start && weekday === (day % 7) + 1 && minute < end;
}

const zero = '0'.charCodeAt(0);

/** Of 'HH:MM', since midnight. By characters: planning reads thousands of them. */
function minutesOf(time: string): number {
	const digit = (index: number): number => time.charCodeAt(index) - zero;
	return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentOf, wallClock, wallTime } from './wall-time.ts';

const hour = 3_600_000;

/** 01:00 UTC of the last Sunday of a month, when clocks in the European Union change (directive 2000/84/EC). */
function changeOf(year: number, month: number): number {
	const last = new Date(Date.UTC(year, month + 1, 0, 1));
	return last.getTime() - last.getUTCDay() * 24 * hour;
}

/** The same by the law's own sums, without the tables of the platform. */
function wallByLaw(moment: number): number {
	const year = new Date(moment).getUTCFullYear();
	const isSummer = moment >= changeOf(year, 2) && moment < changeOf(year, 9);
	const shown = moment + (isSummer ? 2 : 1) * hour;
	return Math.floor(shown / 60_000) * 60_000;
}

const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) });
/** The hours around a change of the clocks. */
const changes = fc
	.tuple(
		fc.integer({ min: 2000, max: 2099 }),
		fc.constantFrom(2, 9),
		fc.integer({ min: -4 * hour, max: 4 * hour }),
	)
	.map(([year, month, off]) => changeOf(year, month) + off);

test('the wall shows what the law says, at any moment and around every change of the clocks', () => {
	fc.assert(
		fc.property(fc.oneof(moments, changes), (moment) => {
			expect(wallTime(moment)).toBe(wallByLaw(moment));
		}),
	);
});

test('the moment of a shown time shows it, away from the change', () => {
	fc.assert(
		fc.property(moments, (moment) => {
			const midday = Math.floor(wallTime(moment) / (24 * hour)) * 24 * hour + 12 * hour;
			expect(wallTime(momentOf(midday))).toBe(midday);
			expect(wallTime(momentOf(midday - 12 * hour))).toBe(midday - 12 * hour);
		}),
	);
});

describe('the clock', () => {
	test.each([
		['a Monday morning', '2026-11-30T07:05:59+01:00', { weekday: 1, minute: 425, isHoliday: false }],
		['a Sunday, while it is Saturday in UTC', '2026-11-29T00:30:00+01:00', { weekday: 7, minute: 30 }],
		['before the clocks go forward', '2027-03-28T01:59:59+01:00', { weekday: 7, minute: 119 }],
		['after the clocks went forward', '2027-03-28T03:00:00+02:00', { weekday: 7, minute: 180 }],
		['the hour that comes twice, first', '2027-10-31T02:30:00+02:00', { weekday: 7, minute: 150 }],
		['the hour that comes twice, again', '2027-10-31T02:30:00+01:00', { weekday: 7, minute: 150 }],
		['Reformation Day', '2027-10-31T12:00:00+01:00', { weekday: 7, minute: 720, isHoliday: true }],
		[
			'a holiday begun in Saxony only',
			'2026-12-25T00:00:00+01:00',
			{ weekday: 5, minute: 0, isHoliday: true },
		],
		['a holiday over in Saxony only', '2026-12-27T00:00:00+01:00', { weekday: 7, isHoliday: false }],
	])('reads %s', (_, moment, clock) => {
		expect(wallClock(new Date(moment))).toMatchObject(clock);
	});

	test('kept for a minute is that minute’s, whatever was asked before', () => {
		fc.assert(
			fc.property(changes, fc.nat(120_000), (moment, later) => {
				wallClock(new Date(moment));
				const { minute } = wallClock(new Date(moment + later));
				const shown = new Date(wallByLaw(moment + later));
				expect(minute).toBe(shown.getUTCHours() * 60 + shown.getUTCMinutes());
			}),
		);
	});
});

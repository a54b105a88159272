import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holidaysOf } from './holidays.ts';

const day = 86_400_000;

function written(days: readonly number[]): string[] {
	return days.map((at) => new Date(at).toISOString().slice(5, 10));
}

test.each([
	[2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26'],
	[2027, '01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 11-17 12-25 12-26'],
	[2028, '01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 11-22 12-25 12-26'],
])('in %i nobody in Saxony works on %s', (year, days) => {
	expect(written(holidaysOf(year))).toEqual(days.split(' '));
});

/** Easter Sunday, by the day after which its Monday comes. */
function easterOf(year: number): number {
	return (holidaysOf(year)[2] ?? NaN) - day;
}

test.each([
	['the earliest of the century', '2008-03-23'],
	['the latest', '2038-04-25'],
	['the year in which the moon would be a day too late', '2076-04-19'],
	['the year in which it would be late twice', '2049-04-18'],
	['the first', '2000-04-23'],
	['a year without a leap day', '2100-03-28'],
])('Easter of %s is %s', (_, date) => {
	expect(new Date(easterOf(Number(date.slice(0, 4)))).toISOString().slice(0, 10)).toBe(date);
});

/** The anonymous rule of "Nature" of 20 April 1876, as Meeus prints it: the same day by other sums. */
function easterByMeeus(year: number): number {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
	const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
	const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const sum = h + l - 7 * m + 114;
	return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1);
}

test('whatever the year, each holiday is on its weekday and in its weeks', () => {
	fc.assert(
		fc.property(fc.integer({ min: 2000, max: 2100 }), (year) => {
			const easter = easterOf(year);
			expect(easter).toBe(easterByMeeus(year));
			expect(new Date(easter).getUTCDay()).toBe(0);
			expect(easter).toBeGreaterThanOrEqual(Date.UTC(year, 2, 22));
			expect(easter).toBeLessThanOrEqual(Date.UTC(year, 3, 25));
			const days = holidaysOf(year);
			expect([1, 2, 4, 5, 8].map((place) => new Date(days[place] ?? NaN).getUTCDay())).toEqual([
				5, 1, 4, 1, 3,
			]);
			expect(written(days)[8]).toMatch(/^11-(1[6-9]|2[0-2])$/);
			expect(days.every((at) => at % day === 0 && new Date(at).getUTCFullYear() === year)).toBe(true);
		}),
		{ numRuns: 1000 },
	);
});

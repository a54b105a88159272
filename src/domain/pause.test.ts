import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pauseDays, pauseEnds, pauseUntilDay } from './pause.ts';

test.each([
	['a Monday', '2026-11-30T14:02:00+01:00', '2026-12-01T00:00:00+01:00', '2026-12-01T08:00:00+01:00'],
	[
		'shortly before midnight',
		'2026-11-30T23:59:59+01:00',
		'2026-12-01T00:00:00+01:00',
		'2026-12-01T08:00:00+01:00',
	],
	[
		'a new day that UTC has not begun',
		'2026-12-01T00:30:00+01:00',
		'2026-12-02T00:00:00+01:00',
		'2026-12-02T08:00:00+01:00',
	],
	[
		'the eve of the shorter day',
		'2027-03-27T12:00:00+01:00',
		'2027-03-28T00:00:00+01:00',
		'2027-03-28T08:00:00+02:00',
	],
	['the shorter day', '2027-03-28T12:00:00+02:00', '2027-03-29T00:00:00+02:00', '2027-03-29T08:00:00+02:00'],
	[
		'the eve of the longer day',
		'2027-10-30T12:00:00+02:00',
		'2027-10-31T00:00:00+02:00',
		'2027-10-31T08:00:00+01:00',
	],
	['the longer day', '2027-10-31T12:00:00+01:00', '2027-11-01T00:00:00+01:00', '2027-11-01T08:00:00+01:00'],
])('%s ends at midnight, and the next one begins at eight', (_, now, today, morning) => {
	const ends = pauseEnds(new Date(now));
	expect([ends.today, ends.morning]).toEqual([new Date(today), new Date(morning)]);
});

test('a week is seven days, whatever the clocks do', () => {
	expect(pauseEnds(new Date('2027-03-25T12:00:00+01:00')).week).toEqual(
		new Date('2027-04-01T08:00:00+02:00'),
	);
});

describe('a day chosen by hand', () => {
	const now = new Date('2026-11-30T14:02:00+01:00');
	test('ends the pause in its morning', () => {
		expect(pauseUntilDay('2026-12-24', now)).toEqual(new Date('2026-12-24T08:00:00+01:00'));
		expect(pauseUntilDay('2027-07-01', now)).toEqual(new Date('2027-07-01T08:00:00+02:00'));
	});

	test.each([
		'',
		'2026-11-30',
		'2025-12-24',
		'2027-11-30',
		'9999-12-31',
		'2027-02-31',
		'24.12.2026',
		'morgen',
	])('"%s" is none', (text) => {
		expect(pauseUntilDay(text, now)).toBeUndefined();
	});

	test('from the first to the last is ahead, and within what the server takes', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2026-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
				(at) => {
					const { first, last } = pauseDays(at);
					for (const text of [first, last]) {
						const end = pauseUntilDay(text, at);
						expect(end?.getTime()).toBeGreaterThan(at.getTime());
						expect(end?.getTime()).toBeLessThan(at.getTime() + 365 * 86_400_000);
					}
				},
			),
		);
	});
});

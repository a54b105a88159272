import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietSpanLimit, weekdays } from './availability-words.ts';
import { isQuiet } from './availability.ts';
import { presetStretches, quietPresets, reachOf, runsOf, spansOf, stretchesOf } from './quiet-week.ts';

const time: fc.Arbitrary<string> = fc.constantFrom('00:00', '07:00', '17:00', '22:30');
const spans = fc.array(fc.record({ day: fc.constantFrom(...weekdays), from: time, until: time }), {
	maxLength: 14,
});

test('stretches say the same as their spans, and each day of the week once', () => {
	fc.assert(
		fc.property(spans, (said) => {
			const again = spansOf(stretchesOf(said));
			const words = (list: typeof said) =>
				new Set(list.map(({ day, from, until }) => `${day} ${from} ${until}`));
			expect(words(again)).toEqual(words(said));
			expect(again).toHaveLength(words(said).size);
		}),
	);
});

test.each([
	[[], []],
	[[3], [[3, 3]]],
	[[1, 2, 3, 4, 5], [[1, 5]]],
	[
		[5, 1, 2, 7],
		[
			[1, 2],
			[5, 5],
			[7, 7],
		],
	],
] as const)('days %j run as %j', (days, runs) => {
	expect(runsOf(days)).toEqual(runs);
});

test.each([
	['00:00', '00:00', 'whole'],
	['07:00', '07:00', 'next'],
	['22:00', '06:00', 'next'],
	['12:00', '13:00', 'same'],
] as const)('%s to %s reaches %s', (from, until, reach) => {
	expect(reachOf({ from, until })).toBe(reach);
});

describe('what can be chosen with one tap', () => {
	test.each(quietPresets)('%s fits', (preset) => {
		expect(spansOf(presetStretches[preset]).length).toBeLessThanOrEqual(quietSpanLimit);
	});

	test('off work is quiet from Friday evening to Monday morning without a gap, and open in working hours', () => {
		const quietHours = spansOf(presetStretches.off_work);
		for (const weekday of weekdays)
			for (let minute = 0; minute < 1440; minute += 1) {
				const isWork = weekday <= 5 && minute >= 420 && minute < 1020;
				expect(isQuiet({ quietHours, quietOnHolidays: false }, { weekday, minute, isHoliday: false })).toBe(
					!isWork,
				);
			}
	});
});

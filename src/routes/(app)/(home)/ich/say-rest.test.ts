import { describe, expect, test } from 'vitest';
import { presetStretches, spansOf } from '#domain/quiet-week.ts';
import { rest as german } from '#messages/de/rest.ts';
import { rest as english } from '#messages/en/rest.ts';
import { sayEnd, sayQuiet } from './say-rest.ts';

const offWork = {
	quietHours: spansOf(presetStretches.off_work),
	quietOnHolidays: true,
	breakThrough: 1,
} as const;

describe('quiet hours in words', () => {
	test('read as people would say them', () => {
		expect(sayQuiet(offWork, german.quiet, 'de')).toEqual([
			'Ruhe Montag bis Freitag von 17:00 bis 07:00 Uhr am nächsten Tag, Samstag und Sonntag von 07:00 bis 07:00 Uhr am nächsten Tag und an sächsischen Feiertagen den ganzen Tag.',
			'Priorität 1 dringt durch.',
		]);
		expect(sayQuiet(offWork, english.quiet, 'en')[0]).toBe(
			'Quiet Monday to Friday from 17:00 to 07:00 on the next day, Saturday and Sunday from 07:00 to 07:00 on the next day and on public holidays of Saxony all day.',
		);
	});

	test('name single days, whole days and hours within a day', () => {
		const quietHours = spansOf([
			{ days: [1, 3], from: '12:00', until: '13:00' },
			{ days: [7], from: '00:00', until: '00:00' },
		]);
		const wishes = { quietHours, quietOnHolidays: false, breakThrough: 0 } as const;
		expect(sayQuiet(wishes, german.quiet, 'de')).toEqual([
			'Ruhe Montag und Mittwoch von 12:00 bis 13:00 Uhr und Sonntag den ganzen Tag.',
			'Nichts dringt durch.',
		]);
	});

	test('that are none promise nothing', () => {
		expect(sayQuiet({ quietHours: [], quietOnHolidays: false, breakThrough: 0 }, german.quiet, 'de')).toEqual(
			[german.quiet.none],
		);
	});

	test('through which everything gets are called what they are', () => {
		expect(sayQuiet({ ...offWork, breakThrough: 4 }, german.quiet, 'de')[1]).toContain(
			'trotzdem immer alarmiert',
		);
	});
});

test.each([
	['2026-11-30T18:00:00+01:00', '18:00'],
	['2026-12-01T00:00:00+01:00', '24:00'],
	['2026-12-01T08:00:00+01:00', 'morgen 08:00'],
	['2026-12-02T00:00:00+01:00', 'morgen 24:00'],
	['2026-12-24T08:00:00+01:00', '24.12., 08:00'],
	['2027-01-04T08:00:00+01:00', '4.1.2027, 08:00'],
])('a pause that ends at %s ends %s', (end, said) => {
	for (const now of ['2026-11-30T14:02:00+01:00', '2026-11-30T17:40:00+01:00'])
		expect(sayEnd(new Date(end), new Date(now), 'de')).toBe(said);
});

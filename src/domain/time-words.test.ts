import { describe, expect, test } from 'vitest';
import { clockTime, relativeTime, stampTime } from '#domain/time-words.ts';

const cases: [fact: string, from: string, now: string, de: string, en: string][] = [
	['half a minute ago', '2026-11-23T13:01:30Z', '2026-11-23T13:02:00Z', 'jetzt', 'now'],
	['a clock that is slightly ahead', '2026-11-23T13:02:20Z', '2026-11-23T13:02:00Z', 'jetzt', 'now'],
	['two minutes ago', '2026-11-23T13:00:00Z', '2026-11-23T13:02:59Z', 'vor 2 Min', '2 min ago'],
	['minutes across midnight', '2026-11-23T22:50:00Z', '2026-11-23T23:10:00Z', 'vor 20 Min', '20 min ago'],
	['three hours ago', '2026-11-23T10:00:00Z', '2026-11-23T13:59:00Z', 'vor 3 Std', '3 h ago'],
	[
		'three hours ago on the day before',
		'2026-11-23T21:30:00Z',
		'2026-11-24T00:30:00Z',
		'gestern 22:30',
		'yesterday 22:30',
	],
	[
		'yesterday, more than a day ago',
		'2026-11-22T13:02:00Z',
		'2026-11-23T18:00:00Z',
		'gestern 14:02',
		'yesterday 14:02',
	],
	['two days ago', '2026-11-12T13:02:00Z', '2026-11-14T08:00:00Z', '12.11., 14:02', '12 Nov, 14:02'],
	['another year', '2026-12-30T13:02:00Z', '2027-01-02T08:00:00Z', '30.12.2026, 14:02', '30 Dec 2026, 14:02'],
	['soon', '2026-11-23T13:05:00Z', '2026-11-23T13:02:00Z', 'in 3 Min', 'in 3 min'],
	['later today', '2026-11-23T15:30:00Z', '2026-11-23T13:02:00Z', 'in 2 Std', 'in 2 h'],
	['tomorrow', '2026-11-24T08:00:00Z', '2026-11-23T13:02:00Z', 'morgen 09:00', 'tomorrow 09:00'],
	// 28.03.2027: the clock jumps from 02:00 to 03:00, the day has 23 hours.
	['an hour that skips two o’clock', '2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z', 'vor 1 Std', '1 h ago'],
	[
		'the short day as yesterday',
		'2027-03-27T23:30:00Z',
		'2027-03-28T22:10:00Z',
		'gestern 00:30',
		'yesterday 00:30',
	],
	[
		'23 hours before, the same time of day',
		'2027-03-27T13:02:00Z',
		'2027-03-28T12:02:00Z',
		'gestern 14:02',
		'yesterday 14:02',
	],
	// 31.10.2027: the clock goes back from 03:00 to 02:00, the day has 25 hours.
	[
		'half past two for the second time',
		'2027-10-31T00:30:00Z',
		'2027-10-31T01:30:00Z',
		'vor 1 Std',
		'1 h ago',
	],
	['24 hours within the long day', '2027-10-30T22:15:00Z', '2027-10-31T22:30:00Z', 'vor 24 Std', '24 h ago'],
	[
		'25 hours before, the same time of day',
		'2027-10-30T12:02:00Z',
		'2027-10-31T13:02:00Z',
		'gestern 14:02',
		'yesterday 14:02',
	],
];

describe('relativeTime', () => {
	test.each(cases)('%s', (_fact, from, now, de, en) => {
		expect(relativeTime(new Date(from), new Date(now), 'de')).toBe(de);
		expect(relativeTime(new Date(from), new Date(now), 'en')).toBe(en);
	});
});

test.each([
	['2026-11-23T13:02:00Z', '14:02'],
	['2026-11-23T23:00:00Z', '00:00'],
	['2027-03-28T00:59:00Z', '01:59'],
	['2027-03-28T01:00:00Z', '03:00'],
	['2027-10-31T00:30:00Z', '02:30'],
	['2027-10-31T01:30:00Z', '02:30'],
])('at %s the clocks in Berlin show %s', (moment, shown) => {
	expect(clockTime(new Date(moment))).toBe(shown);
});

test.each([
	['earlier today', '2026-11-23T08:00:00Z', '09:00'],
	['a minute ago', '2026-11-23T13:01:00Z', '14:01'],
	['yesterday', '2026-11-22T13:02:00Z', 'gestern 14:02'],
	['last year', '2025-11-22T13:02:00Z', '22.11.2025, 14:02'],
])('a history says of %s when it was', (_fact, moment, shown) => {
	expect(stampTime(new Date(moment), new Date('2026-11-23T13:02:00Z'), 'de')).toBe(shown);
});

test.each([
	['half an hour ahead, tomorrow', '2026-11-23T23:12:00Z', 'morgen 00:12'],
	['just ahead, tomorrow', '2026-11-23T23:00:30Z', 'morgen 00:00'],
])('shortly before midnight a moment %s has its day', (_fact, moment, shown) => {
	expect(stampTime(new Date(moment), new Date('2026-11-23T22:59:50Z'), 'de')).toBe(shown);
	expect(stampTime(new Date('2026-11-23T22:50:00Z'), new Date('2026-11-23T23:10:00Z'), 'de')).toBe(
		'gestern 23:50',
	);
});

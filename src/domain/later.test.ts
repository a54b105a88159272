import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidaysOf } from './holidays.ts';
import { hasDeclined, laterTimes, nextWorkingMorning, standingOffers } from './later.ts';

test.each([
	['a Tuesday evening', '2026-11-24T21:40:00+01:00', '2026-11-25T08:00:00+01:00'],
	['a Tuesday before eight', '2026-11-24T05:00:00+01:00', '2026-11-25T08:00:00+01:00'],
	[
		'a Wednesday already begun, while it is Tuesday in UTC',
		'2026-11-25T00:30:00+01:00',
		'2026-11-26T08:00:00+01:00',
	],
	['a Friday', '2026-11-27T14:00:00+01:00', '2026-11-30T08:00:00+01:00'],
	['a Saturday', '2026-11-28T14:00:00+01:00', '2026-11-30T08:00:00+01:00'],
	['a Sunday', '2026-11-29T23:59:00+01:00', '2026-11-30T08:00:00+01:00'],
	['the last day of a year, a Friday next', '2026-12-31T12:00:00+01:00', '2027-01-04T08:00:00+01:00'],
	['the last day of a year, a Tuesday next', '2029-12-31T12:00:00+01:00', '2030-01-02T08:00:00+01:00'],
	['Maundy Thursday', '2027-03-25T12:00:00+01:00', '2027-03-30T08:00:00+02:00'],
	['the eve of Repentance Day', '2026-11-17T16:00:00+01:00', '2026-11-19T08:00:00+01:00'],
	['Christmas Eve', '2026-12-24T10:00:00+01:00', '2026-12-28T08:00:00+01:00'],
	[
		'a holiday already begun, while it is the day before in UTC',
		'2027-05-06T00:30:00+02:00',
		'2027-05-07T08:00:00+02:00',
	],
	['the Friday before the clocks go forward', '2026-03-27T12:00:00+01:00', '2026-03-30T08:00:00+02:00'],
	['the Sunday the clocks go forward', '2026-03-29T01:30:00+01:00', '2026-03-30T08:00:00+02:00'],
	['the Friday before the clocks go back', '2027-10-29T12:00:00+02:00', '2027-11-01T08:00:00+01:00'],
	[
		'the Sunday the clocks go back, in the hour there twice',
		'2027-10-31T02:30:00+01:00',
		'2027-11-01T08:00:00+01:00',
	],
])('after %s the next working day begins at eight', (_, now, expected) => {
	expect(nextWorkingMorning(new Date(now))).toEqual(new Date(expected));
});

const oneDay = 24 * 3_600_000;
/** The date a calendar in Saxony shows, `2026-11-24`. */
const dateOf = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });

function isHoliday(date: number): boolean {
	return holidaysOf(new Date(date).getUTCFullYear()).includes(date);
}

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

test('whenever it is, the next working morning is at eight of the first day after now on which people work', () => {
	const shown = new Intl.DateTimeFormat('en-GB', {
		timeZone: 'Europe/Berlin',
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	});
	fc.assert(
		fc.property(moments, (now) => {
			const next = nextWorkingMorning(now);
			expect(shown.format(next)).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 08:00$/);
			expect(next.getTime()).toBeGreaterThan(now.getTime());
			const [today, then] = [now, next].map((moment) => Date.parse(dateOf.format(moment)));
			const free: number[] = [];
			for (let date = (today ?? NaN) + oneDay; date < (then ?? NaN); date += oneDay) free.push(date);
			for (const date of free)
				expect(
					[0, 6].includes(new Date(date).getUTCDay()) || isHoliday(date),
					new Date(date).toISOString(),
				).toBe(true);
			expect(isHoliday(then ?? NaN)).toBe(false);
			// From Maundy Thursday to the Tuesday after Easter.
			expect(free.length).toBeLessThanOrEqual(4);
		}),
	);
});

test('half an hour and two hours are full minutes and never earlier than said, also when the clocks change', () => {
	const forward = new Date('2027-03-28T01:45:10+01:00');
	expect(laterTimes(forward)).toMatchObject({
		half_hour: new Date('2027-03-28T03:16:00+02:00').toISOString(),
		two_hours: new Date('2027-03-28T04:46:00+02:00').toISOString(),
	});
	fc.assert(
		fc.property(moments, (now) => {
			for (const [choice, minutes] of [['half_hour', 30] as const, ['two_hours', 120] as const]) {
				const wait = Date.parse(laterTimes(now)[choice]) - now.getTime() - minutes * 60_000;
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThan(60_000);
			}
		}),
	);
});

const request = { status: 'open', alert_round: 2 };
const at = '2026-11-24T14:10:00Z';

/** As told, one after the other. */
function story(...told: [who: string | null, kind: string, facts?: object][]) {
	return told.map(([actor_id, kind, facts], index) => ({
		actor_id,
		kind,
		facts: { alert_round: 2, ...facts },
		happened_at: new Date(Date.UTC(2026, 10, 24, 13, index)).toISOString(),
	}));
}

describe('an offer', () => {
	test('of each person stands, the earliest first and by phone last, in whatever order the story is read', () => {
		const events = story(
			['ben', 'later', { by_phone: true }],
			['otto', 'later', { available_at: '2026-11-24T15:00:00Z' }],
			['anna', 'later', { available_at: at }],
		);
		const offers = [
			{ profileId: 'anna', availableAt: at },
			{ profileId: 'otto', availableAt: '2026-11-24T15:00:00Z' },
			{ profileId: 'ben', availableAt: null },
		];
		expect(standingOffers(request, events)).toEqual(offers);
		expect(standingOffers(request, events.toReversed())).toEqual(offers);
	});

	test('takes the place of an earlier one, and stands again when somebody else gave the request back', () => {
		const events = story(
			['anna', 'later', { by_phone: true }],
			['anna', 'later', { available_at: at }],
			['ben', 'accepted'],
			['ben', 'released', { undone: true }],
		);
		expect(standingOffers(request, events)).toEqual([{ profileId: 'anna', availableAt: at }]);
	});

	test.each([
		['withdrawn', story(['anna', 'later', { available_at: at }], ['anna', 'withdrawn'])],
		['declined since', story(['anna', 'later', { available_at: at }], ['anna', 'declined'])],
		['used up', story(['anna', 'later', { available_at: at }], ['anna', 'accepted'], ['anna', 'released'])],
		['of an earlier round', story(['anna', 'later', { available_at: at, alert_round: 1 }])],
		[
			'without a round, as it was once said',
			story(['anna', 'later', { available_at: at, alert_round: undefined }]),
		],
		['a mere "later"', story(['anna', 'later'])],
		['of somebody who is gone', story([null, 'later', { available_at: at }])],
	])('that is %s does not stand', (_, events) => {
		expect(standingOffers(request, events)).toEqual([]);
	});

	test.each(['accepted', 'in_progress', 'waiting', 'resolved', 'cancelled'])(
		'for a request that is %s does not stand',
		(status) => {
			expect(standingOffers({ ...request, status }, story(['anna', 'later', { available_at: at }]))).toEqual(
				[],
			);
		},
	);
});

test('"not possible" counts for its round, until the person says something else', () => {
	const events = story(['anna', 'declined']);
	expect(hasDeclined(request, events, 'anna')).toBe(true);
	expect(hasDeclined(request, events, 'ben')).toBe(false);
	expect(hasDeclined({ ...request, alert_round: 3 }, events, 'anna')).toBe(false);
	expect(hasDeclined({ ...request, status: 'accepted' }, events, 'anna')).toBe(false);
	expect(hasDeclined(request, story(['anna', 'declined'], ['anna', 'later']), 'anna')).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckFacts, planWeeklyCheck } from './weekly-check.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Tuesday at nine, silent since October. */
const facts: CheckFacts = {
	weekday: 2,
	hour: 9,
	isReachable: true,
	pausedUntil: null,
	lastSeenAt: new Date('2026-10-01T10:00:00+02:00'),
	lastCheckAt: null,
};
const due = new Date('2026-12-01T09:00:00+01:00');
const outcome = (change: Partial<CheckFacts>, now = due) =>
	planWeeklyCheck({ ...facts, ...change }, now).outcome;

test('a device that was silent for eight days is checked at the chosen hour', () => {
	expect(planWeeklyCheck(facts, due)).toEqual({
		outcome: 'check',
		week: '2026-11-30',
		expiresAt: new Date('2026-12-01T21:00:00+01:00'),
	});
});

test.each<[string, Partial<CheckFacts>]>([
	['was heard of within eight days', { lastSeenAt: new Date(due.getTime() - 8 * day + 1) }],
	['is removed, quarantined or switched off', { isReachable: false }],
	['belongs to somebody who is paused', { pausedUntil: new Date(due.getTime() + 1) }],
	['was checked this week', { lastCheckAt: new Date('2026-11-30T09:00:00+01:00') }],
	[
		'was checked on Friday, before Tuesday was chosen',
		{ lastCheckAt: new Date('2026-11-27T09:00:00+01:00') },
	],
])('no check where the device %s', (_fact, change) => {
	expect(outcome(change)).toBe('rest');
});

test.each<[string, Partial<CheckFacts>]>([
	['a pause that is just over', { pausedUntil: due }],
	['the check of the week before, an hour late', { lastCheckAt: new Date('2026-11-24T10:00:00+01:00') }],
	['eight days of silence to the millisecond', { lastSeenAt: new Date(due.getTime() - 8 * day) }],
])('%s does not keep it away', (_fact, change) => {
	expect(outcome(change)).toBe('check');
});

describe('the hour', () => {
	test.each([
		['a minute before', '2026-12-01T08:59:00+01:00', 'rest'],
		['in it', '2026-12-01T09:59:00+01:00', 'check'],
		['made up for after the server was down', '2026-12-01T12:59:00+01:00', 'check'],
		['too late to be the chosen one', '2026-12-01T13:00:00+01:00', 'rest'],
		['on another day', '2026-12-02T09:00:00+01:00', 'rest'],
	])('%s', (_fact, now, expected) => {
		expect(outcome({}, new Date(now))).toBe(expected);
	});

	test('at the very end of a week belongs to that week, also when it is made up for after midnight', () => {
		const sunday = { ...facts, weekday: 7, hour: 23 };
		const monday = new Date('2026-12-07T01:30:00+01:00');
		expect(planWeeklyCheck(sunday, monday)).toMatchObject({ outcome: 'check', week: '2026-11-30' });
	});
});

describe('in the nights in which the clocks change', () => {
	const sundayAtTwo = { ...facts, weekday: 7, hour: 2 };

	test('an hour that is missing is the next one (28.03.2027)', () => {
		expect(planWeeklyCheck(sundayAtTwo, new Date('2027-03-28T01:59:00+01:00')).outcome).toBe('rest');
		expect(planWeeklyCheck(sundayAtTwo, new Date('2027-03-28T03:00:00+02:00'))).toMatchObject({
			outcome: 'check',
			week: '2027-03-22',
		});
	});

	test('an hour that comes twice is of one week (31.10.2027)', () => {
		for (const now of ['2027-10-31T02:10:00+02:00', '2027-10-31T02:10:00+01:00'])
			expect(planWeeklyCheck(sundayAtTwo, new Date(now))).toMatchObject({
				outcome: 'check',
				week: '2027-10-25',
			});
	});

	test.each([
		['2027-03-30T09:00:00+02:00', '2027-03-29'],
		['2027-11-02T09:00:00+01:00', '2027-11-01'],
	])('nine o’clock stays nine o’clock after it (%s)', (now, week) => {
		expect(planWeeklyCheck(facts, new Date(now))).toMatchObject({ outcome: 'check', week });
	});
});

/** Looks every quarter of an hour from `from` on, as any number of workers may, and writes down what each look would begin. */
function walk(
	wishes: Pick<CheckFacts, 'weekday' | 'hour'>,
	from: number,
	days: number,
): { at: number; week: string }[] {
	const begun: { at: number; week: string }[] = [];
	for (let at = from; at < from + days * day; at += hour / 4) {
		const last = begun.at(-1);
		const lastCheckAt = last === undefined ? null : new Date(last.at);
		const lastSeenAt = new Date('2026-01-01');
		const plan = planWeeklyCheck({ ...facts, ...wishes, lastSeenAt, lastCheckAt }, new Date(at));
		if (plan.outcome === 'check') begun.push({ at, week: plan.week });
	}
	return begun;
}

const wishes = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) });
/** Somewhere in the three years around both changes of 2027. */
const start = fc.integer({ min: Date.parse('2026-06-01'), max: Date.parse('2028-06-01') });

test('whatever was chosen, a silent device is checked once in every week, the changes of the clocks included', () => {
	fc.assert(
		fc.property(wishes, start, (chosen, from) => {
			const begun = walk(chosen, from, 28);
			expect(new Set(begun.map(({ week }) => week)).size).toBe(begun.length);
			expect(begun.length).toBeGreaterThanOrEqual(4);
			expect(begun.length).toBeLessThanOrEqual(5);
			for (const [index, { at }] of begun.entries()) {
				const former = begun[index - 1];
				if (former !== undefined) expect(at - former.at).toBeGreaterThanOrEqual(6 * day);
			}
		}),
		{ numRuns: 60 },
	);
});

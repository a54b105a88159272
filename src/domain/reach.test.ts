import { expect, test } from 'vitest';
import { alertStanding, reachParts } from '#domain/reach.ts';

const open = { status: 'open', alert_round: 2 };
const none = { alert_round: 2, people: 0, devices: 0, waiting: 0, failed: 0, resting: 0, without_device: 0 };

test('the line says what is known, in the order in which it is read', () => {
	const reach = {
		...none,
		people: 4,
		devices: 3,
		waiting: 1,
		resting: 1,
		without_device: 1,
		failed: 1,
		mailed: 2,
		reported: 1,
	};
	expect(reachParts(open, reach)).toEqual([
		{ kind: 'sent', count: 4 },
		{ kind: 'sending', count: 1 },
		{ kind: 'confirmed', count: 3 },
		{ kind: 'resting', count: 1 },
		{ kind: 'unreachable', count: 2 },
		{ kind: 'mailed', count: 2 },
		{ kind: 'reported', count: 1 },
	]);
});

test('sent and not yet confirmed is said, planned and not yet sent is not called sent', () => {
	expect(reachParts(open, { ...none, people: 1 })).toEqual([
		{ kind: 'sent', count: 1 },
		{ kind: 'confirmed', count: 0 },
	]);
	expect(reachParts(open, { ...none, waiting: 2 })).toEqual([{ kind: 'sending', count: 2 }]);
});

test('nothing is said of another round, of what is taken, and of what is not counted', () => {
	expect(reachParts(open, { ...none, alert_round: 1, people: 4 })).toEqual([]);
	expect(reachParts({ ...open, status: 'accepted' }, { ...none, people: 4 })).toEqual([]);
	expect(reachParts(open, null)).toEqual([]);
	expect(reachParts(open, none)).toEqual([]);
});

/** Newest first, as a screen has them. */
function events(...kinds: [kind: string, facts?: object][]) {
	return kinds
		.map(([kind, facts = {}]) => ({ kind, facts, happened_at: '2026-11-30T10:00:00Z' }))
		.toReversed();
}
const reached = ['alerted', { people: 2 }] as [string, object];
const skipped = ['alerted', { people: 0, target: 'on_call' }] as [string, object];
const ended = ['alerted', { people: 0, ended: 'exhausted' }] as [string, object];

test.each([
	['nothing yet', events(['created']), undefined],
	['a skipped step alone', events(['created'], skipped), 'unheard'],
	['a skipped step before one that reached somebody', events(['created'], skipped, reached), 'runs'],
	['a skipped step after one that reached somebody', events(['created'], reached, skipped), 'runs'],
	['an end after somebody was reached', events(['created'], reached, ended), 'ended'],
	['an end, and somebody who rested was called later', events(['created'], reached, ended, reached), 'runs'],
	['an end and nobody', events(['created'], skipped, ended), 'unheard'],
	['a round before that reached somebody', events(['created'], reached, ['released'], skipped), 'unheard'],
	[
		'an undone acceptance, which begins no round',
		events(['created'], reached, ['released', { undone: true }], skipped),
		'runs',
	],
] as const)('%s', (_, given, standing) => {
	expect(alertStanding(open, given)).toBe(standing);
	expect(alertStanding({ ...open, status: 'accepted' }, given)).toBeUndefined();
});

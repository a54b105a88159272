import { expect, test } from 'vitest';
import { judgeConnection } from '#state/connection-state.ts';
import type { PullStanding } from '#sync/puller.ts';

const now = new Date('2026-11-23T13:02:00Z');
const asOf = new Date('2026-11-23T13:01:50Z');
const fresh: PullStanding = { pulling: false, pulledAt: asOf.getTime(), last: 'pulled' };

test.each<[string, Partial<PullStanding>, string]>([
	['a page that has not asked yet', { last: undefined, pulledAt: undefined }, 'syncing'],
	['a page that starts with what it had yesterday', { last: undefined, pulling: true }, 'syncing'],
	['a page that has just been brought up to date', {}, 'current'],
	['a routine sweep', { pulling: true }, 'current'],
	[
		'a page that slept for an hour and asks again',
		{ pulling: true, pulledAt: now.getTime() - 3_600_000 },
		'syncing',
	],
	['a page that slept for an hour and has not asked yet', { pulledAt: now.getTime() - 3_600_000 }, 'syncing'],
	['a server that cannot be reached', { last: 'retry' }, 'offline'],
	['a server that cannot be reached, asked again', { last: 'retry', pulling: true }, 'offline'],
	['a session that ended', { last: 'signed_out' }, 'refused'],
	['an app the server does not understand', { last: 'broken' }, 'refused'],
])('%s', (_fact, standing, state) => {
	expect(judgeConnection({ ...fresh, ...standing }, now).state).toBe(state);
});

test('offline says since when, if ever', () => {
	expect(judgeConnection({ ...fresh, last: 'retry' }, now)).toEqual({ state: 'offline', asOf });
	expect(judgeConnection({ ...fresh, last: 'retry', pulledAt: undefined }, now)).toEqual({
		state: 'offline',
		asOf: undefined,
	});
});

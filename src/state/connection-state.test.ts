import { expect, test } from 'vitest';
import { type ConnectionFacts, judgeConnection } from '#state/connection-state.ts';

const now = new Date('2026-11-23T13:02:00Z');
const asOf = new Date('2026-11-23T13:01:50Z');
const anHour = 3_600_000;
const fresh: ConnectionFacts = { pulledAt: asOf.getTime(), last: 'pulled', failingSince: undefined, now };

test.each<[string, Partial<ConnectionFacts>, string]>([
	['a page that has not asked yet', { last: undefined, pulledAt: undefined }, 'syncing'],
	['a page that starts with what it had yesterday', { last: undefined }, 'syncing'],
	['a page that has just been brought up to date', {}, 'current'],
	['a page that slept for an hour and has not asked yet', { pulledAt: now.getTime() - anHour }, 'syncing'],
	['a server that cannot be reached', { last: 'retry' }, 'offline'],
	['a session that ended', { last: 'signed_out' }, 'refused'],
	['an app the server does not understand', { last: 'broken' }, 'refused'],
	['a device without room', { last: 'no_space' }, 'refused'],
])('%s', (_fact, facts, state) => {
	expect(judgeConnection({ ...fresh, ...facts }).state).toBe(state);
});

test.each<[string, Partial<ConnectionFacts>, Partial<ReturnType<typeof judgeConnection>>]>([
	[
		'a page that lost the network says since when',
		{ failingSince: asOf.getTime() + 20_000 },
		{ isUnbroken: true },
	],
	[
		'a page that starts without network says only how old it is',
		{ failingSince: asOf.getTime() + anHour },
		{ isUnbroken: false },
	],
	['a device that never had anything says neither', { pulledAt: undefined }, { asOf: undefined }],
])('%s', (_fact, facts, expected) => {
	const found = judgeConnection({ ...fresh, last: 'retry', failingSince: now.getTime(), ...facts });
	expect(found).toMatchObject({ state: 'offline', ...expected });
});

import { afterEach, expect, test, vi } from 'vitest';
import { keptTapKey, keptTapsCache } from '#contracts/worker-messages.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { Acceptance } from './acceptance.svelte.ts';

const requestId = '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a';
const request = { id: requestId, number: 1, title: 'Drucker', callback: '', place: '' };
const accepted = { door: () => ({ outcome: 'accepted', request }) };

afterEach(() => vi.unstubAllGlobals());

test('a tap is sent and confirmed on a device whose disk never answers', async () => {
	const { happened } = stubWorkerScope({ ...accepted, disk: 'hangs' });
	const acceptance = new Acceptance(requestId, 'f2a3.signature', undefined);
	await acceptance.choose('accept');
	expect(happened).toEqual(['send /api/tickets/accept']);
	expect(acceptance.standing).toMatchObject({ step: 'yours', receipt: request });
});

test('a tap on the page takes the place of the one the worker kept', async () => {
	const { happened, entriesOf } = stubWorkerScope(accepted);
	await (await caches.open(keptTapsCache)).put(keptTapKey(requestId), new Response('kept'));
	await new Acceptance(requestId, 'f2a3.signature', undefined).choose('accept');
	await vi.waitFor(() => expect(entriesOf(keptTapsCache)).toEqual([]));
	expect(happened.slice(1)).toEqual(['send /api/tickets/accept', `drop ${keptTapsCache}`]);
});

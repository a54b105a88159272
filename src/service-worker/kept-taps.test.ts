import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { keptTapsCache } from '#contracts/worker-messages.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { diskPatience } from '#worker/bounded.ts';
import { dropTap, isFresh, keepTap, keptFor, readKeptTaps, type KeptTap } from '#worker/kept-taps.ts';

const tap: KeptTap = {
	payload: {
		version: 1,
		kind: 'alert',
		rev: 7,
		language: 'de',
		request_id: '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
		title: 'Drucker · Riesa',
		body: '',
		priority: 2,
		expires_at: 1_800_000_000_000,
	},
	ticket: 'f2a3.signature',
	tap: 'accept',
	at: Date.parse('2026-11-26T10:00:00Z'),
};

const now = Date.parse('2026-11-26T10:00:00Z');

test.each([
	['just now', 0, true],
	['just under a quarter of an hour ago', keptFor - 1, true],
	['a quarter of an hour ago', keptFor, false],
	['in the future, because the clock was set back', -1, false],
])('what was tapped %s is sent by itself: %3$s', (_, age, fresh) => {
	expect(isFresh({ at: now - age }, now)).toBe(fresh);
});

describe('a disk that never answers', () => {
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});

	test('keeps nothing and holds nobody up', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		stubWorkerScope({ disk: 'hangs' });
		const asked = [keepTap(tap), readKeptTaps(), dropTap(tap.payload.request_id)];
		await vi.advanceTimersByTimeAsync(diskPatience);
		expect(await Promise.all(asked)).toEqual([false, [], undefined]);
	});
});

test('a disk that answers after the person was told otherwise has kept nothing', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	onTestFinished(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});
	const { entriesOf } = stubWorkerScope();
	const { promise: opened, resolve: answer } = Promise.withResolvers<Cache>();
	const cache = await caches.open(keptTapsCache);
	const opening = vi.spyOn(caches, 'open').mockReturnValueOnce(opened);
	const asked = keepTap(tap);
	await vi.advanceTimersByTimeAsync(diskPatience);
	expect(await asked).toBe(false);
	answer(cache);
	await vi.waitFor(() => expect(opening).toHaveBeenCalledTimes(2));
	await vi.waitFor(() => expect(entriesOf(keptTapsCache)).toEqual([]));
	expect(await readKeptTaps()).toEqual([]);
});

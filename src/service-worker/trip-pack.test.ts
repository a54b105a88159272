/** What the worker takes along of an accepted request: after the receipt, within its short life, again when it failed, and never for somebody who left. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { largestPack, type TripPack } from '#contracts/trip-pack.ts';
import { signedOutCache, signedOutKey, tripPacksCache } from '#contracts/worker-messages.ts';
import { dropStalePacks, readPack, readPacks, wantPack } from '#local/trip-packs.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { diskPatience } from '#worker/bounded.ts';
import { describeMessage } from '#worker/notification.ts';
import { onClick } from '#worker/on-click.ts';
import { onPush } from '#worker/on-push.ts';
import { onSync, type SyncEvent } from '#worker/on-sync.ts';
import { sendKeptTaps } from '#worker/send-kept-taps.ts';
import { fetchPacks } from '#worker/trip-pack.ts';

const id = '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a';
const now = new Date('2026-11-30T14:00:00+01:00');
const minute = 60_000;

const alert: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 7,
	language: 'de',
	request_id: id,
	title: 'Drucker · Riesa',
	body: '',
	priority: 2,
	ticket: 'f2a3.signature',
	expires_at: now.getTime() + 60 * minute,
};
const receipt = { id, number: 12, title: 'Drucker', callback: '03525 700-214', place: 'Zimmer 4' };
const pack: TripPack = {
	profile_id: '0a8f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
	packed_at: now.toISOString(),
	request: {
		...receipt,
		kind: 'incident',
		priority: 2,
		status: 'accepted',
		cluster_id: '1a8f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
		cluster: 'Drucker',
		municipality_id: '2a8f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
		municipality: 'Riesa',
		accepted_at: now.toISOString(),
		alert_round: 1,
		created_at: now.toISOString(),
		body: 'Papierstau',
		files: 0,
	},
	requester: {
		profile_id: '3a8f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
		name: 'Sabine Lehmann',
		municipality: 'Riesa',
		building: '',
		phone: '',
		email: '',
	},
	sheet: { buildings: [], people: [] },
};
const packed = { outcome: 'packed', pack };
const accepted = { outcome: 'accepted', request: receipt };

/** Doors by their last word; one that is not named does not answer. */
type Doors = Record<string, unknown>;

function stage(first: Doors) {
	let doors = first;
	const registered: string[] = [];
	const scope = stubWorkerScope({
		door: (path) => {
			const said = doors[path.split('/').at(-1) ?? ''];
			if (said === undefined) throw new TypeError('no network');
			return said;
		},
	});
	const registration = Reflect.get(Reflect.get(globalThis, 'self'), 'registration') as object; // as stubbed
	Object.assign(registration, {
		sync: {
			register: (tag: string) => {
				registered.push(tag);
				return Promise.resolve();
			},
		},
	});
	return {
		...scope,
		registered,
		now: (next: Doors): void => {
			doors = next;
		},
	};
}

/** As the browser hands it over; nothing else of the event is looked at. */
function tap(action: string, payload: PushPayload = alert): Promise<void> {
	const notification = { data: describeMessage(payload).options.data, close: () => undefined };
	return onClick({ notification, action } as unknown as NotificationEvent);
}

function push(payload: PushPayload): Promise<void> {
	return onPush({ data: { text: () => JSON.stringify(payload) } } as unknown as PushEvent);
}

const held = (): ReturnType<typeof readPack> => readPack(id, Date.now());

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('it is fetched in the event of the tap, after the receipt is on the screen and open pages were told', async () => {
	const { happened } = stage({ accept: accepted, pack: packed });
	await tap('accept');
	const order = [
		'send /api/tickets/accept',
		'show Übernommen',
		'look for pages',
		'send /api/tickets/pack',
	].map((what) => happened.findIndex((one) => one.startsWith(what)));
	expect(order).toEqual(order.toSorted((a, b) => a - b));
	expect(order[0]).toBeGreaterThanOrEqual(0);
	expect(await held()).toEqual({
		request_id: id,
		ticket: alert.ticket,
		rev: 7,
		at: now.getTime(),
		receipt,
		pack,
	});
});

test('that it is wanted lies on the disk before it is asked for: a worker that dies loses nothing', async () => {
	const { happened } = stage({ accept: accepted, pack: packed });
	await tap('accept');
	const noted = happened.indexOf(`keep ${tripPacksCache}`);
	expect(noted).toBeGreaterThan(0);
	expect(noted).toBeLessThan(happened.indexOf('send /api/tickets/pack'));
});

test('while it is on its way the receipt is on the screen and the pages are told', async () => {
	const { happened } = stage({ accept: accepted });
	const { promise: coming, resolve: come } = Promise.withResolvers<Response>();
	const fetched = vi.fn<(path: string) => Promise<Response>>((path) =>
		path.endsWith('/pack') ? coming : Promise.resolve(Response.json(accepted)),
	);
	vi.stubGlobal('fetch', fetched);
	const tapped = tap('accept');
	await vi.waitFor(() =>
		expect(fetched.mock.calls.map(([path]) => path)).toEqual(['/api/tickets/accept', '/api/tickets/pack']),
	);
	expect(happened).toContainEqual(expect.stringMatching(/^show Übernommen/));
	expect(happened).toContain('look for pages');
	come(Response.json(packed));
	await tapped;
	expect(await held()).toMatchObject({ pack });
});

test('an acceptance that was kept in a dead zone takes it along once it is answered', async () => {
	const { now: turn } = stage({});
	await tap('accept');
	expect(await held()).toBeUndefined();
	turn({ accept: accepted, pack: packed });
	await sendKeptTaps();
	await fetchPacks();
	expect(await held()).toMatchObject({ receipt, pack });
});

describe('one that failed', () => {
	test('stays wanted with what the acceptance said, and the browser is asked to wake the worker', async () => {
		const { registered } = stage({ accept: accepted });
		await tap('accept');
		expect(await held()).toEqual({
			request_id: id,
			ticket: alert.ticket,
			rev: 7,
			at: now.getTime(),
			receipt,
		});
		expect(registered).toEqual(['trip-packs']);
	});

	test('is fetched at the next push, whatever it is about', async () => {
		const { now: turn } = stage({ accept: accepted });
		await tap('accept');
		turn({ pack: packed, arrived: { outcome: 'noted' } });
		await push({ ...alert, request_id: '9b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a', rev: 8 });
		expect(await held()).toMatchObject({ pack });
	});

	test('is fetched when the browser says that there is a network, which tries again while there is none', async () => {
		const { now: turn } = stage({ accept: accepted });
		await tap('accept');
		const woken = { tag: 'trip-packs' } as SyncEvent; // nothing else of the event is looked at
		await expect(onSync(woken)).rejects.toThrow('still wanted');
		turn({ pack: packed });
		await onSync(woken);
		expect(await held()).toMatchObject({ pack });
	});

	test('is not asked for any more after half an hour, and what is known of it stays', async () => {
		const { now: turn, happened } = stage({ accept: accepted });
		await tap('accept');
		turn({ pack: packed });
		vi.setSystemTime(now.getTime() + 30 * minute);
		happened.length = 0;
		expect(await fetchPacks()).toBe(false);
		expect(happened).toEqual([]);
		expect(await held()).toMatchObject({ receipt });
	});

	test('once fetched is not fetched again', async () => {
		const { happened } = stage({ accept: accepted, pack: packed });
		await tap('accept');
		happened.length = 0;
		await fetchPacks();
		expect(happened).toEqual([]);
	});
});

test.each(['not_yours', 'expired', 'not_allowed'])('"%s": nothing of it is kept', async (outcome) => {
	stage({ accept: accepted, pack: { outcome } });
	await tap('accept');
	expect(await readPacks(Date.now())).toEqual([]);
});

test.each<[string, unknown]>([
	[
		'too large',
		{ outcome: 'packed', pack: { ...pack, request: { ...pack.request, body: 'x'.repeat(largestPack) } } },
	],
	[
		'about another request',
		{ outcome: 'packed', pack: { ...pack, request: { ...pack.request, id: pack.profile_id } } },
	],
	['half a pack', { outcome: 'packed', pack: { ...pack, sheet: undefined } }],
	['garbage', 'x'],
])('%s: it is not taken for a pack', async (_, said) => {
	stage({ accept: accepted, pack: said });
	await tap('accept');
	expect((await held())?.pack).toBeUndefined();
	expect(await held()).toMatchObject({ receipt });
});

describe('it is forgotten', () => {
	async function take(): Promise<ReturnType<typeof stage>> {
		const scene = stage({ accept: accepted, pack: packed });
		await tap('accept');
		expect(await held()).toMatchObject({ pack });
		return scene;
	}

	test.each(['undone', 'taken', 'closed', 'expired', 'not_allowed'])(
		'when taking it back is answered "%s"',
		async (outcome) => {
			const { now: turn } = await take();
			turn({ undo: { outcome, by: { name: 'Ben', municipality: 'Riesa' } } });
			await tap('undo');
			expect(await held()).toBeUndefined();
		},
	);

	test('not when it is too late to take it back', async () => {
		const { now: turn } = await take();
		turn({ undo: { outcome: 'too_late' } });
		await tap('undo');
		expect(await held()).toMatchObject({ pack });
	});

	test('when a newer alert says that the request is open again; a late copy of the old one changes nothing', async () => {
		const { now: turn } = await take();
		turn({ arrived: { outcome: 'noted' } });
		await push(alert);
		expect(await held()).toMatchObject({ pack });
		await push({ ...alert, rev: 8 });
		expect(await held()).toMatchObject({ pack });
		await push({ ...alert, rev: 9, quiet: true, ticket: 'c5d6.signature' });
		expect(await held()).toBeUndefined();
	});

	test.each([
		['somebody else', { outcome: 'not_yours' }, false],
		['themselves on another device', packed, true],
	])('"taken by …" meant %s: asked once more, the server decides', async (_, said, stays) => {
		const { now: turn } = await take();
		turn({ pack: said });
		await push({ ...alert, kind: 'taken', rev: 9, ticket: undefined } as unknown as PushPayload); // as it is parsed: without one
		expect((await held()) !== undefined).toBe(stays);
	});

	test('a message that sums up several is no proof against it: the server is asked', async () => {
		const { now: turn } = await take();
		const several: PushPayload = {
			...alert,
			kind: 'several',
			rev: 9,
			request_ids: [pack.profile_id, id],
			ticket: 'c5d6.signature',
		};
		turn({ pack: packed, arrived: { outcome: 'noted' } });
		await push(several);
		expect(await held()).toMatchObject({ pack });
		turn({ pack: { outcome: 'not_yours' }, arrived: { outcome: 'noted' } });
		await push({ ...several, rev: 10 });
		expect(await held()).toBeUndefined();
	});

	test('when whoever accepted has left meanwhile, also what is still on its way', async () => {
		const { now: turn } = stage({ accept: accepted });
		await tap('accept');
		const signOut = async (): Promise<void> => {
			await (await caches.open(signedOutCache)).put(signedOutKey, new Response());
			await caches.delete(tripPacksCache);
		};
		turn({
			get pack() {
				void signOut();
				return packed;
			},
		});
		await fetchPacks();
		await vi.waitFor(async () => expect(await caches.has(signedOutCache)).toBe(true));
		expect(await readPacks(Date.now())).toEqual([]);
		// Nor is anything asked for somebody who is gone.
		await wantPack({ request_id: id, ticket: 't', rev: 7, at: Date.now(), receipt });
		const { happened } = stage({ pack: packed });
		await signOut();
		await wantPack({ request_id: id, ticket: 't', rev: 7, at: Date.now(), receipt });
		await fetchPacks();
		expect(happened).not.toContain('send /api/tickets/pack');
		expect(await readPacks(Date.now())).toEqual([]);
	});

	test('after 14 days', async () => {
		const { entriesOf } = await take();
		vi.setSystemTime(now.getTime() + 14 * 24 * 60 * minute);
		expect(await held()).toBeUndefined();
		await dropStalePacks(Date.now());
		expect(entriesOf(tripPacksCache)).toEqual([]);
	});

	test('of more than twenty the oldest', async () => {
		stage({});
		for (let number = 0; number < 22; number += 1) {
			const request_id = `7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b${String(10 + number)}`;
			await wantPack({ request_id, ticket: 't', rev: 1, at: Date.now(), receipt: { ...receipt, number } });
		}
		const kept = await readPacks(Date.now());
		expect([kept.length, kept[0]?.receipt.number]).toEqual([20, 2]);
	});
});

test('a disk that never answers ends neither the event nor the fetching', async () => {
	vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now });
	stubWorkerScope({ disk: 'hangs', door: () => accepted });
	const fetching = fetchPacks();
	await vi.advanceTimersByTimeAsync(diskPatience);
	expect(await fetching).toBe(false);
});

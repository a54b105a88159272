import Dexie, { liveQuery } from 'dexie';
import { forceCloseDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	forgetFormer,
	isOutOfSpace,
	type LocalDatabase,
	openLocal,
	wipeLocal,
	withReopen,
} from '#local/database.ts';
import { keepCommand } from '#local/outbox.ts';
import { applyPage } from '#local/apply.ts';
import {
	deleteBehindOurBack,
	type FakeDevice,
	fakeDevice,
	idOf,
	me,
	pageOf,
	patience,
	requestRow,
} from '#tests/fakes/device.ts';

let device: FakeDevice;
beforeEach(() => {
	device = fakeDevice();
});
afterEach(() => {
	vi.useRealTimers();
	device.end();
});

/** A device that knows one request and keeps a draft, an unsent acceptance and a file. */
async function fill(database: LocalDatabase): Promise<void> {
	const facts = { from: undefined, anew: true, at: 1, settled: [] };
	await applyPage(database, pageOf('c1', { requests: [requestRow(1)] }), facts);
	await database.drafts.put({ key: 'ask', value: 'Der Drucker', saved_at: 1 });
	await database.files.put({ attachment_id: idOf('f', 1), bytes: new ArrayBuffer(3) });
	const args = { command_id: idOf('9', 1), request_id: idOf('a', 1) };
	await keepCommand(database, 'accept_request', args, { at: 1 });
}

async function countTyped(database: LocalDatabase): Promise<number[]> {
	return Promise.all([database.drafts.count(), database.outbox.count(), database.files.count()]);
}

/** The database as another version of the app leaves it: other marks, a higher native version, a table of its own. */
async function leaveAsVersion(cacheVersion: number, nativeVersion: number): Promise<void> {
	const other = new Dexie(`rufkreis-${me}`, device.options);
	const kept = await openLocal(me, device.options);
	if (kept.outcome !== 'open') throw new Error('the database does not open');
	const stores = Object.fromEntries(
		kept.database.tables.map((table) => {
			const { primKey, indexes } = table.schema;
			return [table.name, [primKey.src, ...indexes.map((index) => index.src)].join(', ')];
		}),
	);
	kept.database.close();
	other.version(nativeVersion).stores(nativeVersion > 4 ? { ...stores, polls: 'poll_id' } : stores);
	await other.open();
	await other.table('marks').put({ key: 'cache', version: cacheVersion });
	other.close();
}

/** What a live query says, one value after the other. */
function watch<Value>(
	database: LocalDatabase,
	query: () => Promise<Value>,
): { values: Value[]; stop(): void } {
	const values: Value[] = [];
	const subscription = liveQuery(() => withReopen(database, query)).subscribe((value) => values.push(value));
	return { values, stop: () => subscription.unsubscribe() };
}

describe('opening', () => {
	test('a new device holds nothing and has lost nothing', async () => {
		const opening = await openLocal(me, device.options);
		expect(opening).toMatchObject({ outcome: 'open', lostUnsent: undefined });
	});

	test('a device finds at the next start what it kept', async () => {
		const before = await device.open();
		await fill(before);
		before.close();
		const opening = await openLocal(me, device.options);
		if (opening.outcome !== 'open') throw new Error('the database does not open');
		expect(opening.lostUnsent).toBeUndefined();
		expect(await opening.database.requests.count()).toBe(1);
		expect(await countTyped(opening.database)).toEqual([1, 1, 1]);
		opening.database.close();
	});

	test('two people of one device have a database each', async () => {
		await fill(await device.open());
		const other = await openLocal('d1000000-0000-4000-8000-000000000002', device.options);
		if (other.outcome !== 'open') throw new Error('the database does not open');
		expect(await other.database.requests.count()).toBe(0);
		expect(await countTyped(other.database)).toEqual([0, 0, 0]);
		other.database.close();
	});

	test('a browser that refuses storage is said, and nothing is thrown', async () => {
		const refusing = {
			open: () => {
				throw new Error('not in a private window');
			},
		};
		const options = { indexedDB: refusing, IDBKeyRange };
		expect(await openLocal(me, options)).toEqual({ outcome: 'unavailable' });
		expect(device.reported).toHaveLength(1);
	});

	test('a first opening that fails is tried again', async () => {
		const factory = new IDBFactory();
		const open = vi.spyOn(factory, 'open').mockImplementationOnce(() => {
			throw new Error('the browser has just woken up');
		});
		const opening = await openLocal(me, { indexedDB: factory, IDBKeyRange });
		expect(opening.outcome).toBe('open');
		expect(open).toHaveBeenCalledTimes(2);
		expect(device.reported).toEqual([]);
	});
});

describe('a cache of another shape', () => {
	test('is dropped by a newer app, and what the person typed stays', async () => {
		const before = await device.open();
		await fill(before);
		before.close();
		await leaveAsVersion(1, 4);
		localStorage.clear();
		const database = await device.open();
		expect(await database.requests.count()).toBe(0);
		expect(await database.marks.get('sync')).toBeUndefined();
		expect(await countTyped(database)).toEqual([1, 1, 1]);
		expect(JSON.parse(localStorage.getItem(`rufkreis-${me}.traces`) ?? '')).toEqual({
			kept: true,
			unsent: 1,
		});
	});

	test('of a newer app is dropped by an older one that starts with it, and what the person typed stays', async () => {
		const before = await device.open();
		await fill(before);
		before.close();
		await leaveAsVersion(99, 7);
		const opening = await openLocal(me, device.options);
		if (opening.outcome !== 'open') throw new Error('the database does not open');
		expect(opening.lostUnsent).toBeUndefined();
		expect(await opening.database.requests.count()).toBe(0);
		expect(await countTyped(opening.database)).toEqual([1, 1, 1]);
		opening.database.close();
	});

	test('of a newer app is left alone by an older one that runs, which writes no rows into it', async () => {
		const database = await device.open();
		await fill(database);
		// The newer window upgrades: this one is closed by Dexie, and opens anew with its next query.
		await leaveAsVersion(99, 7);
		expect(await withReopen(database, () => database.requests.count())).toBe(1);
		expect(await database.marks.get('cache')).toEqual({ key: 'cache', version: 99 });
		const facts = { from: 'c1', anew: false, at: 2, settled: [] };
		await expect(applyPage(database, pageOf('c2', { requests: [requestRow(2)] }), facts)).rejects.toThrow(
			'another version of the app',
		);
		expect(await database.requests.count()).toBe(1);
		expect(await countTyped(database)).toEqual([1, 1, 1]);
	});
});

describe('a database that is thrown away', () => {
	test('under a running app is made anew, the app is told how much was unsent, and live queries go on', async () => {
		const database = await device.open();
		await fill(database);
		const told = vi.fn();
		database.onLoss(told);
		const count = watch(database, () => database.requests.count());
		await vi.waitFor(() => expect(count.values).toEqual([1]), patience);
		await deleteBehindOurBack(device);
		await vi.waitFor(() => expect(told.mock.calls).toEqual([[1]]), patience);
		await vi.waitFor(() => expect(count.values.at(-1)).toBe(0), patience);
		await database.requests.put(requestRow(5));
		await vi.waitFor(() => expect(count.values.at(-1)).toBe(1), patience);
		expect(await countTyped(database)).toEqual([0, 0, 0]);
		count.stop();
		expect(device.reported).toEqual([]);
		// Dexie would say that it closes what was just opened.
		expect(console.warn).not.toHaveBeenCalled();
	});

	test('under two windows is made anew once, and both are told', async () => {
		const windows = [await device.open(), await device.open()];
		await fill(await device.open());
		const told = windows.map((database) => {
			const listener = vi.fn();
			database.onLoss(listener);
			return listener;
		});
		await deleteBehindOurBack(device);
		await vi.waitFor(
			() => expect(told.map((listener) => listener.mock.calls)).toEqual([[[1]], [[1]]]),
			patience,
		);
		for (const database of windows) expect(await database.requests.count()).toBe(0);
		await windows[0]?.requests.put(requestRow(7));
		expect(await windows[1]?.requests.count()).toBe(1);
	});

	test('with its connection cut by the browser is made anew, and the app is told', async () => {
		const database = await device.open();
		await fill(database);
		const told = vi.fn();
		database.onLoss(told);
		const connection = database.backendDB();
		// The browser forgets first and cuts then: whoever opens gets an empty one.
		const { factory } = device;
		Object.assign(factory, { _databases: new Map() });
		// Its types name the constructor where a connection is meant.
		forceCloseDatabase(connection as unknown as Parameters<typeof forceCloseDatabase>[0]);
		await vi.waitFor(() => expect(told.mock.calls).toEqual([[1]]), patience);
		expect(await database.requests.count()).toBe(0);
		expect(database.isOpen()).toBe(true);
	});

	test('twice is told twice', async () => {
		const database = await device.open();
		await fill(database);
		const told = vi.fn();
		database.onLoss(told);
		await deleteBehindOurBack(device);
		await vi.waitFor(() => expect(told.mock.calls).toEqual([[1]]), patience);
		await deleteBehindOurBack(device);
		await vi.waitFor(() => expect(told.mock.calls).toEqual([[1], [0]]), patience);
	});

	test('while the app was closed is told at the next start, and only then', async () => {
		const before = await device.open();
		await fill(before);
		before.close();
		await deleteBehindOurBack(device);
		const next = await openLocal(me, device.options);
		expect(next).toMatchObject({ outcome: 'open', lostUnsent: 1 });
		if (next.outcome === 'open') next.database.close();
		const after = await openLocal(me, device.options);
		expect(after).toMatchObject({ outcome: 'open', lostUnsent: undefined });
		if (after.outcome === 'open') after.database.close();
	});
});

describe('signing out', () => {
	test('leaves nothing of the person on the device', async () => {
		const database = await device.open();
		await fill(database);
		sessionStorage.setItem('rufkreis.leaving', 'Der Drucker');
		await wipeLocal(database);
		expect(await device.factory.databases()).toEqual([]);
		expect(localStorage.getItem(`rufkreis-${me}.traces`)).toBeNull();
		expect(sessionStorage.getItem('rufkreis.leaving')).toBeNull();
	});

	test('is not undone by a late query', async () => {
		const database = await device.open();
		await wipeLocal(database);
		const late = withReopen(database, () => database.requests.count());
		await expect(late).rejects.toThrow(Dexie.DatabaseClosedError);
		expect(await device.factory.databases()).toEqual([]);
	});

	test('is not undone by another window, which is not told of a loss either', async () => {
		const database = await device.open();
		const other = await device.open();
		const told = vi.fn();
		other.onLoss(told);
		await fill(database);
		await wipeLocal(database);
		await expect(withReopen(other, () => other.requests.count())).rejects.toThrow(Dexie.DatabaseClosedError);
		expect(await device.factory.databases()).toEqual([]);
		expect(told).not.toHaveBeenCalled();
	});

	test('empties a database that a hanging window does not let go of, and waits five seconds for it', async () => {
		const database = await device.open();
		await fill(database);
		// A window that is frozen hears nothing.
		const hanging = await new Promise<IDBDatabase>((resolve) => {
			const opening = device.factory.open(`rufkreis-${me}`);
			opening.onsuccess = () => resolve(opening.result);
		});
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		let isDone = false;
		const wiped = wipeLocal(database).then(() => {
			isDone = true;
		});
		await vi.waitFor(() => expect(database.isOpen()).toBe(false), { ...patience, interval: 0 });
		expect(isDone).toBe(false);
		await vi.advanceTimersByTimeAsync(5_000);
		await wiped;
		vi.useRealTimers();
		const tables = [...hanging.objectStoreNames];
		const reading = hanging.transaction(tables);
		const counts = await Promise.all(
			tables.map(
				(name) =>
					new Promise((resolve) => {
						const counting = reading.objectStore(name).count();
						counting.onsuccess = () => resolve(counting.result);
					}),
			),
		);
		expect(counts.every((count) => count === 0)).toBe(true);
		hanging.close();
	});

	test('goes on where the browser forbids storage', async () => {
		const database = await device.open();
		vi.stubGlobal('sessionStorage', undefined);
		vi.stubGlobal('localStorage', undefined);
		await wipeLocal(database);
		expect(await device.factory.databases()).toEqual([]);
	});
});

describe('work on a connection that the browser drops', () => {
	test('is done on a new one', async () => {
		const database = await device.open();
		database.close();
		expect(await withReopen(database, () => database.requests.count())).toBe(0);
	});

	test('is repeated once, not for ever', async () => {
		const database = await device.open();
		const work = vi.fn(() => Promise.reject(new Dexie.DatabaseClosedError('gone again')));
		await expect(withReopen(database, work)).rejects.toThrow('gone again');
		expect(work).toHaveBeenCalledTimes(2);
	});

	test('is not repeated for another reason', async () => {
		const database = await device.open();
		const work = vi.fn(() => Promise.reject(new Error('a bug')));
		await expect(withReopen(database, work)).rejects.toThrow('a bug');
		expect(work).toHaveBeenCalledTimes(1);
	});

	test('opens one connection for all who noticed, and leaves alone the one that somebody else has opened since', async () => {
		const database = await device.open();
		const late = Promise.withResolvers<never>();
		const first = database.connection;
		let asked = 0;
		const slow = withReopen(database, () => {
			asked += 1;
			return asked === 1 ? late.promise : database.requests.count();
		});
		database.close();
		const quick = [1, 2, 3].map(() => withReopen(database, () => database.requests.count()));
		expect(await Promise.all(quick)).toEqual([0, 0, 0]);
		expect(database.connection).toBe(first + 1);
		late.reject(new Dexie.DatabaseClosedError('of the old connection'));
		expect(await slow).toBe(0);
		expect(database.connection).toBe(first + 1);
	});

	test('inside a transaction fails as a whole, and is repeated as a whole', async () => {
		const database = await device.open();
		let attempts = 0;
		const inner = vi.fn(() => database.drafts.count());
		const count = await withReopen(database, () =>
			database.transaction('rw', database.drafts, async () => {
				attempts += 1;
				await database.drafts.put({ key: `${attempts}`, value: '', saved_at: 0 });
				// So a transaction ends when the connection under it does.
				if (attempts === 1) Dexie.currentTransaction.abort();
				return withReopen(database, inner);
			}),
		);
		expect(attempts).toBe(2);
		expect(inner).toHaveBeenCalledTimes(2);
		expect(count).toBe(1);
		expect(await database.drafts.toCollection().primaryKeys()).toEqual(['2']);
	});

	test('inside a live query is done on a new connection too, also when the database is empty by then', async () => {
		const database = await device.open();
		await fill(database);
		const count = watch(database, () => database.requests.count());
		await vi.waitFor(() => expect(count.values).toEqual([1]), patience);
		count.stop();
		database.close();
		await deleteBehindOurBack(device);
		const again = watch(database, () => database.requests.count());
		await vi.waitFor(() => expect(again.values.at(-1)).toBe(0), patience);
		again.stop();
		expect(device.reported).toEqual([]);
	});
});

describe('a device without room', () => {
	const quota = new DOMException('no room', 'QuotaExceededError');
	test.each([
		['the browser says so', quota, true],
		['Dexie says so', new Dexie.QuotaExceededError('no room'), true],
		['a transaction was aborted for it', new Dexie.AbortError('aborted', quota), true],
		['single writes failed for it', new Dexie.BulkError('1 of 2 failed', { 1: quota }), true],
		['a connection was lost', new Dexie.AbortError('aborted'), false],
		[
			'single writes failed for another reason',
			new Dexie.BulkError('failed', { 1: new Error('a bug') }),
			false,
		],
		['something else was thrown', 'no room', false],
	])('is recognised when %s', (_fact, error, expected) => {
		expect(isOutOfSpace(error)).toBe(expected);
	});
});

describe('when somebody else signs in, the former person’s database', () => {
	test('keeps what they typed and never sent, and nothing the server said', async () => {
		const database = await device.open();
		await fill(database);
		database.close();
		await forgetFormer(me, device.options);
		const again = await device.open();
		expect(again.lostAtStart).toBeUndefined();
		expect(await again.requests.count()).toBe(0);
		expect((await again.marks.toArray()).map(({ key }) => key)).toEqual(['cache']);
		expect(await again.drafts.toArray()).toMatchObject([{ value: 'Der Drucker' }]);
		expect(await again.outbox.count()).toBe(1);
		expect(await again.files.count()).toBe(1);
	});

	test('is gone when nothing was unsent, also where none was', async () => {
		const database = await device.open();
		await applyPage(database, pageOf('c1', { requests: [requestRow(1)] }), {
			from: undefined,
			anew: true,
			at: 1,
			settled: [],
		});
		database.close();
		await forgetFormer(me, device.options);
		expect(await device.factory.databases()).toEqual([]);
		await forgetFormer(me, device.options);
		expect(await device.factory.databases()).toEqual([]);
		expect(localStorage.getItem(`rufkreis-${me}.traces`)).toBeNull();
	});
});

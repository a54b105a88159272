import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Changes } from '#contracts/rows.ts';
import { applyPage, type PageFacts, readMark } from '#local/apply.ts';
import { isOutOfSpace, type LocalDatabase } from '#local/database.ts';
import { keepCommand, readOutbox, settleEntry } from '#local/outbox.ts';
import {
	attachmentRow,
	deleteBehindOurBack,
	detailsRow,
	eventRow,
	type FakeDevice,
	fakeDevice,
	idOf,
	pageOf,
	patience,
	requestRow,
} from '#tests/fakes/device.ts';

let device: FakeDevice;
let database: LocalDatabase;
beforeEach(async () => {
	device = fakeDevice();
	database = await device.open();
});
afterEach(() => device.end());

/** Applies a page as whoever pulled from where the device stands. */
async function apply(page: Changes, facts: Partial<PageFacts> = {}): Promise<string> {
	const mark = await readMark(database);
	const { outcome } = await applyPage(database, page, {
		from: mark?.cursor,
		anew: mark === undefined,
		at: 1_000,
		settled: [],
		...facts,
	});
	return outcome;
}

async function numbers(): Promise<number[]> {
	return (await database.requests.toArray()).map((request) => request.number).sort((a, b) => a - b);
}

const cases = {
	requests: [requestRow(1), requestRow(2), requestRow(3)],
	request_details: [detailsRow(1), detailsRow(2), detailsRow(3)],
	request_events: [eventRow(1, 1), eventRow(2, 1), eventRow(2, 2), eventRow(3, 1)],
	attachments: [attachmentRow(1, 1), attachmentRow(2, 1), attachmentRow(3, 1)],
};

describe('a page of changes', () => {
	test('brings new rows, replaces known ones and says where the device stands', async () => {
		await apply(pageOf('c1', cases));
		await apply(pageOf('c2', { requests: [requestRow(2, { title: 'Neu' }), requestRow(4)] }), { at: 2_000 });
		expect(await numbers()).toEqual([1, 2, 3, 4]);
		expect((await database.requests.get(idOf('a', 2)))?.title).toBe('Neu');
		expect(await readMark(database)).toEqual({
			key: 'sync',
			cursor: 'c2',
			more: false,
			pulled_at: 2_000,
			pruned_to: '2026-08-26',
			unread: 0,
		});
	});

	test('takes away what the person lost sight of, with its text, story and files', async () => {
		await apply(pageOf('c1', cases));
		await apply(pageOf('c2', {}, { gone: [['requests', idOf('a', 2)]] }));
		expect(await numbers()).toEqual([1, 3]);
		expect(await database.request_details.toCollection().primaryKeys()).toEqual([idOf('a', 1), idOf('a', 3)]);
		expect(await database.request_events.count()).toBe(2);
		expect(await database.attachments.count()).toBe(2);
	});

	test('takes away single parts of a case, and nothing that it does not know', async () => {
		await apply(pageOf('c1', cases));
		const gone: Changes['gone'] = [
			['request_events', idOf('b', 202)],
			['request_details', idOf('a', 3)],
			['clusters', idOf('c', 77)],
		];
		await apply(pageOf('c2', {}, { gone }));
		expect(await numbers()).toEqual([1, 2, 3]);
		expect(await database.request_events.toCollection().primaryKeys()).toEqual(
			[101, 201, 301].map((number) => idOf('b', number)),
		);
		expect(await database.request_details.count()).toBe(2);
	});

	test('says when the device last had everything only with its last page', async () => {
		await apply(pageOf('c1', cases), { at: 1_000 });
		await apply(pageOf('c2', {}, { more: true }), { at: 2_000 });
		expect(await readMark(database)).toMatchObject({ cursor: 'c2', more: true, pulled_at: 1_000 });
		await apply(pageOf('c3'), { at: 3_000 });
		expect(await readMark(database)).toMatchObject({ cursor: 'c3', more: false, pulled_at: 3_000 });
	});
});

describe('a page that is all of a stretch', () => {
	// Between 2 and 8, after the first and up to the second.
	const [two, eight] = [idOf('a', 2), idOf('a', 8)];

	test.each<[string, string | null, string | null, number[]]>([
		['a stretch in the middle', two, eight, [1, 2, 5, 9]],
		['a stretch from the beginning', null, eight, [5, 9]],
		['a stretch to the end', two, null, [1, 2, 5]],
		['everything', null, null, [5]],
	])('of %s takes away what lies in it and did not come', async (_fact, after, upTo, left) => {
		await apply(pageOf('c1', { requests: [1, 2, 3, 5, 8, 9].map((number) => requestRow(number)) }));
		await apply(pageOf('c2', { requests: [requestRow(5)] }, { replaced: [['requests', after, upTo]] }));
		expect(await numbers()).toEqual(left);
	});

	test.each(['request_events', 'attachments'] as const)(
		'of %s goes by the request they belong to',
		async (table) => {
			const of = table === 'request_events' ? eventRow : attachmentRow;
			const held = [of(2, 1), of(3, 1), of(3, 2), of(8, 1), of(9, 1)];
			await apply(pageOf('c1', { [table]: held }));
			await apply(pageOf('c2', { [table]: [of(3, 2)] }, { replaced: [[table, two, eight]] }));
			const left = await database.table<{ request_id: string }>(table).toArray();
			expect(left).toEqual([of(2, 1), of(3, 2), of(9, 1)]);
		},
	);

	test('touches no other table', async () => {
		await apply(pageOf('c1', cases));
		await apply(pageOf('c2', {}, { replaced: [['clusters', null, null]] }));
		expect(await numbers()).toEqual([1, 2, 3]);
		expect(await database.request_events.count()).toBe(4);
	});

	test('takes away a row it brings in words that this app does not understand', async () => {
		await apply(pageOf('c1', cases));
		const unread: Partial<Changes> = {
			replaced: [['requests', null, null]],
			gone: [['requests', idOf('a', 2)]],
			unread: 1,
		};
		await apply(pageOf('c2', { requests: [requestRow(1), requestRow(3)] }, unread));
		expect(await numbers()).toEqual([1, 3]);
		expect(await database.request_details.count()).toBe(2);
	});
});

describe('rows that were not understood', () => {
	test('are counted until everything is pulled anew', async () => {
		const first = { from: undefined, anew: true, at: 1, settled: [] };
		expect(await applyPage(database, pageOf('c1', {}, { unread: 2, more: true }), first)).toEqual({
			outcome: 'applied',
			unread: 2,
		});
		const rest = { from: 'c1', anew: false, at: 1, settled: [] };
		expect(await applyPage(database, pageOf('c2', {}, { unread: 1 }), rest)).toMatchObject({ unread: 3 });
		expect(await readMark(database)).toMatchObject({ unread: 3 });
		const again = { from: 'c2', anew: true, at: 1, settled: [] };
		expect(await applyPage(database, pageOf('c3'), again)).toMatchObject({ unread: 0 });
		expect(await readMark(database)).toMatchObject({ unread: 0 });
	});
});

describe('a page that was overtaken', () => {
	test('by another window is not laid over what that one brought', async () => {
		await apply(pageOf('c1', cases));
		await apply(pageOf('c3', { requests: [requestRow(1, { title: 'Das Neueste' })] }));
		const late = pageOf('c2', { requests: [requestRow(1, { title: 'Älter' })] });
		expect(await apply(late, { from: 'c1' })).toBe('overtaken');
		expect((await database.requests.get(idOf('a', 1)))?.title).toBe('Das Neueste');
		expect(await readMark(database)).toMatchObject({ cursor: 'c3' });
	});

	test('by the loss of the database does not make the new one look complete', async () => {
		await apply(pageOf('c1', cases));
		const told = vi.fn();
		database.onLoss(told);
		await deleteBehindOurBack(device);
		await vi.waitFor(() => expect(told).toHaveBeenCalled(), patience);
		expect(await apply(pageOf('c2', { requests: [requestRow(4)] }), { from: 'c1' })).toBe('overtaken');
		expect(await readMark(database)).toBeUndefined();
		expect(await numbers()).toEqual([]);
	});

	test('twice by windows in either order leaves what the last one to come saw', async () => {
		const a = pageOf('a', { requests: [requestRow(1, { title: 'A' })] });
		const b = pageOf('b', { requests: [requestRow(1, { title: 'B' })] });
		for (const [first, second] of [
			[a, b],
			[b, a],
		] as const) {
			await database.marks.delete('sync');
			const facts = { from: undefined, anew: true, at: 1, settled: [] };
			const both = await Promise.all([applyPage(database, first, facts), applyPage(database, second, facts)]);
			expect(both.map(({ outcome }) => outcome)).toEqual(['applied', 'overtaken']);
			expect((await database.requests.get(idOf('a', 1)))?.title).toBe(first.rows.requests[0]?.title);
			expect((await readMark(database))?.cursor).toBe(first.cursor);
		}
	});
});

describe('a page that the device cannot take', () => {
	test('leaves rows and cursor as they were', async () => {
		await apply(pageOf('c1', cases));
		const broken = { ...requestRow(2), request_id: undefined };
		const page = pageOf('c2', { requests: [requestRow(1, { title: 'Neu' })] });
		Object.assign(page.rows, { request_details: [broken] });
		await expect(apply(page)).rejects.toThrow(Dexie.DataError);
		expect((await database.requests.get(idOf('a', 1)))?.title).toBe('Anfrage 1');
		expect((await readMark(database))?.cursor).toBe('c1');
	});

	test('for lack of room is told apart, and rows and cursor stay as they were', async () => {
		await apply(pageOf('c1', cases));
		const store = database.backendDB().transaction('requests').objectStore('requests');
		// What every store of this browser inherits.
		const inherited = Object.getPrototypeOf(store) as IDBObjectStore;
		const put = Reflect.get<IDBObjectStore, 'put'>(inherited, 'put');
		vi.spyOn(inherited, 'put')
			.mockImplementationOnce(function (this: IDBObjectStore, value: unknown) {
				return put.call(this, value);
			})
			.mockImplementationOnce(() => {
				throw new DOMException('no room', 'QuotaExceededError');
			});
		const failure = await apply(
			pageOf('c2', { requests: [requestRow(1, { title: 'Neu' }), requestRow(4)] }),
		).catch((error: unknown) => error);
		expect(isOutOfSpace(failure)).toBe(true);
		vi.restoreAllMocks();
		expect(await numbers()).toEqual([1, 2, 3]);
		expect((await database.requests.get(idOf('a', 1)))?.title).toBe('Anfrage 1');
		expect((await readMark(database))?.cursor).toBe('c1');
	});
});

describe('what the person did', () => {
	/** Keeps two acceptances; the first was carried out. */
	async function act(): Promise<number[]> {
		const orders: number[] = [];
		for (const number of [1, 2]) {
			const args = { command_id: idOf('9', number), request_id: idOf('a', number) };
			orders.push(await keepCommand(database, 'accept_request', args, { at: 1 }));
		}
		const [entry] = (await readOutbox(database)).entries;
		if (entry !== undefined)
			await settleEntry(database, entry, 'done', { outcome: 'already_yours', request: receipt });
		return orders;
	}
	const receipt = { id: idOf('a', 1), number: 1, title: '', callback: '', place: '' };

	async function left(): Promise<number[]> {
		return (await readOutbox(database)).entries.map((entry) => entry.order);
	}

	test('goes with the last page of the pull that brings it, and not before', async () => {
		const [first = 0, second = 0] = await act();
		await apply(pageOf('c1', {}, { more: true }), { settled: [first] });
		expect(await left()).toEqual([first, second]);
		await apply(pageOf('c2'), { settled: [first] });
		expect(await left()).toEqual([second]);
	});

	test('stays when the page that would bring it was overtaken', async () => {
		const [first = 0, second = 0] = await act();
		await apply(pageOf('c1'), { from: 'another', settled: [first] });
		expect(await left()).toEqual([first, second]);
	});

	test('stays while it waits, whatever its number was before', async () => {
		const orders = await act();
		await apply(pageOf('c1'), { settled: orders });
		expect(await left()).toEqual(orders.slice(1));
	});
});

describe('closed requests that became too old', () => {
	const old = '2026-05-01T08:00:00+00:00';
	const closed = requestRow(2, { status: 'resolved', created_at: old });

	test('are forgotten with their parts once a day, by the day of the server; open ones never', async () => {
		await apply(pageOf('c1', cases, { kept_since: '2026-04-01T00:00:00+00:00' }));
		await database.requests.bulkPut([requestRow(1, { created_at: old }), closed]);
		await apply(pageOf('c2', {}, { kept_since: '2026-04-01T23:00:00+00:00' }));
		expect(await numbers()).toEqual([1, 2, 3]);
		await apply(pageOf('c3', {}, { kept_since: '2026-05-02T00:00:00+00:00' }));
		expect(await numbers()).toEqual([1, 3]);
		expect(await database.request_events.count()).toBe(2);
		expect(await database.attachments.count()).toBe(2);
		expect(await database.request_details.count()).toBe(2);
	});

	test('are not looked for again on the same day', async () => {
		await apply(pageOf('c1', cases));
		await database.requests.put(closed);
		await apply(pageOf('c2'));
		expect(await numbers()).toEqual([1, 2, 3]);
	});

	test('are not looked for in the middle of a pull', async () => {
		await apply(pageOf('c1', { requests: [closed] }, { more: true }));
		expect(await numbers()).toEqual([2]);
		await apply(pageOf('c2'));
		expect(await numbers()).toEqual([]);
	});
});

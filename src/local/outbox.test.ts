import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CommandArguments } from '#contracts/commands.ts';
import type { LocalDatabase } from '#local/database.ts';
import {
	dropEntry,
	endPostponing,
	type Entry,
	followersOf,
	keepCommand,
	type KeptCommand,
	postponeEntry,
	readBytes,
	readDone,
	readOutbox,
	readPending,
	retryEntry,
	settleEntry,
	watchEntry,
} from '#local/outbox.ts';
import { readTraces } from '#local/traces.ts';
import { type FakeDevice, fakeDevice, idOf, patience } from '#tests/fakes/device.ts';

let device: FakeDevice;
let database: LocalDatabase;
beforeEach(async () => {
	device = fakeDevice();
	database = await device.open();
});
afterEach(() => device.end());

let commandNumber = 0;
function nextId(): string {
	commandNumber += 1;
	return idOf('9', commandNumber);
}

function accept(number: number): CommandArguments<'accept_request'> {
	return { command_id: nextId(), request_id: idOf('a', number) };
}

function create(number: number): CommandArguments<'create_request'> {
	return {
		command_id: nextId(),
		request_id: idOf('a', number),
		cluster_id: idOf('c', 1),
		title: 'Der Drucker',
		body: '',
		priority: 2,
		kind: 'incident',
	};
}

function file(number: number, request: number): CommandArguments<'attach_file'> {
	return {
		command_id: nextId(),
		attachment_id: idOf('f', number),
		request_id: idOf('a', request),
		name: 'bild.png',
		content_type: 'image/png',
		bytes: 3,
	};
}

function save(number: number): CommandArguments<'save_article'> {
	const texts = { title: 'Toner', summary: '', body: '' };
	return { command_id: nextId(), article_id: idOf('b', number), cluster_id: idOf('c', 1), ...texts };
}

async function keep<Name extends KeptCommand>(name: Name, args: CommandArguments<Name>): Promise<Entry> {
	const order = await keepCommand(database, name, args, { at: 1_000 });
	return entryOf(order);
}

async function entryOf(order: number): Promise<Entry> {
	const { entries } = await readOutbox(database);
	const entry = entries.find((candidate) => candidate.order === order);
	if (entry === undefined) throw new Error(`no entry ${order}`);
	return entry;
}

async function orders(): Promise<number[]> {
	return (await readOutbox(database)).entries.map((entry) => entry.order);
}

const taken = { outcome: 'taken', by: { name: 'Ben', municipality: 'Meißen' } } as const;
const joined = { outcome: 'joined' } as const;
const exists = { outcome: 'invalid', field: 'request_id', reason: 'exists' } as const;

describe('keeping', () => {
	test('a command waits in the order in which it was done, and the draft it was made from is gone', async () => {
		await database.drafts.bulkPut([
			{ key: 'ask', value: 'Der Drucker', saved_at: 1 },
			{ key: 'other', value: '', saved_at: 1 },
		]);
		const args = create(1);
		const order = await keepCommand(database, 'create_request', args, { at: 5, draft: 'ask' });
		await keep('accept_request', accept(2));
		const { entries } = await readOutbox(database);
		expect(entries.map((entry) => entry.name)).toEqual(['create_request', 'accept_request']);
		expect(entries[0]).toEqual({
			order,
			name: 'create_request',
			args,
			written_at: 5,
			state: 'waiting',
			failures: 0,
			not_before: 0,
			verdict: undefined,
		});
		expect(await database.drafts.toCollection().primaryKeys()).toEqual(['other']);
	});

	test('a file is kept beside its command', async () => {
		const args = file(1, 1);
		const enclosed = { bytes: new Uint8Array([1, 2, 3]).buffer };
		await keepCommand(database, 'attach_file', args, { at: 1, enclosed });
		const bytes = await readBytes(database, args.attachment_id);
		expect(bytes === undefined ? undefined : [...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
	});

	test('a command kept twice is there once', async () => {
		const args = accept(1);
		const first = await keepCommand(database, 'accept_request', args, { at: 1 });
		expect(await keepCommand(database, 'accept_request', args, { at: 2 })).toBe(first);
		expect(await orders()).toEqual([first]);
	});

	test('what was kept is kept, also when nothing can be counted afterwards', async () => {
		const where = vi.spyOn(database.table('outbox'), 'where').mockImplementationOnce(() => {
			throw new Error('the browser has had enough');
		});
		const entry = await keep('accept_request', accept(1));
		expect(where).toHaveBeenCalledTimes(1);
		expect(await orders()).toEqual([entry.order]);
	});

	test('a connection that is dropped meanwhile is made anew', async () => {
		database.close();
		await keep('accept_request', accept(1));
		expect(await orders()).toHaveLength(1);
	});
});

describe('what the server answered', () => {
	test('done leaves its effect until a pull, refused leaves none', async () => {
		const done = await keep('join_cluster', { command_id: nextId(), cluster_id: idOf('c', 1) });
		const refused = await keep('accept_request', accept(1));
		const waiting = await keep('accept_request', accept(2));
		await settleEntry(database, done, 'done', joined);
		await settleEntry(database, refused, 'refused', taken);
		expect(await readDone(database)).toEqual([done.order]);
		expect((await readPending(database)).map((entry) => entry.order)).toEqual([done.order, waiting.order]);
		expect((await entryOf(refused.order)).verdict).toEqual(taken);
	});

	test('a file that arrived is not kept a second time', async () => {
		const args = file(1, 1);
		await keepCommand(database, 'attach_file', args, { at: 1, enclosed: { bytes: new ArrayBuffer(3) } });
		const [entry] = (await readOutbox(database)).entries;
		if (entry !== undefined) await settleEntry(database, entry, 'done', { outcome: 'attached' });
		expect(await readBytes(database, args.attachment_id)).toBeUndefined();
	});

	test('another window that comes second changes nothing', async () => {
		const entry = await keep('accept_request', accept(1));
		await settleEntry(database, entry, 'refused', taken);
		await settleEntry(database, entry, 'refused', { outcome: 'broken' });
		await postponeEntry(database, entry, 9_000);
		expect(await entryOf(entry.order)).toMatchObject({ state: 'refused', verdict: taken, failures: 0 });
		await dropEntry(database, entry.order);
		await settleEntry(database, entry, 'refused', taken);
		await postponeEntry(database, entry, 9_000);
		expect(await orders()).toEqual([]);
	});

	test('a late answer says nothing about the attempt the person has made since', async () => {
		const entry = await keep('accept_request', accept(1));
		await settleEntry(database, entry, 'refused', taken);
		await retryEntry(database, entry.order, 2_000);
		await settleEntry(database, entry, 'refused', taken);
		await postponeEntry(database, entry, 9_000);
		expect(await entryOf(entry.order)).toMatchObject({ state: 'waiting', failures: 0, not_before: 0 });
	});

	test('two windows that got no answer at once are one failure', async () => {
		const entry = await keep('accept_request', accept(1));
		await postponeEntry(database, entry, 2_000);
		await postponeEntry(database, entry, 2_001);
		expect(await entryOf(entry.order)).toMatchObject({ state: 'waiting', failures: 1, not_before: 2_001 });
		await endPostponing(database);
		expect(await entryOf(entry.order)).toMatchObject({ failures: 1, not_before: 0 });
	});
});

describe('a refused entry', () => {
	test('is sent again as a new command in its place', async () => {
		const entry = await keep('accept_request', accept(1));
		await keep('accept_request', accept(2));
		await settleEntry(database, entry, 'refused', taken);
		await retryEntry(database, entry.order, 7_000);
		const [again] = (await readOutbox(database)).entries;
		expect(again).toMatchObject({
			order: entry.order,
			state: 'waiting',
			written_at: 7_000,
			verdict: undefined,
		});
		expect(again?.args.command_id).not.toBe(entry.args.command_id);
		expect(again?.args).toMatchObject({ request_id: idOf('a', 1) });
	});

	test('is retried once, however often the person presses', async () => {
		const entry = await keep('accept_request', accept(1));
		await settleEntry(database, entry, 'refused', taken);
		await retryEntry(database, entry.order, 7_000);
		const { args } = await entryOf(entry.order);
		await retryEntry(database, entry.order, 8_000);
		expect((await entryOf(entry.order)).args).toEqual(args);
	});

	test('takes what was to follow it along when it is dropped, files included, and nothing else', async () => {
		const created = await keep('create_request', create(1));
		const enclosed = { bytes: new ArrayBuffer(3) };
		await keepCommand(database, 'attach_file', file(1, 1), { at: 1, enclosed });
		await keep('release_request', accept(1));
		await keepCommand(database, 'attach_file', file(2, 2), { at: 1, enclosed });
		const other = await keep('create_request', create(3));
		await settleEntry(database, created, 'refused', { outcome: 'not_allowed' });
		await dropEntry(database, created.order);
		await dropEntry(database, created.order);
		const { entries } = await readOutbox(database);
		expect(entries.map(({ name, order }) => [name, order])).toEqual([
			['attach_file', 4],
			['create_request', other.order],
		]);
		expect(await database.files.toCollection().primaryKeys()).toEqual([idOf('f', 2)]);
	});

	test('leaves what follows alone when the request exists already', async () => {
		const created = await keep('create_request', create(1));
		await keepCommand(database, 'attach_file', file(1, 1), {
			at: 1,
			enclosed: { bytes: new ArrayBuffer(3) },
		});
		await settleEntry(database, created, 'refused', exists);
		await dropEntry(database, created.order);
		expect(await orders()).toEqual([2]);
		expect(await database.files.count()).toBe(1);
	});
});

describe('what follows an entry in vain', () => {
	async function followers(entry: Entry): Promise<number[]> {
		const { entries } = await readOutbox(database);
		return followersOf(await entryOf(entry.order), entries).map(({ order }) => order);
	}

	test('is the publication of words that were never saved, up to the next words', async () => {
		const publish = (): CommandArguments<'publish_article'> => ({
			command_id: nextId(),
			article_id: idOf('b', 1),
		});
		const first = await keep('save_article', save(1));
		const publication = await keep('publish_article', publish());
		await keep('save_article', save(2));
		const second = await keep('save_article', save(1));
		const archive = await keep('archive_article', publish());
		const last = await keep('publish_article', publish());
		expect(await followers(first)).toEqual([publication.order]);
		expect(await followers(second)).toEqual([last.order]);
		expect(await followers(archive)).toEqual([]);
		await settleEntry(database, first, 'done', { outcome: 'saved' });
		expect(await followers(first)).toEqual([]);
	});

	test('is nothing that was done before', async () => {
		await keepCommand(database, 'attach_file', file(1, 1), { at: 1 });
		const created = await keep('create_request', create(1));
		expect(await followers(created)).toEqual([]);
	});
});

describe('entries of another version of the app', () => {
	test('are shown, can be dropped with their files, and are never sent', async () => {
		const stored = {
			written_at: 1,
			state: 'waiting',
			failures: 0,
			not_before: 0,
			verdict: undefined,
		} as const;
		const known = await keep('accept_request', accept(1));
		const polled = await database.outbox.add({ name: 'answer_poll', args: {}, ...stored });
		const strange = await database.outbox.add({
			name: 'attach_file',
			args: { attachment_id: idOf('f', 1) },
			...stored,
		});
		await database.outbox.add({ name: 'remove_device', args: {}, ...stored });
		await database.files.put({ attachment_id: idOf('f', 1), bytes: new ArrayBuffer(3) });
		expect((await readOutbox(database)).entries).toEqual([known]);
		expect((await readOutbox(database)).unreadable).toEqual([polled, strange, strange + 1]);
		await dropEntry(database, polled);
		expect(await database.files.count()).toBe(1);
		await dropEntry(database, strange);
		expect(await database.files.count()).toBe(0);
		await retryEntry(database, strange + 1, 2);
		expect((await readOutbox(database)).unreadable).toEqual([strange + 1]);
	});

	test('keep their place when only the answer is of another version', async () => {
		const entry = await keep('accept_request', accept(1));
		await database.outbox.update(entry.order, {
			state: 'refused',
			verdict: { outcome: 'postponed_by_owner' },
		});
		expect(await entryOf(entry.order)).toMatchObject({ state: 'refused', verdict: undefined });
	});
});

test('how much would be lost is remembered outside of the database', async () => {
	const unsent = (): number | undefined => readTraces(database.name)?.unsent;
	const first = await keep('accept_request', accept(1));
	const second = await keep('accept_request', accept(2));
	expect(unsent()).toBe(2);
	await settleEntry(database, first, 'refused', taken);
	expect(unsent()).toBe(2);
	await settleEntry(database, second, 'done', { outcome: 'closed' });
	expect(unsent()).toBe(1);
	await retryEntry(database, first.order, 5);
	await dropEntry(database, first.order);
	expect(unsent()).toBe(0);
});

test('whoever watches an entry hears of every change, by whichever window, until it is gone', async () => {
	const entry = await keep('accept_request', accept(1));
	const seen: (string | undefined)[] = [];
	const stop = watchEntry(database, entry.order, (found) => seen.push(found?.state));
	await vi.waitFor(() => expect(seen).toEqual(['waiting']), patience);
	const other = await device.open();
	await settleEntry(other, entry, 'done', { outcome: 'closed' });
	await vi.waitFor(() => expect(seen.at(-1)).toBe('done'), patience);
	await dropEntry(other, entry.order);
	await vi.waitFor(() => expect(seen.at(-1)).toBeUndefined(), patience);
	stop();
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CommandArguments } from '#contracts/commands.ts';
import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import { keepCommand, readOutbox } from '#local/outbox.ts';
import { type Called, callAs } from '#remote/call.ts';
import { uploadFile } from '#remote/upload.ts';
import { type Ran, Sync } from '#sync/sync.ts';
import { type FakeDevice, fakeDevice, idOf, me, pageOf, patience, requestRow } from '#tests/fakes/device.ts';

vi.mock('#remote/call.ts', () => ({ callAs: vi.fn() }));
vi.mock('#remote/upload.ts', () => ({ uploadFile: vi.fn() }));
vi.mock('#remote/live.ts', () => ({ followLive: () => Promise.resolve() }));

type Judge = (name: string, args: Record<string, unknown>) => object;

/**
 * A server that carries out what it is sent, once per command, and answers the same again. `way` is what lies between: it may swallow what
 * is sent or what is answered, or take its time.
 */
class Server {
	requests: Row<'requests'>[] = [];
	/** Everything that reached it, by name; commands with the number of the thing. */
	log: string[] = [];
	carriedOut = 0;
	judge: Judge = () => ({ outcome: 'closed' });
	way: (name: string, deliver: () => Called) => Promise<Called> = (_name, deliver) =>
		Promise.resolve(deliver());
	#answers = new Map<unknown, object>();
	#pulls = 0;

	/** As `callAs`: nothing leaves a device that knows it has no network. */
	call = (_person: string, name: string, args: object): Promise<Called> =>
		navigator.onLine
			? this.way(name, () => ({ outcome: 'answered', data: this.#answer(name, { ...args }) }))
			: Promise.resolve({ outcome: 'retry' });

	#answer(name: string, args: Record<string, unknown>): object {
		this.log.push(name === 'pull_columns' ? 'pull' : `${name} ${Number(String(args.request_id).slice(-12))}`);
		if (name === 'pull_columns') {
			this.#pulls += 1;
			const page = pageOf(`${this.#pulls}`, { requests: [...this.requests] });
			return { ...page, replaced: [['requests', null, null]] };
		}
		const answer = this.#answers.get(args.command_id) ?? this.#carryOut(name, args);
		this.#answers.set(args.command_id, answer);
		return answer;
	}

	#carryOut(name: string, args: Record<string, unknown>): object {
		this.carriedOut += 1;
		if (name !== 'create_request') return this.judge(name, args);
		const number = this.requests.length + 1;
		this.requests.push(requestRow(number, { request_id: String(args.request_id) }));
		return { outcome: 'created', request: { id: args.request_id, number } };
	}
}

let device: FakeDevice;
let database: LocalDatabase;
let server: Server;
let sync: Sync;
beforeEach(async () => {
	device = fakeDevice();
	database = await device.open();
	server = new Server();
	vi.mocked(callAs).mockImplementation(server.call);
	vi.mocked(uploadFile).mockResolvedValue({ outcome: 'uploaded' });
	sync = new Sync(me, database);
});
afterEach(() => {
	sync.sender.stop();
	vi.useRealTimers();
	device.end();
});

const receipt = { id: idOf('a', 1), number: 1, title: '', callback: '', place: '' };
const accepted: Judge = () => ({ outcome: 'accepted', request: receipt });
const taken: Judge = () => ({ outcome: 'taken', by: { name: 'Ben', municipality: 'Meißen' } });
const nobody = (): Promise<Called> => Promise.resolve({ outcome: 'retry' });

function create(number: number): CommandArguments<'create_request'> {
	return {
		command_id: crypto.randomUUID(),
		request_id: idOf('a', number),
		cluster_id: idOf('c', 1),
		title: 'Der Drucker',
		body: '',
		priority: 2,
		kind: 'incident',
	};
}

function accept(number: number): CommandArguments<'accept_request'> {
	return { command_id: crypto.randomUUID(), request_id: idOf('a', number) };
}

function file(number: number): CommandArguments<'attach_file'> {
	return {
		command_id: crypto.randomUUID(),
		attachment_id: idOf('f', number),
		request_id: idOf('a', number),
		name: 'bild.png',
		content_type: 'image/png',
		bytes: 3,
	};
}

/** "name state" of everything in the outbox. */
async function outbox(): Promise<string[]> {
	return (await readOutbox(database)).entries.map(({ name, state }) => `${name} ${state}`);
}

describe('what a person does', () => {
	test('is kept before it is sent, and answered when the device has the truth', async () => {
		const kept: string[][] = [];
		server.way = async (name, deliver) => {
			if (name === 'create_request') kept.push(await outbox());
			return deliver();
		};
		const ran = await sync.run('create_request', create(1));
		expect(kept).toEqual([['create_request waiting']]);
		expect(ran).toEqual({
			outcome: 'answered',
			answer: { outcome: 'created', request: { id: idOf('a', 1), number: 1 } },
			order: 1,
		});
		expect(await database.requests.count()).toBe(1);
		expect(await outbox()).toEqual([]);
	});

	test('costs one pull, not another a second later', async () => {
		server.judge = accepted;
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const ended = vi.fn<() => void>();
		void sync.run('accept_request', accept(1)).then(ended);
		await vi.waitFor(() => expect(ended).toHaveBeenCalled(), patience);
		await vi.advanceTimersByTimeAsync(5_000);
		expect(sync.puller.standing.pulling).toBe(false);
		expect(server.log).toEqual(['accept_request 1', 'pull']);
	});

	test('happens once, however often its answer is lost', async () => {
		let lost = 0;
		server.way = (name, deliver) => {
			const answer = deliver();
			if (name !== 'create_request' || lost === 3) return Promise.resolve(answer);
			lost += 1;
			return nobody();
		};
		expect(await sync.run('create_request', create(1))).toEqual({
			outcome: 'kept',
			order: 1,
			because: 'unanswered',
		});
		for (let attempt = 0; attempt < 3; attempt += 1) await sync.sender.flushNow();
		await sync.pullNow();
		expect(server.log.filter((line) => line === 'create_request 1')).toHaveLength(4);
		expect(server.carriedOut).toBe(1);
		expect(await database.requests.count()).toBe(1);
		expect(await outbox()).toEqual([]);
	});
});

describe('a refusal', () => {
	test('that the person reads on the screen does not stay', async () => {
		server.judge = taken;
		const ran = await sync.run('accept_request', accept(1));
		expect(ran).toMatchObject({ outcome: 'answered', answer: { outcome: 'taken' }, order: 1 });
		expect(await outbox()).toEqual([]);
		expect(server.log).toEqual(['accept_request 1', 'pull']);
	});

	test('that comes while nobody looks stays', async () => {
		server.judge = taken;
		device.setVisible(false);
		await sync.run('accept_request', accept(1));
		expect(await outbox()).toEqual(['accept_request refused']);
	});

	test('of what was made from a draft stays until whoever asked has kept the words', async () => {
		await database.drafts.put({ key: 'ask', value: 'Der Drucker', saved_at: 1 });
		server.judge = () => ({ outcome: 'not_allowed' });
		const args = { command_id: crypto.randomUUID(), article_id: idOf('b', 1), cluster_id: idOf('c', 1) };
		const words = { title: 'Toner', summary: '', body: '' };
		const ran = await sync.run('save_article', { ...args, ...words }, { draft: 'ask' });
		expect(ran).toEqual({ outcome: 'answered', answer: { outcome: 'not_allowed' }, order: 1 });
		expect(await database.drafts.count()).toBe(0);
		expect(await outbox()).toEqual(['save_article refused']);
		await sync.drop(1);
		expect(await outbox()).toEqual([]);
	});

	test('that the device itself makes is told by its name', async () => {
		server.way = () => Promise.resolve({ outcome: 'too_large' });
		expect(await sync.run('accept_request', accept(1))).toEqual({ outcome: 'too_large', order: 1 });
		expect(await outbox()).toEqual([]);
	});

	test('that the person does not take is tried as a new command', async () => {
		server.judge = taken;
		device.setVisible(false);
		await sync.run('accept_request', accept(1));
		server.judge = accepted;
		await sync.retry(1);
		await sync.pullNow();
		expect(server.carriedOut).toBe(2);
		expect(await outbox()).toEqual([]);
	});
});

describe('without an answer', () => {
	test('in a dead zone it is kept at once, and goes out by itself when the network is back, seen or not', async () => {
		const stop = sync.start(() => undefined);
		device.setOnline(false);
		expect(await sync.run('create_request', create(1))).toEqual({
			outcome: 'kept',
			order: 1,
			because: 'offline',
		});
		expect(await outbox()).toEqual(['create_request waiting']);
		expect(server.log.filter((line) => line !== 'pull')).toEqual([]);
		device.setVisible(false);
		device.setOnline(true);
		await vi.waitFor(() => expect(server.log).toContain('create_request 1'), patience);
		await vi.waitFor(async () => expect(await outbox()).toEqual(['create_request done']), patience);
		stop();
	});

	test('when the network goes while the person waits, it is kept and said at once', async () => {
		const hanging = Promise.withResolvers<Called>();
		server.way = () => hanging.promise;
		const running = sync.run('accept_request', accept(1));
		await vi.waitFor(() => expect(callAs).toHaveBeenCalled(), patience);
		device.setOnline(false);
		expect(await running).toEqual({ outcome: 'kept', order: 1, because: 'offline' });
		hanging.resolve({ outcome: 'retry' });
		await vi.waitFor(async () => expect((await readOutbox(database)).entries[0]?.failures).toBe(0), patience);
	});

	test('when the first attempt fails, it is kept and said at once', async () => {
		server.way = nobody;
		expect(await sync.run('accept_request', accept(1))).toEqual({
			outcome: 'kept',
			order: 1,
			because: 'unanswered',
		});
	});

	test('when the server takes longer than sixteen seconds, it is kept, and answered all the same', async () => {
		server.judge = accepted;
		const slow = Promise.withResolvers<undefined>();
		server.way = async (_name, deliver) => {
			await slow.promise;
			return deliver();
		};
		const ended = vi.fn<(ran: Ran<'accept_request'>) => void>();
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		void sync.run('accept_request', accept(1)).then(ended);
		// By no interval: what is waited here would be taken off the sixteen seconds.
		await vi.waitFor(() => expect(callAs).toHaveBeenCalled(), { ...patience, interval: 0 });
		await vi.advanceTimersByTimeAsync(15_000);
		expect(ended).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1_100);
		expect(ended).toHaveBeenCalledWith({ outcome: 'kept', order: 1, because: 'unanswered' });
		vi.useRealTimers();
		slow.resolve(undefined);
		await vi.waitFor(async () => expect(await outbox()).toEqual(['accept_request done']), patience);
	});

	test('without a session everything stays, and that is said', async () => {
		server.way = () => Promise.resolve({ outcome: 'signed_out' });
		await keepCommand(database, 'accept_request', accept(7), { at: Date.now() });
		expect(await sync.run('accept_request', accept(1))).toEqual({
			outcome: 'kept',
			order: 2,
			because: 'signed_out',
		});
		expect(await outbox()).toEqual(['accept_request waiting', 'accept_request waiting']);
	});
});

describe('a device without room', () => {
	beforeEach(() => {
		vi.spyOn(database.outbox, 'add').mockImplementation(() => {
			throw new DOMException('no room', 'QuotaExceededError');
		});
	});

	test('sends at once what it cannot keep', async () => {
		server.judge = accepted;
		const ran = await sync.run('accept_request', accept(1));
		expect(ran).toMatchObject({ outcome: 'answered', answer: { outcome: 'accepted' }, order: undefined });
	});

	test('says so when nobody answers: nothing is known', async () => {
		server.way = nobody;
		expect(await sync.run('accept_request', accept(1))).toEqual({ outcome: 'not_kept' });
	});

	test('says so of a file, which it cannot send without keeping it', async () => {
		const enclosed = { bytes: new ArrayBuffer(3) };
		expect(await sync.run('attach_file', file(1), { enclosed })).toEqual({ outcome: 'not_kept' });
		expect(server.log).toEqual([]);
		expect(uploadFile).not.toHaveBeenCalled();
	});

	test('keeps the draft of what it could not keep', async () => {
		await database.drafts.put({ key: 'ask', value: 'Der Drucker', saved_at: 1 });
		server.way = nobody;
		expect(await sync.run('create_request', create(1), { draft: 'ask' })).toEqual({ outcome: 'not_kept' });
		expect(await database.drafts.count()).toBe(1);
	});
});

describe('a file', () => {
	const enclosed = { bytes: new Uint8Array([1, 2, 3]).buffer };
	beforeEach(() => {
		server.judge = () => ({ outcome: 'attached' });
	});

	test('goes before the command that speaks of it, and is not kept afterwards', async () => {
		const order: string[] = [];
		vi.mocked(uploadFile).mockImplementation((_person, path, bytes, type) => {
			order.push(`${path} ${bytes.byteLength} ${type} before ${server.log.length} calls`);
			return Promise.resolve({ outcome: 'uploaded' });
		});
		const ran = await sync.run('attach_file', file(1), { enclosed });
		expect(ran).toMatchObject({ outcome: 'answered', answer: { outcome: 'attached' } });
		expect(order).toEqual([`${idOf('a', 1)}/${idOf('f', 1)} 3 image/png before 0 calls`]);
		expect(await database.files.count()).toBe(0);
	});

	test('that the storage does not take from this person is decided by the command, which can say why', async () => {
		vi.mocked(uploadFile).mockResolvedValue({ outcome: 'denied' });
		server.judge = () => ({ outcome: 'not_allowed' });
		const ran = await sync.run('attach_file', file(1), { enclosed });
		expect(ran).toMatchObject({ outcome: 'answered', answer: { outcome: 'not_allowed' } });
	});

	test.each(['retry', 'signed_out', 'too_large', 'broken'] as const)(
		'whose upload ends in %s sends no command',
		async (outcome) => {
			vi.mocked(uploadFile).mockResolvedValue({ outcome });
			await sync.run('attach_file', file(1), { enclosed });
			expect(server.log).not.toContain('attach_file 1');
		},
	);

	test('whose bytes are gone is broken', async () => {
		expect(await sync.run('attach_file', file(1))).toEqual({ outcome: 'broken', order: 1 });
		expect(uploadFile).not.toHaveBeenCalled();
	});

	test('whose bytes cannot be read now waits', async () => {
		vi.spyOn(database.files, 'get').mockImplementationOnce(() => {
			throw new Error('the browser has had enough');
		});
		const ran = await sync.run('attach_file', file(1), { enclosed });
		expect(ran).toEqual({ outcome: 'kept', order: 1, because: 'unanswered' });
		expect(await outbox()).toEqual(['attach_file waiting']);
	});

	test('that hangs keeps no acceptance waiting', async () => {
		vi.mocked(uploadFile).mockReturnValue(new Promise(() => undefined));
		await keepCommand(database, 'attach_file', file(1), { at: Date.now(), enclosed });
		void sync.sender.flush();
		await vi.waitFor(() => expect(uploadFile).toHaveBeenCalled(), patience);
		server.judge = accepted;
		expect(await sync.run('accept_request', accept(2))).toMatchObject({ outcome: 'answered' });
	});
});

describe('a week offline', () => {
	async function keepWeek(count: number): Promise<string[]> {
		for (let number = 1; number <= count; number += 1)
			await keepCommand(database, 'create_request', create(number), { at: Date.now() });
		return Array.from({ length: count }, (_, index) => `create_request ${index + 1}`);
	}

	test('goes out in order, each once, and the device is brought up to date now and then meanwhile', async () => {
		const week = await keepWeek(120);
		await sync.sender.flushNow();
		await sync.pullNow();
		const sent = server.log.filter((line) => line !== 'pull');
		expect(sent).toEqual(week);
		expect(server.requests).toHaveLength(120);
		expect(await database.requests.count()).toBe(120);
		expect(await outbox()).toEqual([]);
	});

	test('goes out once, also when two windows come back at the same time', async () => {
		const week = await keepWeek(30);
		const other = new Sync(me, await device.open());
		await Promise.all([sync.sender.flushNow(), other.sender.flushNow()]);
		await Promise.all([sync.pullNow(), other.pullNow()]);
		expect(server.log.filter((line) => line !== 'pull')).toEqual(week);
		expect(await outbox()).toEqual([]);
		other.sender.stop();
	});

	test('happens once in a browser without locks, where two windows send the same', async () => {
		const week = await keepWeek(30);
		vi.stubGlobal('navigator', { onLine: true });
		const other = new Sync(me, await device.open());
		await Promise.all([sync.sender.flushNow(), other.sender.flushNow()]);
		await Promise.all([sync.pullNow(), other.pullNow()]);
		const sent = server.log.filter((line) => line !== 'pull');
		expect([...new Set(sent)]).toEqual(week);
		expect(server.carriedOut).toBe(30);
		expect(await outbox()).toEqual([]);
		expect(await database.requests.count()).toBe(30);
		other.sender.stop();
	});
});

describe('a window', () => {
	test('is answered when another one has sent what it did', async () => {
		server.judge = accepted;
		const other = new Sync(me, await device.open());
		const turn = Promise.withResolvers<undefined>();
		server.way = async (name, deliver) => {
			if (name === 'accept_request') await turn.promise;
			return deliver();
		};
		await keepCommand(database, 'accept_request', accept(1), { at: Date.now() });
		const flushing = other.sender.flush();
		await vi.waitFor(() => expect(callAs).toHaveBeenCalledTimes(1), patience);
		const running = sync.run('accept_request', accept(2));
		await vi.waitFor(async () => expect(await outbox()).toHaveLength(2), patience);
		turn.resolve(undefined);
		await flushing;
		expect(await running).toMatchObject({ outcome: 'answered', answer: { outcome: 'accepted' } });
		expect(server.carriedOut).toBe(2);
		other.sender.stop();
	});

	test('that is left sends and pulls nothing more', async () => {
		const stop = sync.start(() => undefined);
		await vi.waitFor(() => expect(sync.puller.standing.last).toBe('pulled'), patience);
		stop();
		const { length } = server.log;
		await keepCommand(database, 'accept_request', accept(1), { at: Date.now() });
		device.setOnline(true);
		await sync.sender.flushNow();
		expect(server.log).toHaveLength(length);
	});

	test('whose storage has no room for what the server sent says so', async () => {
		vi.spyOn(database.table('requests'), 'bulkPut').mockImplementationOnce(() => {
			throw new DOMException('no room', 'QuotaExceededError');
		});
		expect(await sync.pullNow()).toBe('no_space');
		expect(device.reported).toHaveLength(1);
		expect(await sync.pullNow()).toBe('pulled');
	});
});

test('a command that no screen repeats by hand is sent at once or not at all', async () => {
	server.judge = () => ({ outcome: 'removed' });
	const args = { command_id: crypto.randomUUID(), device_id: idOf('d', 1) };
	expect(await sync.sendNow('remove_device', args)).toMatchObject({ outcome: 'answered' });
	expect(server.log.at(-1)).toBe('pull');
	server.way = nobody;
	expect(await sync.sendNow('remove_device', args)).toEqual({ outcome: 'retry' });
	expect(await outbox()).toEqual([]);
});

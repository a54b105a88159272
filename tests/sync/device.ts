/**
 * One person's browser in the property test: our own Dexie code on an IndexedDB of its own, in two windows, with the real puller and the real
 * outbox, wired as `Sync` wires them. Only the network between it and the server is played, with the weather of the sequence.
 */
import { isDeepStrictEqual } from 'node:util';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { AnyAnswer, CommandArguments } from '#contracts/commands.ts';
import { emptyRows, tableNames } from '#contracts/rows.ts';
import type { Changes, Row, TableName } from '#contracts/rows.ts';
import { applyPage, readMark } from '#local/apply.ts';
import { type LocalDatabase, openLocal } from '#local/database.ts';
import {
	dropEntry,
	endPostponing,
	type Entry,
	keepCommand,
	type KeptCommand,
	postponeEntry,
	readBytes,
	readDone,
	readOutbox,
	readPending,
	retryEntry,
	settleEntry,
} from '#local/outbox.ts';
import { layOver } from '#local/overlay.ts';
import { exclusively } from '#sync/exclusively.ts';
import { OutboxSender, type SendOutcome } from '#sync/outbox.ts';
import { Puller } from '#sync/puller.ts';
import { asHeld } from '#tests/database/pulling.ts';
import type { Held } from '#tests/database/pulling.ts';
import { idOf } from '#tests/database/world.ts';
import type { Server } from './server.ts';
import type { DeviceName, Weather } from './steps.ts';

interface Window {
	database: LocalDatabase;
	puller: Puller;
	sender: OutboxSender;
}

/** What the device took for the server's answer, and when. */
export interface Answered {
	commandId: string;
	answer: AnyAnswer;
	period: Server['period'];
}

export class Device {
	readonly person: DeviceName;
	readonly answered: Answered[] = [];
	/** What our code reported or threw where it must not. */
	readonly faults: unknown[] = [];
	online = true;
	weather: Weather[] = [];
	#server: Server;
	#windows: Window[] = [];

	private constructor(person: DeviceName, server: Server) {
		this.person = person;
		this.#server = server;
	}

	static async open(person: DeviceName, server: Server): Promise<Device> {
		const device = new Device(person, server);
		const options = { indexedDB: new IDBFactory(), IDBKeyRange };
		const locks = `${server.database.name} ${person}`;
		for (let count = 0; count < 2; count += 1) {
			const opening = await openLocal(idOf(person), options);
			if (opening.outcome !== 'open') throw new Error('the database does not open');
			device.#windows.push(device.#wire(opening.database, locks));
		}
		return device;
	}

	/** The database of the first window; all windows share what is in it. */
	get database(): LocalDatabase {
		return this.window('first').database;
	}

	window(which: 'first' | 'second'): Window {
		const window = this.#windows[which === 'first' ? 0 : 1];
		if (window === undefined) throw new Error('every device has two windows');
		return window;
	}

	windows(which: 'first' | 'second' | 'both'): Window[] {
		return which === 'both' ? this.#windows : [this.window(which)];
	}

	async keep<Name extends KeptCommand>(
		name: Name,
		args: CommandArguments<Name>,
		sendNow: boolean,
	): Promise<void> {
		const enclosed = name === 'attach_file' ? { bytes: new ArrayBuffer(3) } : undefined;
		await keepCommand(this.database, name, args, { at: Date.now(), enclosed });
		if (sendNow) await this.window('first').sender.flushNow();
	}

	/** The rows a person sees on the screens of this device, what waits included, in an order that is the same for the same steps. */
	async seen<Table extends TableName>(table: Table): Promise<Row<Table>[]> {
		// The table of this name holds these rows; TypeScript forgets that in a lookup by a generic name.
		const rows = (await this.database.table(table).orderBy(':id').toArray()) as Row<Table>[];
		const doer = { profile_id: idOf(this.person), municipality_id: idOf('Riesa') };
		return layOver(table, rows, await readPending(this.database), doer);
	}

	async entries(): Promise<Entry[]> {
		const { entries, unreadable } = await readOutbox(this.database);
		if (unreadable.length > 0) throw new Error('an entry of our own cannot be read');
		return entries;
	}

	/** Files whose bytes wait here. */
	async files(): Promise<string[]> {
		return this.database.files.toCollection().primaryKeys();
	}

	async drop(order: number): Promise<void> {
		await dropEntry(this.database, order);
	}

	async retry(order: number): Promise<void> {
		const before = await this.entries();
		await retryEntry(this.database, order, Date.now());
		const after = await this.entries();
		if (before.length !== after.length) throw new Error('trying again must not add or lose an entry');
	}

	/** Everything in the tables that hold what the server said. */
	async held(): Promise<Held> {
		const rows = emptyRows();
		for (const table of tableNames)
			Object.assign(rows, { [table]: await this.database.table(table).toArray() });
		return asHeld(rows);
	}

	close(): void {
		for (const { database, sender } of this.#windows) {
			sender.stop();
			database.close();
		}
	}

	#wire(database: LocalDatabase, locks: string): Window {
		const report = (error: unknown): void => void this.faults.push(error);
		const puller = new Puller({
			readMark: () => readMark(database),
			pull: (cursor) => this.#pull(cursor),
			apply: (page, facts) => applyPage(database, page, facts),
			readDone: () => readDone(database),
			now: () => Date.now(),
			judge(error) {
				report(error);
				return 'broken';
			},
		});
		const sender = new OutboxSender({
			entries: async () => (await readOutbox(database)).entries,
			send: (entry) => this.#send(entry),
			settle: (entry, state, verdict) => settleEntry(database, entry, state, verdict),
			postpone: (entry, notBefore) => postponeEntry(database, entry, notBefore),
			endPostponing: () => endPostponing(database),
			exclusively: (channel, passBy, work) => exclusively(`${locks} ${channel}`, passBy, work),
			// The sequence says when a device pulls, and when it tries again.
			onCarriedOut: () => undefined,
			isOnline: () => this.online,
			now: () => Date.now(),
			later: () => () => undefined,
			report,
		});
		return { database, puller, sender };
	}

	async #pull(
		cursor: string | undefined,
	): Promise<{ outcome: 'pulled'; changes: Changes } | { outcome: 'retry' }> {
		const changes = await this.#through(() => this.#server.pull(this.person, cursor));
		return changes === undefined ? { outcome: 'retry' } : { outcome: 'pulled', changes };
	}

	async #send(entry: Entry): Promise<SendOutcome> {
		if (entry.name === 'attach_file') {
			const { attachment_id, request_id } = entry.args;
			if ((await readBytes(this.database, attachment_id)) === undefined) return { outcome: 'broken' };
			const uploaded = await this.#through(() =>
				this.#server.upload(this.person, `${request_id}/${attachment_id}`),
			);
			// Whoever may not put it there is told why by the command itself.
			if (uploaded === undefined) return { outcome: 'retry' };
		}
		const period = this.#server.period;
		const answer = await this.#through(
			() => this.#server.call(this.person, entry.name, entry.args),
			(one, other) => {
				if (!isDeepStrictEqual(one, other)) this.faults.push({ twice: entry, one, other });
			},
		);
		if (answer === undefined) return { outcome: 'retry' };
		// Parsed by the schema of its command in `Server.call`.
		const given = answer as AnyAnswer;
		this.answered.push({ commandId: entry.args.command_id, answer: given, period });
		return { outcome: 'answered', answer: given };
	}

	/** One call in the weather that is. Undefined: no answer came. */
	async #through<Answer>(
		call: () => Promise<Answer | undefined>,
		compare: (one: Answer, other: Answer) => void = () => undefined,
	): Promise<Answer | undefined> {
		const weather = this.weather.shift() ?? 'fine';
		if (!this.online || weather === 'dead') return undefined;
		try {
			if (weather === 'twice') {
				const [one, other] = await Promise.all([call(), call()]);
				if (one !== undefined && other !== undefined) compare(one, other);
				return one ?? other;
			}
			const answer = await call();
			return weather === 'lost' ? undefined : answer;
		} catch (error) {
			this.faults.push(error);
			return undefined;
		}
	}
}

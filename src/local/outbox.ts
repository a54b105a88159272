/*
 * What the person did and the server has not confirmed. An entry waits, then either is done (its effect stays laid over what is read until a
 * pull has brought the truth) or was refused (it stays until the person retries, edits or drops it). Never dropped for lack of a network.
 */
import { liveQuery } from 'dexie';
import * as z from 'zod/mini';
import {
	type AnyAnswer,
	type CommandAnswer,
	type CommandArguments,
	type CommandName,
	commands,
} from '#contracts/commands.ts';
import { type LocalDatabase, type StoredEntry, withReopen } from '#local/database.ts';
import { rememberUnsent } from '#local/traces.ts';

/** Devices look after themselves at every start; everything else a person does is kept until the server has answered. */
export type KeptCommand = Exclude<CommandName, 'register_device' | 'remove_device'>;

/** Why an entry cannot go out as it is, beside what the server answers. `too_old`: it waited longer than the server remembers verdicts. */
export const localRefusals = ['too_large', 'broken', 'too_old'] as const;
export type LocalRefusal = (typeof localRefusals)[number];

export interface EntryOf<Name extends KeptCommand> {
	/** Given by the database: the order in which the person did things. */
	order: number;
	name: Name;
	args: CommandArguments<Name>;
	/** Milliseconds since the epoch, by the clock of this device. */
	written_at: number;
	state: 'waiting' | 'done' | 'refused';
	/** Sends that nobody answered. */
	failures: number;
	/** Not sent again before this time, in milliseconds. */
	not_before: number;
	/** The answer, once there is one. */
	verdict: CommandAnswer<Name> | { outcome: LocalRefusal } | undefined;
}
export type Entry = { [Name in KeptCommand]: EntryOf<Name> }[KeptCommand];
export type Verdict = AnyAnswer | { outcome: LocalRefusal };

const localRefusal = z.object({ outcome: z.enum(localRefusals) });

function isKept(name: string): name is KeptCommand {
	return name in commands && name !== 'register_device' && name !== 'remove_device';
}

/** Undefined for an entry that this version of the app cannot read. */
function parseEntry(stored: StoredEntry): Entry | undefined {
	const { name } = stored;
	if (!isKept(name)) return undefined;
	const args = commands[name].arguments.safeParse(stored.args);
	if (!args.success) return undefined;
	const answer = z.union([commands[name].answer, localRefusal]).safeParse(stored.verdict);
	// Name and schemas are one entry of `commands`; TypeScript forgets that in a lookup by a name that may be any.
	return { ...stored, name, args: args.data, verdict: answer.data } as Entry;
}

export interface Outbox {
	/** In the order in which they were done. */
	entries: Entry[];
	/** Orders of entries that this version of the app cannot read. They are shown and can be dropped, never sent. */
	unreadable: number[];
}

/** Everything in the outbox. For live queries too: they notice every change. */
export async function readOutbox(database: LocalDatabase): Promise<Outbox> {
	const stored = await withReopen(database, () => database.outbox.orderBy('order').toArray());
	const outbox: Outbox = { entries: [], unreadable: [] };
	for (const row of stored) {
		const entry = parseEntry(row);
		if (entry === undefined) outbox.unreadable.push(row.order);
		else outbox.entries.push(entry);
	}
	return outbox;
}

/** Entries whose effect is laid over what is read: sent or not, but not refused. */
export async function readPending(database: LocalDatabase): Promise<Entry[]> {
	const { entries } = await readOutbox(database);
	return entries.filter((entry) => entry.state !== 'refused');
}

/** What is kept beside a command: the bytes of a file. */
export interface Enclosed {
	bytes: ArrayBuffer;
}

/**
 * Keeps a command until the server has answered it; answers its order. `drop`: key of the draft it was made from, gone in the same
 * transaction. Rejects when the device has no room.
 */
export async function keepCommand<Name extends KeptCommand>(
	database: LocalDatabase,
	name: Name,
	args: CommandArguments<Name>,
	{ at, enclosed, draft }: { at: number; enclosed?: Enclosed | undefined; draft?: string | undefined },
): Promise<number> {
	const order = await withReopen(database, () =>
		database.transaction('rw', database.outbox, database.files, database.drafts, async () => {
			if (enclosed !== undefined && 'attachment_id' in args)
				await database.files.put({ attachment_id: args.attachment_id, bytes: enclosed.bytes });
			if (draft !== undefined) await database.drafts.delete(draft);
			return database.outbox.add({
				name,
				args,
				written_at: at,
				state: 'waiting',
				failures: 0,
				not_before: 0,
				verdict: undefined,
			});
		}),
	);
	await recount(database);
	return order;
}

/** The bytes that belong to an upload; undefined when they are gone. */
export async function readBytes(
	database: LocalDatabase,
	attachmentId: string,
): Promise<ArrayBuffer | undefined> {
	const file = await withReopen(database, () => database.files.get(attachmentId));
	return file?.bytes;
}

/** The server has answered. What it carried out keeps its effect on the screen until a pull has brought it. */
export async function settleEntry(
	database: LocalDatabase,
	entry: Entry,
	state: 'done' | 'refused',
	verdict: Verdict,
): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', database.outbox, database.files, async () => {
			await database.outbox.update(entry.order, { state, verdict });
			if (state === 'done' && entry.name === 'attach_file')
				await database.files.delete(entry.args.attachment_id);
		}),
	);
	await recount(database);
}

/** Nobody answered: sent again, not before `notBefore`. */
export async function postponeEntry(
	database: LocalDatabase,
	{ order, failures }: Entry,
	notBefore: number,
): Promise<void> {
	await withReopen(database, () =>
		database.outbox.update(order, { failures: failures + 1, not_before: notBefore }),
	);
}

/** There is reason to believe that the server can be reached: nothing waits for its time any longer. */
export async function endPostponing(database: LocalDatabase): Promise<void> {
	await withReopen(database, () =>
		database.outbox.filter((entry) => entry.not_before > 0).modify({ not_before: 0 }),
	);
}

/**
 * The person lets go of an entry. What was to follow it in vain goes with it: files and commands of a request that was never made.
 * Safe to call twice.
 */
export async function dropEntry(database: LocalDatabase, order: number): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', database.outbox, database.files, async () => {
			const { entries } = await readOutbox(database);
			const dropped = entries.find((entry) => entry.order === order);
			const orders = [order, ...(dropped === undefined ? [] : followersOf(dropped, entries))];
			for (const entry of entries)
				if (entry.name === 'attach_file' && orders.includes(entry.order))
					await database.files.delete(entry.args.attachment_id);
			await database.outbox.bulkDelete(orders);
		}),
	);
	await recount(database);
}

/** Orders of what only makes sense once `entry` was carried out. */
function followersOf(entry: Entry, entries: readonly Entry[]): number[] {
	if (entry.name !== 'create_request') return [];
	return entries
		.filter((other) => other.order > entry.order && 'request_id' in other.args)
		.filter((other) => 'request_id' in other.args && other.args.request_id === entry.args.request_id)
		.map((other) => other.order);
}

/**
 * Sends a refused entry again, as a new command: the server remembers its verdict on the old one. It keeps its place in the order.
 * Safe to call twice.
 */
export async function retryEntry(database: LocalDatabase, order: number, at: number): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', database.outbox, async () => {
			const stored = await database.outbox.get(order);
			const entry = stored === undefined ? undefined : parseEntry(stored);
			if (entry?.state !== 'refused') return;
			await database.outbox.update(order, {
				args: { ...entry.args, command_id: crypto.randomUUID() },
				state: 'waiting',
				failures: 0,
				not_before: 0,
				written_at: at,
				verdict: undefined,
			});
		}),
	);
	await recount(database);
}

/** Orders of what was carried out and is only kept until a pull has brought it. */
export async function readDone(database: LocalDatabase): Promise<number[]> {
	return withReopen(database, () => database.outbox.filter((entry) => entry.state === 'done').primaryKeys());
}

/** Calls back with the entry now and after every change, by whichever window made it; undefined: it is gone. Returns how to stop. */
export function watchEntry(
	database: LocalDatabase,
	order: number,
	changed: (entry: Entry | undefined) => void,
): () => void {
	const subscription = liveQuery(() => withReopen(database, () => database.outbox.get(order))).subscribe({
		next: (stored) => changed(stored === undefined ? undefined : parseEntry(stored)),
		error: reportError,
	});
	return () => subscription.unsubscribe();
}

/** How much would be lost with this database, remembered outside of it. */
async function recount(database: LocalDatabase): Promise<void> {
	const unsent = await withReopen(database, () =>
		database.outbox.filter((entry) => entry.state !== 'done').count(),
	);
	rememberUnsent(database.name, unsent);
}

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
import { countUnsent, type LocalDatabase, type StoredEntry, withReopen } from '#local/database.ts';
import { rememberUnsent } from '#local/traces.ts';

/** What a person does is kept until the server has answered, unless it is one of `directCommands`. */
export type KeptCommand = CommandName;

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
	return name in commands;
}

/** Undefined for an entry that this version of the app cannot read. */
function parseEntry(stored: StoredEntry): Entry | undefined {
	const { name } = stored;
	if (!isKept(name)) return undefined;
	const args = commands[name].arguments.safeParse(stored.args);
	if (!args.success) return undefined;
	const verdict =
		localRefusal.safeParse(stored.verdict).data ?? commands[name].answer.safeParse(stored.verdict).data;
	// Name and schemas are one entry of `commands`; TypeScript forgets that in a lookup by a name that may be any.
	return { ...stored, name, args: args.data, verdict } as Entry;
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
 * Keeps a command until the server has answered it; answers its order. `draft`: key of the draft it was made from, gone in the same
 * transaction. Safe to call again at once with the same command. Rejects when the device has no room.
 */
export async function keepCommand<Name extends KeptCommand>(
	database: LocalDatabase,
	name: Name,
	args: CommandArguments<Name>,
	{ at, enclosed, draft }: { at: number; enclosed?: Enclosed | undefined; draft?: string | undefined },
): Promise<number> {
	const order = await withReopen(database, () =>
		database.transaction('rw', database.outbox, database.files, database.drafts, async () => {
			// A connection that ends while it commits may have committed: kept again, it would be there twice.
			const newest = await database.outbox.reverse().limit(newestLooked).toArray();
			const kept = newest.find((stored) => isAbout(stored, args));
			if (kept !== undefined) return kept.order;
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

/** So many things nobody does while one write is tried twice. */
const newestLooked = 10;

const identified = z.object({ command_id: z.string() });

/** Whether the entry is this very command, not what the person made of it since. */
function isAbout(stored: StoredEntry | undefined, args: { command_id: string }): boolean {
	const parsed = identified.safeParse(stored?.args);
	return parsed.success && parsed.data.command_id === args.command_id;
}

/** The bytes that belong to an upload; undefined when they are gone. */
export async function readBytes(
	database: LocalDatabase,
	attachmentId: string,
): Promise<ArrayBuffer | undefined> {
	const file = await withReopen(database, () => database.files.get(attachmentId));
	return file?.bytes;
}

/**
 * The server has answered. What it carried out keeps its effect on the screen until a pull has brought it. Changes nothing when another window
 * was faster, or the person has made something else of it meanwhile: a verdict is about one command.
 */
export async function settleEntry(
	database: LocalDatabase,
	entry: Entry,
	state: 'done' | 'refused',
	verdict: Verdict,
): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', database.outbox, database.files, async () => {
			if (!(await isWaiting(database, entry))) return;
			await database.outbox.update(entry.order, { state, verdict });
			if (state === 'done' && entry.name === 'attach_file')
				await database.files.delete(entry.args.attachment_id);
		}),
	);
	await recount(database);
}

/** Nobody answered: sent again, not before `notBefore`. Changes nothing where `settleEntry` would not. */
export async function postponeEntry(database: LocalDatabase, entry: Entry, notBefore: number): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', database.outbox, async () => {
			if (!(await isWaiting(database, entry))) return;
			// From what was read before the send: two windows that tried at once are one failure.
			await database.outbox.update(entry.order, { failures: entry.failures + 1, not_before: notBefore });
		}),
	);
}

async function isWaiting(database: LocalDatabase, entry: Entry): Promise<boolean> {
	const stored = await database.outbox.get(entry.order);
	return stored?.state === 'waiting' && isAbout(stored, entry.args);
}

/** There is reason to believe that the server can be reached: nothing waits for its time any longer. */
export async function endPostponing(database: LocalDatabase): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', database.outbox, async () => {
			const waiting = await database.outbox.where('state').equals('waiting').toArray();
			const postponed = waiting.filter((entry) => entry.not_before > 0);
			await database.outbox.bulkPut(postponed.map((entry) => ({ ...entry, not_before: 0 })));
		}),
	);
}

/**
 * The person lets go of an entry. What was to follow it in vain goes with it (`followersOf`), and so do files that no entry needs any more.
 * Safe to call twice.
 */
export async function dropEntry(database: LocalDatabase, order: number): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', database.outbox, database.files, async () => {
			const { entries } = await readOutbox(database);
			const dropped = entries.find((entry) => entry.order === order);
			const followers = dropped === undefined ? [] : followersOf(dropped, entries);
			await database.outbox.bulkDelete([order, ...followers.map((follower) => follower.order)]);
			const needed = await database.outbox.toArray();
			const files = await database.files.toCollection().primaryKeys();
			await database.files.bulkDelete(files.filter((id) => !needed.some((entry) => needsFile(entry, id))));
		}),
	);
	await recount(database);
}

const enclosing = z.object({ attachment_id: z.string() });

/** Also for entries that this version of the app cannot read. */
function needsFile(stored: StoredEntry, attachmentId: string): boolean {
	const parsed = enclosing.safeParse(stored.args);
	return parsed.success && parsed.data.attachment_id === attachmentId;
}

/**
 * What only makes sense once `entry` was carried out, and goes when it is dropped: files and commands of a request that was never made, the
 * publication of words that were never saved. `entries` in their order. Pure.
 */
export function followersOf(entry: Entry, entries: readonly Entry[]): Entry[] {
	if (!holdsBack(entry)) return [];
	const later = entries.filter((other) => other.order > entry.order);
	if (entry.name === 'create_request')
		return later.filter(
			(other) => 'request_id' in other.args && other.args.request_id === entry.args.request_id,
		);
	const followers: Entry[] = [];
	for (const other of later) {
		if (!('article_id' in other.args) || other.args.article_id !== entry.args.article_id) continue;
		if (other.name === 'save_article') break;
		if (other.name === 'publish_article') followers.push(other);
	}
	return followers;
}

/**
 * Whether others build on this entry and have to wait until the server has carried it out. Pure. A request that is there already was made by
 * an attempt whose answer was lost: refused, and still nothing has to wait for it.
 */
export function holdsBack(entry: Entry): entry is EntryOf<'create_request'> | EntryOf<'save_article'> {
	if (entry.state === 'done') return false;
	if (entry.name === 'save_article') return true;
	if (entry.name !== 'create_request') return false;
	return entry.verdict?.outcome !== 'invalid' || entry.verdict.reason !== 'exists';
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
	return withReopen(database, () => database.outbox.where('state').equals('done').primaryKeys());
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

/** How much would be lost with this database, remembered outside of it. Never rejects: what was kept is kept without it. */
async function recount(database: LocalDatabase): Promise<void> {
	try {
		rememberUnsent(database.name, await withReopen(database, () => countUnsent(database)));
	} catch {
		// The sentence after a loss will be off by one.
	}
}

/*
 * What this device knows: one database per person, because two people may share a phone. The cached tables hold what the server said and
 * nothing else; `drafts`, `outbox` and `files` hold what the person typed and has not sent, and survive every rebuild of the rest. No
 * network here.
 */
import Dexie, { type DexieOptions, type EntityTable, type Table } from 'dexie';
import { type Row, type rowKeys, tableNames, type TableName } from '#contracts/rows.ts';
import { forgetTraces, readTraces, rememberKept } from '#local/traces.ts';

/** Raise it when the shape of cached rows changes: the cache is then dropped and pulled anew, what the person typed stays. */
const cacheVersion = 2;

/** Where the device stands: one row. */
export interface SyncMark {
	key: 'sync';
	/** As the server gave it, sent back unchanged. */
	cursor: string;
	/** The cursor stands in the middle of a pull: rows are missing until it has ended. */
	more: boolean;
	/** When this device last had everything, in milliseconds by its own clock; undefined: never. */
	pulled_at: number | undefined;
	/** The day up to which closed requests were last forgotten. */
	pruned_to: string;
}

interface CacheMark {
	key: 'cache';
	version: number;
}

interface Draft {
	key: string;
	value: unknown;
	saved_at: number;
}

/** An entry of the outbox as it lies there. Parsed by `local/outbox.ts`: it may be older than the app that finds it. */
export interface StoredEntry {
	order: number;
	name: string;
	args: unknown;
	written_at: number;
	state: 'waiting' | 'done' | 'refused';
	failures: number;
	not_before: number;
	verdict: unknown;
}

/** The bytes of a file that waits to be uploaded; apart, so that looking through the outbox does not load them. */
interface StoredFile {
	attachment_id: string;
	bytes: ArrayBuffer;
}

type Cached<Name extends TableName> = EntityTable<
	Row<Name>,
	Extract<(typeof rowKeys)[Name], keyof Row<Name>>
>;

export class LocalDatabase extends Dexie {
	declare municipalities: Cached<'municipalities'>;
	declare profiles: Cached<'profiles'>;
	declare profile_contacts: Cached<'profile_contacts'>;
	declare roles: Cached<'roles'>;
	declare clusters: Cached<'clusters'>;
	declare cluster_members: Cached<'cluster_members'>;
	declare requests: Cached<'requests'>;
	declare request_details: Cached<'request_details'>;
	declare request_events: Cached<'request_events'>;
	declare attachments: Cached<'attachments'>;
	declare articles: Cached<'articles'>;
	declare devices: Cached<'devices'>;
	declare marks: Table<SyncMark | CacheMark, string>;
	declare drafts: EntityTable<Draft, 'key'>;
	declare outbox: EntityTable<StoredEntry, 'order'>;
	declare files: EntityTable<StoredFile, 'attachment_id'>;
	/** Set for good: a late query must not bring an emptied database of a person who left back to life. */
	wiped = false;
	#reopening: Promise<void> | undefined;
	#losses = new Set<(unsent: number) => void>();

	/** `options` are for tests that bring an IndexedDB of their own. */
	constructor(profileId: string, options: DexieOptions = {}) {
		// Opened by `openLocal` alone: autoOpen would hide a failure inside the first query.
		super(`rufkreis-${profileId}`, { ...options, autoOpen: false });
		this.version(1).stores({
			municipalities: 'municipality_id',
			profiles: 'profile_id',
			profile_contacts: 'profile_id',
			roles: 'role_id',
			clusters: 'cluster_id',
			cluster_members: 'cluster_member_id',
			requests: 'request_id',
			request_details: 'request_id',
			request_events: 'request_event_id, request_id',
			devices: 'device_id',
			marks: 'key',
			drafts: 'key',
		});
		this.version(2).stores({
			requests: 'request_id, status',
			request_details: 'request_id, requester_id',
			attachments: 'attachment_id, request_id',
			articles: 'article_id, cluster_id',
			outbox: '++order',
			files: 'attachment_id',
		});
		// Somebody deletes the database while we use it (browser settings, another window): let them, and begin anew at once, or screens
		// would wait for a change that never comes. The open request queues up behind the deletion.
		this.on('versionchange', (event) => {
			if (event.newVersion !== null || this.wiped) return;
			this.reopen().catch(reportError);
		});
	}

	/** Calls back after the database was found empty although this device had filled it. Returns how to stop. */
	onLoss(listener: (unsent: number) => void): () => void {
		this.#losses.add(listener);
		return () => this.#losses.delete(listener);
	}

	/** Closes what is left of a dropped connection and opens a new one; calls made meanwhile share it. May reject. */
	reopen(): Promise<void> {
		this.#reopening ??= this.#reopen().finally(() => {
			this.#reopening = undefined;
		});
		return this.#reopening;
	}

	async #reopen(): Promise<void> {
		this.close();
		await this.open();
		const unsent = await prepareCache(this);
		if (unsent === undefined) return;
		for (const listener of this.#losses) listener(unsent);
	}
}

export type Opening =
	| {
			outcome: 'open';
			database: LocalDatabase;
			/** Set when the browser had thrown this device's data away: how many things were unsent then. */
			lostUnsent: number | undefined;
	  }
	/** The browser refuses storage (private window, no space left) or cannot read what it has. */
	| { outcome: 'unavailable' };

/** Opens the person's database, made empty where there is none. Never throws. */
export async function openLocal(profileId: string, options: DexieOptions = {}): Promise<Opening> {
	const database = new LocalDatabase(profileId, options);
	// iOS and a freshly woken browser fail the first open now and then; the second one decides.
	for (const last of [false, true]) {
		try {
			await database.open();
			const lostUnsent = await prepareCache(database);
			return { outcome: 'open', database, lostUnsent };
		} catch (error) {
			database.close();
			if (last) reportError(error);
		}
	}
	return { outcome: 'unavailable' };
}

/**
 * Drops a cache of another shape. Answers undefined when all is as this device left it; otherwise the database is new although it had been
 * filled before, and the answer is how many things were unsent in the lost one.
 */
async function prepareCache(database: LocalDatabase): Promise<number | undefined> {
	const cache = await database.marks.get('cache');
	if (cache?.key === 'cache' && cache.version === cacheVersion) return undefined;
	const traces = readTraces(database.name);
	await database.transaction('rw', [...tableNames, 'marks'], async () => {
		for (const name of tableNames) await database.table(name).clear();
		await database.marks.clear();
		await database.marks.put({ key: 'cache', version: cacheVersion });
	});
	rememberKept(database.name);
	return cache === undefined && traces.kept ? traces.unsent : undefined;
}

/** For explicit sign-out: nothing of this person stays on the device, drafts and outbox included. Other tabs lose their connection. */
export async function wipeLocal(database: LocalDatabase): Promise<void> {
	database.wiped = true;
	database.close();
	forgetTraces(database.name);
	// What this tab kept of a draft while a page went away.
	sessionStorage.clear();
	await Dexie.delete(database.name);
}

/**
 * Runs `work`; when the browser dropped the connection meanwhile (iOS does so in the background), reopens and runs it
 * once more. `work` must be one transaction or safe to repeat.
 */
export async function withReopen<Result>(
	database: LocalDatabase,
	work: () => Promise<Result>,
): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		if (database.wiped || !isLostConnection(error)) throw error;
		await database.reopen();
		return await work();
	}
}

/** Names as Dexie and WebKit give them; "UnknownError" is WebKit's "Connection to Indexed Database server lost". */
function isLostConnection(error: unknown): boolean {
	if (isOutOfSpace(error)) return false;
	return (
		error instanceof Error &&
		['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'AbortError'].includes(error.name)
	);
}

/** The device has no room left. Dexie wraps what aborted a transaction; Safari and Firefox abort with the quota error inside. */
export function isOutOfSpace(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error.name === 'QuotaExceededError') return true;
	return 'inner' in error && error.inner !== error && isOutOfSpace(error.inner);
}

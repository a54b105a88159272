/*
 * What this device knows: one database per person, because two people may share a phone. The cached tables hold what the server said and
 * nothing else; `drafts`, `outbox` and `files` hold what the person typed and has not sent, and survive every rebuild of the rest. No
 * network here.
 */
import Dexie, { type DexieOptions, type EntityTable, type Table, type Transaction } from 'dexie';
import type { Row } from '#contracts/rows.ts';
import { type rowKeys, tableNames, type TableName } from '#contracts/tables.ts';
import { forgetTraces, readTraces, rememberLeaving, rememberUnsent } from '#local/traces.ts';

/** Raise it when the shape of cached rows changes: the cache is then dropped and pulled anew, what the person typed stays. */
const cacheVersion = 8;
/** How long signing out waits for a window that hangs with the database open. */
const deletionPatienceMs = 5_000;

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
	/** Rows that were left out since the last whole pull, because the app that pulled them did not understand them. */
	unread: number;
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
	declare buildings: Cached<'buildings'>;
	declare profiles: Cached<'profiles'>;
	declare profile_contacts: Cached<'profile_contacts'>;
	declare roles: Cached<'roles'>;
	declare clusters: Cached<'clusters'>;
	declare cluster_members: Cached<'cluster_members'>;
	declare requests: Cached<'requests'>;
	declare request_details: Cached<'request_details'>;
	declare request_events: Cached<'request_events'>;
	declare request_people: Cached<'request_people'>;
	declare attachments: Cached<'attachments'>;
	declare articles: Cached<'articles'>;
	declare devices: Cached<'devices'>;
	declare notification_settings: Cached<'notification_settings'>;
	declare test_alarms: Cached<'test_alarms'>;
	declare marks: Table<SyncMark | CacheMark, string>;
	declare drafts: EntityTable<Draft, 'key'>;
	declare outbox: EntityTable<StoredEntry, 'order'>;
	declare files: EntityTable<StoredFile, 'attachment_id'>;
	/** Set for good: a late query must not bring an emptied database of a person who left back to life. */
	wiped = false;
	#lostAtStart: number | undefined;
	/** Somebody is deleting the database under us: how many things lie in it unsent. */
	#deletedWith: number | undefined;
	/** How often this database was opened: tells the connection that failed from the one that has replaced it. */
	#connection = 0;
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
			outbox: '++order, state',
			files: 'attachment_id',
		});
		this.version(3).stores({ buildings: 'building_id' });
		this.version(4).stores({
			request_people: 'request_person_id, request_id',
			notification_settings: 'profile_id',
		});
		this.version(5).stores({ test_alarms: 'test_alarm_id' });
		// Before anybody reads, whoever opened it: Dexie too opens anew by itself when a browser has dropped the connection.
		this.on('ready', (vip) => this.#prepare(vip), true);
		// Somebody deletes the database while we use it (browser settings, another window): let them, and begin anew at once, or screens
		// would wait for a change that never comes. The open request queues up behind the deletion.
		this.on('versionchange', (event) => {
			// Dexie closes, and a newer app may change the shape.
			if (event.newVersion !== null || this.wiped) return undefined;
			const traces = readTraces(this.name);
			if (traces?.kept === false) {
				this.wiped = true;
				return undefined;
			}
			this.#deletedWith = traces?.unsent ?? 0;
			this.reopen().catch(reportError);
			// Dexie would close what is being opened.
			return false;
		});
	}

	/** Names the connection in use; another one after every opening. */
	get connection(): number {
		return this.#connection;
	}

	/** How many things were unsent when the browser threw this database away, before it was opened now; undefined: it did not. */
	get lostAtStart(): number | undefined {
		return this.#lostAtStart;
	}

	/** Calls back after the database was found empty although this device had filled it. Returns how to stop. */
	onLoss(listener: (unsent: number) => void): () => void {
		this.#losses.add(listener);
		return () => this.#losses.delete(listener);
	}

	/**
	 * Closes what is left of a dropped connection and opens a new one; calls made meanwhile share it. `broken`: the connection that failed the
	 * caller; when another one is open by now, that one is left alone. May reject.
	 */
	reopen(broken = this.#connection): Promise<void> {
		if (this.#reopening === undefined && broken !== this.#connection && this.isOpen())
			return Promise.resolve();
		this.#reopening ??= this.#reopen().finally(() => {
			this.#reopening = undefined;
		});
		return this.#reopening;
	}

	async #reopen(): Promise<void> {
		this.close();
		await this.open();
	}

	async #prepare(vip: Dexie): Promise<void> {
		const isFirst = this.#connection === 0;
		const lost = await prepareCache(vip, isFirst);
		const unsent = this.#deletedWith ?? lost;
		this.#deletedWith = undefined;
		this.#connection += 1;
		// The browser throws the data away without asking: there is no deletion to let pass, the connection just ends.
		this.backendDB().addEventListener('close', () => {
			if (!this.wiped) this.reopen().catch(reportError);
		});
		if (unsent === undefined) return;
		if (isFirst) this.#lostAtStart = unsent;
		// Whoever listens reads and writes: only once it is open.
		const tell = (): void => this.#losses.forEach((listener) => listener(unsent));
		this.open().then(tell, () => undefined);
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
			return { outcome: 'open', database, lostUnsent: database.lostAtStart };
		} catch (error) {
			database.close();
			if (last) reportError(error);
		}
	}
	return { outcome: 'unavailable' };
}

/**
 * Drops a cache of another shape, and nothing else. Answers undefined when all is as this device left it; otherwise the database is new
 * although it had been filled before, and the answer is how many things were unsent in the lost one. `database`: as Dexie hands it over while
 * it is being opened, when nobody else can use it yet.
 */
async function prepareCache(database: Dexie, isFirst: boolean): Promise<number | undefined> {
	const marks = database.table<SyncMark | CacheMark, string>('marks');
	if (isUsable(await marks.get('cache'), isFirst)) return undefined;
	const { found, unsent } = await database.transaction('rw', [...tableNames, 'marks', 'outbox'], async () => {
		const cache = await marks.get('cache');
		if (!isUsable(cache, isFirst)) await dropCache(database);
		return { found: cache, unsent: await countUnsent(database) };
	});
	const traces = readTraces(database.name);
	rememberUnsent(database.name, unsent);
	return found === undefined && traces?.kept === true ? traces.unsent : undefined;
}

/** All the server said; the next pull begins anew. Inside a transaction over the tables and the marks. */
async function dropCache(database: Dexie): Promise<void> {
	const marks = database.table<SyncMark | CacheMark, string>('marks');
	for (const name of tableNames) await database.table(name).clear();
	await marks.clear();
	await marks.put({ key: 'cache', version: cacheVersion });
}

/**
 * A newer cache is dropped by an app that starts with it (the server went back to an older version), and left alone by one that runs: the
 * window with the newer app works with it.
 */
function isUsable(cache: SyncMark | CacheMark | undefined, isFirst: boolean): boolean {
	return isOwnCache(cache) || (!isFirst && cache?.key === 'cache' && cache.version > cacheVersion);
}

/** Whether the rows in the database have the shape that this version of the app writes. `mark`: what lies under the key `cache`. */
export function isOwnCache(mark: SyncMark | CacheMark | undefined): boolean {
	return mark?.key === 'cache' && mark.version === cacheVersion;
}

/** How many things the person did that the server has not carried out. */
export async function countUnsent(database: Dexie): Promise<number> {
	const outbox = database.table('outbox');
	// Two counts the browser makes by itself; one over both words would walk through all of them.
	const waiting = await outbox.where('state').equals('waiting').count();
	return waiting + (await outbox.where('state').equals('refused').count());
}

/**
 * For explicit sign-out: nothing of this person stays on the device, drafts and outbox included. Other tabs lose their connection. Rejects
 * when the storage fails.
 */
export async function wipeLocal(database: LocalDatabase): Promise<void> {
	database.wiped = true;
	rememberLeaving(database.name);
	try {
		// What this tab kept of a draft while a page went away.
		sessionStorage.clear();
	} catch {
		// Forbidden storage holds nothing.
	}
	const late = Promise.withResolvers<'late'>();
	const timer = setTimeout(() => late.resolve('late'), deletionPatienceMs);
	// Emptied first: a window that hangs holds up the deletion, and then at least nothing is in what stays.
	await Promise.race([emptyTables(database), late.promise]);
	const deleted = await Promise.race([database.delete(), late.promise]);
	clearTimeout(timer);
	if (deleted !== 'late') forgetTraces(database.name);
}

/**
 * For somebody else signing in on this device: of its former person only what they typed and never sent stays, for their return. Other tabs of
 * theirs read nothing more. Never throws.
 */
export async function forgetFormer(profileId: string, options: DexieOptions = {}): Promise<void> {
	const opening = await openLocal(profileId, options);
	if (opening.outcome === 'unavailable') return;
	const { database } = opening;
	try {
		const isEmpty = await database.transaction('rw', database.tables, async () => {
			await database.outbox.where('state').equals('done').delete();
			await dropCache(database);
			const typed = [database.outbox, database.drafts, database.files].map((table) => table.count());
			return (await Promise.all(typed)).every((count) => count === 0);
		});
		if (isEmpty) await wipeLocal(database);
		else database.close();
	} catch (error) {
		reportError(error);
		database.close();
	}
}

async function emptyTables(database: LocalDatabase): Promise<void> {
	try {
		await database.transaction('rw', database.tables, async () => {
			for (const table of database.tables) await table.clear();
		});
	} catch {
		// Closed or broken: it is deleted all the same.
	}
}

/**
 * Runs `work`; when the browser dropped the connection meanwhile (iOS does so in the background), reopens and runs it
 * once more. `work` must be one transaction or safe to repeat. Inside a transaction it only runs it: the connection belongs to whoever began
 * that, and so does the second attempt.
 */
export async function withReopen<Result>(
	database: LocalDatabase,
	work: () => Promise<Result>,
): Promise<Result> {
	if (isInTransaction()) return work();
	const { connection } = database;
	try {
		return await work();
	} catch (error) {
		if (database.wiped || !isLostConnection(error)) throw error;
		await database.reopen(connection);
		return await work();
	}
}

function isInTransaction(): boolean {
	// Dexie's types leave out that there may be none.
	return (Dexie.currentTransaction as Transaction | null) !== null;
}

/**
 * Names as Dexie and WebKit give them. "UnknownError" is WebKit's "Connection to Indexed Database server lost"; "TransactionInactiveError" is what
 * the next step of a transaction meets after its connection went.
 */
const lossNames = [
	'DatabaseClosedError',
	'InvalidStateError',
	'UnknownError',
	'AbortError',
	'TransactionInactiveError',
];

function isLostConnection(error: unknown): boolean {
	return !isOutOfSpace(error) && error instanceof Error && lossNames.includes(error.name);
}

/**
 * The device has no room left. Safari and Chrome abort the transaction with the quota error inside, Firefox fails the writes one by one; Dexie
 * wraps both.
 */
export function isOutOfSpace(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error.name === 'QuotaExceededError') return true;
	if ('failures' in error && Array.isArray(error.failures))
		return error.failures.some((failure) => isOutOfSpace(failure));
	return 'inner' in error && error.inner !== error && isOutOfSpace(error.inner);
}

/*
 * What this device knows: one database per person, because two people may share a phone. The tables hold what the server
 * said and nothing else; `drafts` holds what the person typed and survives every rebuild of the rest. No network here.
 */
import Dexie, { type EntityTable, type Table } from 'dexie';
import { type Row, type rowKeys, rowSchemas, type TableName } from '#contracts/rows.ts';

/** Raise it when the shape of cached rows changes: the cache is then dropped and pulled anew, drafts stay. */
const cacheVersion = 1;

/** Where the device stands: one row. */
export interface SyncMark {
	key: 'sync';
	/** As the server gave it, sent back unchanged. */
	cursor: string;
	scope_version: number;
	/** Milliseconds since the epoch, by the clock of this device. */
	pulled_at: number;
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
	declare devices: Cached<'devices'>;
	declare marks: Table<SyncMark | CacheMark, string>;
	declare drafts: EntityTable<Draft, 'key'>;
	/** Set for good: a late query must not bring an emptied database of a person who left back to life. */
	wiped = false;

	constructor(profileId: string) {
		// Opened by `openLocal` alone: autoOpen would hide a failure inside the first query.
		super(`rufkreis-${profileId}`, { autoOpen: false });
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
	}
}

/** Names of the tables that hold what the server said. */
export const cachedTables = Object.keys(rowSchemas).filter((name): name is TableName => name in rowSchemas);

export type Opening =
	| { outcome: 'open'; database: LocalDatabase }
	/** The browser refuses storage (private window, no space left) or cannot read what it has. */
	| { outcome: 'unavailable' };

/** Opens the person's database, made empty where there is none. Never throws. */
export async function openLocal(profileId: string): Promise<Opening> {
	const database = new LocalDatabase(profileId);
	// iOS and a freshly woken browser fail the first open now and then; the second one decides.
	for (const last of [false, true]) {
		try {
			await database.open();
			await dropStaleCache(database);
			return { outcome: 'open', database };
		} catch (error) {
			database.close();
			if (last) reportError(error);
		}
	}
	return { outcome: 'unavailable' };
}

async function dropStaleCache(database: LocalDatabase): Promise<void> {
	const cache = await database.marks.get('cache');
	if (cache?.key === 'cache' && cache.version === cacheVersion) return;
	await database.transaction('rw', [...cachedTables, 'marks'], async () => {
		for (const name of cachedTables) await database.table(name).clear();
		await database.marks.clear();
		await database.marks.put({ key: 'cache', version: cacheVersion });
	});
}

/** For explicit sign-out: nothing of this person stays on the device, drafts included. Other tabs lose their connection. */
export async function wipeLocal(database: LocalDatabase): Promise<void> {
	database.wiped = true;
	database.close();
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
		database.close();
		await database.open();
		return await work();
	}
}

/** Names as Dexie and WebKit give them; "UnknownError" is WebKit's "Connection to Indexed Database server lost". */
function isLostConnection(error: unknown): boolean {
	return (
		error instanceof Error &&
		['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'AbortError'].includes(error.name)
	);
}

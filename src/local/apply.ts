import Dexie from 'dexie';
import { isLive } from '#domain/request.ts';
import type { Changes } from '#contracts/rows.ts';
import { partsOfCases, rowKeys, tableNames, type TableName } from '#contracts/tables.ts';
import { isOwnCache, type LocalDatabase, type SyncMark, withReopen } from '#local/database.ts';

/** Where the last pull ended, or undefined before the first one. */
export async function readMark(database: LocalDatabase): Promise<SyncMark | undefined> {
	const mark = await withReopen(database, () => database.marks.get('sync'));
	return mark?.key === 'sync' ? mark : undefined;
}

export interface PageFacts {
	/** The cursor that stood here when the page was asked for. */
	from: string | undefined;
	/** Asked for without a cursor: the first page of everything. */
	anew: boolean;
	/** Now, in milliseconds. */
	at: number;
	/** Entries of the outbox whose effect this pull is known to bring. */
	settled: readonly number[];
}

export type Applied =
	/** `unread`: rows left out since the last whole pull, because this app does not understand them. */
	| { outcome: 'applied'; unread: number }
	/** Nothing was taken: since the page was asked for another window brought this device further, or its data was lost. */
	| { outcome: 'overtaken' };

/**
 * Takes over one page of a pull. One transaction with the cursor in it: a page that dies in between leaves rows and cursor that belong together,
 * and the next pull brings the rest. A page only follows what it was asked for: laid over a database that was emptied meanwhile it would look
 * complete and never be filled. Settled entries go with the last page, so that no effect vanishes before the truth is there.
 * Rejects when the device's storage fails, or is kept by another version of the app.
 */
export async function applyPage(
	database: LocalDatabase,
	page: Changes,
	{ from, anew, at, settled }: PageFacts,
): Promise<Applied> {
	return withReopen(database, () =>
		database.transaction('rw', [...tableNames, 'marks', 'outbox'], async (): Promise<Applied> => {
			if (!isOwnCache(await database.marks.get('cache')))
				throw new Error('another version of the app keeps its rows here');
			const found = await database.marks.get('sync');
			const former = found?.key === 'sync' ? found : undefined;
			if (former?.cursor !== from) return { outcome: 'overtaken' };
			for (const stretch of page.replaced) await forgetUnmentioned(database, page, stretch);
			for (const name of tableNames) await database.table(name).bulkPut(page.rows[name]);
			for (const name of tableNames) {
				const ids = page.gone.filter(([table]) => table === name).map(([, id]) => id);
				if (ids.length > 0) await database.table(name).bulkDelete(ids);
				if (name === 'requests') await forgetCases(database, ids);
			}
			const unread = page.unread + (anew ? 0 : (former?.unread ?? 0));
			const mark: SyncMark = {
				key: 'sync',
				cursor: page.cursor,
				more: page.more,
				pulled_at: page.more ? former?.pulled_at : at,
				pruned_to: former?.pruned_to ?? '',
				unread,
			};
			if (!page.more) {
				const carriedOut = database.outbox.where('order').anyOf([...settled]);
				await carriedOut.filter((entry) => entry.state === 'done').delete();
				mark.pruned_to = await prune(database, page.kept_since, mark.pruned_to);
			}
			await database.marks.put(mark);
			return { outcome: 'applied', unread };
		}),
	);
}

/** What lies in a stretch that the page is all of, and did not come with it. */
async function forgetUnmentioned(
	database: LocalDatabase,
	page: Changes,
	[name, after, upTo]: Changes['replaced'][number],
): Promise<void> {
	const index = partsOfCases.some((part) => part === name) ? 'request_id' : ':id';
	const held = await database
		.table(name)
		.where(index)
		.between(after ?? Dexie.minKey, upTo ?? Dexie.maxKey, false, true)
		.primaryKeys();
	if (held.length === 0) return;
	const come = keysOf(page, name);
	await database.table(name).bulkDelete(held.filter((key) => !come.has(key)));
}

function keysOf(page: Changes, name: TableName): Set<unknown> {
	const keys = new Set<unknown>();
	for (const row of page.rows[name])
		for (const [column, value] of Object.entries(row)) if (column === rowKeys[name]) keys.add(value);
	return keys;
}

/** Whoever lost sight of a request has no business with its text, story, people and files either. */
async function forgetCases(database: LocalDatabase, requestIds: string[]): Promise<void> {
	if (requestIds.length === 0) return;
	await database.request_details.bulkDelete(requestIds);
	for (const part of partsOfCases) await database[part].where('request_id').anyOf(requestIds).delete();
}

/** Closed requests that became too old while they lay here. Once a day: the server's, a device may believe another year. */
async function prune(database: LocalDatabase, keptSince: string, prunedTo: string): Promise<string> {
	const day = keptSince.slice(0, 10);
	if (day === prunedTo) return prunedTo;
	const oldest = Date.parse(keptSince);
	const old = await database.requests
		.filter((request) => !isLive(request.status) && Date.parse(request.created_at) < oldest)
		.primaryKeys();
	await database.requests.bulkDelete(old);
	await forgetCases(database, old);
	return day;
}

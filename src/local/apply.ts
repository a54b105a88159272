import Dexie from 'dexie';
import { isLive } from '#domain/request.ts';
import { type Changes, rowKeys, tableNames, type TableName } from '#contracts/rows.ts';
import { type LocalDatabase, type SyncMark, withReopen } from '#local/database.ts';

/** Where the last pull ended, or undefined before the first one. */
export async function readMark(database: LocalDatabase): Promise<SyncMark | undefined> {
	const mark = await withReopen(database, () => database.marks.get('sync'));
	return mark?.key === 'sync' ? mark : undefined;
}

/**
 * Takes over one page of a pull. One transaction with the cursor in it: a page that dies in between, or two windows that pull at once, leave
 * rows and cursor that belong together, and the next pull brings the rest. `at`: now, in milliseconds. `settled`: entries of the outbox whose
 * effect this pull is known to bring; they go with the last page, so that no effect vanishes before the truth is there.
 */
export async function applyPage(
	database: LocalDatabase,
	page: Changes,
	{ at, settled }: { at: number; settled: readonly number[] },
): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', [...tableNames, 'marks', 'outbox'], async () => {
			for (const stretch of page.replaced) await forgetUnmentioned(database, page, stretch);
			for (const name of tableNames) await database.table(name).bulkPut(page.rows[name]);
			for (const name of tableNames) {
				const ids = page.gone.filter(([table]) => table === name).map(([, id]) => id);
				if (ids.length > 0) await database.table(name).bulkDelete(ids);
				if (name === 'requests') await forgetCases(database, ids);
			}
			const former = await database.marks.get('sync');
			const mark: SyncMark = {
				key: 'sync',
				cursor: page.cursor,
				more: page.more,
				pulled_at: page.more ? (former?.key === 'sync' ? former.pulled_at : undefined) : at,
				pruned_to: former?.key === 'sync' ? former.pruned_to : '',
			};
			if (!page.more) {
				await database.outbox.bulkDelete([...settled]);
				mark.pruned_to = await prune(database, page.kept_since, mark.pruned_to);
			}
			await database.marks.put(mark);
		}),
	);
}

/** What lies in a stretch that the page is all of, and did not come with it. */
async function forgetUnmentioned(
	database: LocalDatabase,
	page: Changes,
	[name, after, upTo]: Changes['replaced'][number],
): Promise<void> {
	const index = name === 'request_events' || name === 'attachments' ? 'request_id' : ':id';
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

/** Whoever lost sight of a request has no business with its text, story and files either. */
async function forgetCases(database: LocalDatabase, requestIds: string[]): Promise<void> {
	if (requestIds.length === 0) return;
	await database.request_details.bulkDelete(requestIds);
	await database.request_events.where('request_id').anyOf(requestIds).delete();
	await database.attachments.where('request_id').anyOf(requestIds).delete();
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

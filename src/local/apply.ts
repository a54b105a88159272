import type { Changes, TableName } from '#contracts/rows.ts';
import { cachedTables, type LocalDatabase, type SyncMark, withReopen } from '#local/database.ts';

/** Where the last pull ended, or undefined before the first one. */
export async function readMark(database: LocalDatabase): Promise<SyncMark | undefined> {
	const mark = await withReopen(database, () => database.marks.get('sync'));
	return mark?.key === 'sync' ? mark : undefined;
}

/**
 * Takes over what a pull answered. One transaction with the cursor in it: a page that dies in between, or two pages that
 * pull at once, leave rows and cursor that belong together, and the next pull brings the rest.
 * `full`: the answer is everything, so what did not come is gone. `at`: now, in milliseconds.
 */
export async function applyChanges(
	database: LocalDatabase,
	changes: Changes,
	{ full, at }: { full: boolean; at: number },
): Promise<void> {
	await withReopen(database, () =>
		database.transaction('rw', [...cachedTables, 'marks'], async () => {
			for (const name of cachedTables) {
				if (full) await database.table(name).clear();
				await database.table(name).bulkPut(changes.rows[name]);
			}
			const gone = groupGone(changes.gone);
			for (const [name, ids] of gone) await database.table(name).bulkDelete(ids);
			// Whoever lost sight of a request has no business with its text and story either.
			const requests = gone.get('requests') ?? [];
			await database.request_details.bulkDelete(requests);
			await database.request_events.where('request_id').anyOf(requests).delete();
			await database.marks.put({
				key: 'sync',
				cursor: changes.cursor,
				scope_version: changes.scope_version,
				pulled_at: at,
			});
		}),
	);
}

/** By table; names this version does not know are left out, it holds none of their rows. */
function groupGone(gone: Changes['gone']): Map<TableName, string[]> {
	const groups = new Map<TableName, string[]>();
	for (const name of cachedTables) {
		const ids = gone.filter(([table]) => table === name).map(([, id]) => id);
		if (ids.length > 0) groups.set(name, ids);
	}
	return groups;
}

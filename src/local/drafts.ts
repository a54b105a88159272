/** What somebody typed and has not sent. Parsed by the reader: a draft may be older than the app that finds it. */
import { type LocalDatabase, withReopen } from '#local/database.ts';

/** The value as it was kept, or undefined. */
export async function readDraft(database: LocalDatabase, key: string): Promise<unknown> {
	const draft = await withReopen(database, () => database.drafts.get(key));
	return draft?.value;
}

/** `value` must survive structured clone: no proxies of Svelte. */
export async function keepDraft(
	database: LocalDatabase,
	key: string,
	value: unknown,
	at: number,
): Promise<void> {
	await withReopen(database, () => database.drafts.put({ key, value, saved_at: at }));
}

/** Safe to call twice. */
export async function dropDraft(database: LocalDatabase, key: string): Promise<void> {
	await withReopen(database, () => database.drafts.delete(key));
}

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
	forgetWhatWasLeft(database, key);
}

/** Safe to call twice. */
export async function dropDraft(database: LocalDatabase, key: string): Promise<void> {
	forgetWhatWasLeft(database, key);
	await withReopen(database, () => database.drafts.delete(key));
}

/** One tab's copy of a draft while its page goes away: IndexedDB may be cut off then, this storage answers at once. */
function leavingKey(database: LocalDatabase, key: string): string {
	return `rufkreis.leaving.${database.name}.${key}`;
}

/** For `pagehide`: done when it returns. Never throws; without storage the draft is as old as its last pause. */
export function keepWhileLeaving(database: LocalDatabase, key: string, value: unknown): void {
	try {
		sessionStorage.setItem(leavingKey(database, key), JSON.stringify(value));
	} catch {
		// Full or forbidden: the write to the database under way is the second chance.
	}
}

/** What the former page of this tab left behind; undefined when there is nothing. Never throws. */
export function readWhatWasLeft(database: LocalDatabase, key: string): unknown {
	try {
		return JSON.parse(sessionStorage.getItem(leavingKey(database, key)) ?? 'null') ?? undefined;
	} catch {
		return undefined;
	}
}

/** Once the database holds the draft, or nothing shall be left: an old copy would cover what was typed since. Never throws. */
export function forgetWhatWasLeft(database: LocalDatabase, key: string): void {
	try {
		sessionStorage.removeItem(leavingKey(database, key));
	} catch {
		// Forbidden storage holds nothing either.
	}
}

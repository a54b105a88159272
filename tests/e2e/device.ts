/** What a phone holds, read past the app: straight from its IndexedDB. */
import type { Page } from '@playwright/test';

export const accounts = {
	sabine: 'd1000000-0000-4000-8000-000000000001',
	anna: 'd1000000-0000-4000-8000-000000000002',
	ben: 'd1000000-0000-4000-8000-000000000003',
	clara: 'd1000000-0000-4000-8000-000000000004',
} as const;

export type StoredRow = Record<string, unknown>;

/** All rows of one table of a person's database; empty when there is none. `page` is any page of the app's origin. */
export function readTable(page: Page, profileId: string, table: string): Promise<StoredRow[]> {
	return page.evaluate(
		([name, store]) =>
			new Promise<StoredRow[]>((resolve, reject) => {
				const opening = indexedDB.open(name);
				// Made only to look: nothing of it may stay.
				opening.onupgradeneeded = () => opening.transaction?.abort();
				opening.onerror = () => resolve([]);
				opening.onsuccess = () => {
					const database = opening.result;
					const all = database.transaction(store).objectStore(store).getAll();
					all.onsuccess = () => {
						database.close();
						resolve(all.result as StoredRow[]); // rows are objects
					};
					all.onerror = () => reject(new Error(all.error?.message));
				};
			}),
		[`rufkreis-${profileId}`, table] as const,
	);
}

/** Puts entries into a person's outbox as the app would have, had they done it `daysAgo` days ago. */
export async function fillOutbox(
	page: Page,
	profileId: string,
	commands: { name: string; args: object }[],
	daysAgo: number,
): Promise<void> {
	await page.evaluate(
		({ name, entries, at }) =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open(name);
				opening.onerror = () => reject(new Error(opening.error?.message));
				opening.onsuccess = () => {
					const database = opening.result;
					const writing = database.transaction('outbox', 'readwrite');
					for (const [index, { name: command, args }] of entries.entries())
						writing.objectStore('outbox').add({
							name: command,
							args,
							written_at: at + index,
							state: 'waiting',
							failures: 0,
							not_before: 0,
							verdict: undefined,
						});
					writing.oncomplete = () => {
						database.close();
						resolve();
					};
					writing.onerror = () => reject(new Error(writing.error?.message));
				};
			}),
		{
			name: `rufkreis-${profileId}`,
			entries: commands,
			at: Date.now() - daysAgo * 24 * 60 * 60 * 1000,
		},
	);
}

import { liveQuery } from 'dexie';
import { readMark } from '#local/apply.ts';
import { type LocalDatabase, withReopen } from '#local/database.ts';
import { acceptanceOf, dropPack, dropStalePacks, readPacks } from '#local/trip-packs.ts';
import { isPackOver } from '#domain/trip-pack.ts';

/**
 * Forgets what was taken along once the database of this person does without it, after every pull and every start: given back, with somebody
 * else, closed, or simply there. Loaded after the first paint; ends with `signal`.
 */
export function followPacks(profileId: string, database: LocalDatabase, signal: AbortSignal): void {
	if (signal.aborted) return;
	const following = liveQuery(() => readMark(database)).subscribe({
		next: (mark) => {
			if (mark?.more !== true) void tidyPacks(profileId, database, mark?.pulled_at);
		},
		error: reportError,
	});
	signal.addEventListener('abort', () => following.unsubscribe());
}

/** Never throws: what a disk does not give away now goes after the next pull. */
async function tidyPacks(
	profileId: string,
	database: LocalDatabase,
	pulledAt: number | undefined,
): Promise<void> {
	try {
		const now = Date.now();
		await dropStalePacks(now);
		for (const kept of await readPacks(now)) {
			const row = await withReopen(database, () => database.requests.get(kept.request_id));
			// Of somebody who used this device before it should be gone already.
			const isForeign = kept.pack !== undefined && kept.pack.profile_id !== profileId;
			if (isForeign || isPackOver(acceptanceOf(kept), row, pulledAt)) await dropPack(kept.request_id);
		}
	} catch {
		// No Cache API, then nothing was taken along.
	}
}

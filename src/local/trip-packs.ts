/*
 * What is taken along of accepted requests, in the Cache API and not in the person's database: the worker that fetches it opens no database and
 * does not know whose session the app has, and the cached tables hold only what a pull said under its cursor. Screens lay a pack under what the
 * database does not know yet; once a whole pull knows better, the pack goes. Signing out deletes the cache. No network here.
 */
import * as z from 'zod/mini';
import { requestReceipt } from '#contracts/commands.ts';
import { largestPack, type TripPack, tripPack } from '#contracts/trip-pack.ts';
import { tripPacksCache } from '#contracts/worker-messages.ts';
import { type Acceptance, isStalePack } from '#domain/trip-pack.ts';

/** Nobody has more requests in hand at once; of more the oldest go. */
const mostKept = 20;

export const keptPack = z.object({
	request_id: z.uuid(),
	/** Fetches the pack for half an hour. */
	ticket: z.string(),
	/** Age of the message that was answered: a newer one may say that the request is no longer theirs. */
	rev: z.number(),
	/** When this device heard of the acceptance, in milliseconds by its own clock. */
	at: z.number(),
	/** What the acceptance itself has brought; all there is until the pack has come. */
	receipt: requestReceipt,
	pack: z.optional(tripPack),
});
export type KeptPack = z.infer<typeof keptPack>;

/** As the rules ask (domain/trip-pack.ts). */
export function acceptanceOf({ at, pack }: KeptPack): Acceptance {
	if (pack === undefined) return { at };
	const { accepted_at, alert_round } = pack.request;
	return { at, accepted_at, alert_round };
}

/** When this device heard of the acceptance, as a time of the server would be written. */
export function heardAt({ at }: KeptPack): string {
	return new Date(at).toISOString();
}

/** All of them, oldest first; what is unreadable or too old counts as none. May reject, as everything here that asks the disk. */
export async function readPacks(now: number): Promise<KeptPack[]> {
	// `match` on a cache that does not exist would create it, `has` does not.
	if (!(await caches.has(tripPacksCache))) return [];
	const entries = await (await caches.open(tripPacksCache)).matchAll();
	const kept = await Promise.all(
		entries.map(async (entry) => keptPack.safeParse(await entry.json().catch(() => undefined)).data),
	);
	return kept.filter((one) => one !== undefined && !isStalePack(one.at, now)) as KeptPack[]; // the others were left out
}

export async function readPack(requestId: string, now: number): Promise<KeptPack | undefined> {
	if (!(await caches.has(tripPacksCache))) return undefined;
	const entry = await (await caches.open(tripPacksCache)).match(keyOf(requestId));
	const kept = keptPack.safeParse(await entry?.json().catch(() => undefined)).data;
	return kept === undefined || isStalePack(kept.at, now) ? undefined : kept;
}

/**
 * Notes that somebody has accepted and wants to take it along. Told again of the same acceptance it changes nothing; one with another ticket takes
 * the place of what was kept.
 */
export async function wantPack(wanted: Omit<KeptPack, 'pack'>): Promise<void> {
	const former = await readPack(wanted.request_id, wanted.at);
	if (former?.ticket === wanted.ticket) return;
	const cache = await caches.open(tripPacksCache);
	await put(cache, wanted);
	// Keys come in the order they were put (Service Workers, "Batch Cache Operations").
	const keys = await cache.keys();
	await Promise.all(keys.slice(0, -mostKept).map((key) => cache.delete(key)));
}

/** Puts the pack that came for `wanted` beside it. False when it was given up meanwhile, or is too large to be one of ours. */
export async function keepPack(wanted: KeptPack, pack: TripPack): Promise<boolean> {
	if (pack.request.id !== wanted.request_id || JSON.stringify(pack).length > largestPack) return false;
	const former = await readPack(wanted.request_id, wanted.at);
	if (former?.ticket !== wanted.ticket) return false;
	await put(await caches.open(tripPacksCache), { ...wanted, pack });
	return true;
}

export async function dropPack(requestId: string): Promise<void> {
	if (await caches.has(tripPacksCache)) await (await caches.open(tripPacksCache)).delete(keyOf(requestId));
}

/** What lies here too long, or cannot be read, goes. */
export async function dropStalePacks(now: number): Promise<void> {
	if (!(await caches.has(tripPacksCache))) return;
	const cache = await caches.open(tripPacksCache);
	for (const key of await cache.keys()) {
		const kept = keptPack.safeParse(await (await cache.match(key))?.json().catch(() => undefined)).data;
		if (kept === undefined || isStalePack(kept.at, now)) await cache.delete(key);
	}
}

async function put(cache: Cache, kept: KeptPack): Promise<void> {
	await cache.put(keyOf(kept.request_id), Response.json(kept));
}

function keyOf(requestId: string): string {
	return `/trip-pack/${requestId}`;
}

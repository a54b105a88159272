/**
 * Taps the server has not confirmed, kept on the device: a cellar has no network, and the person has decided. For a quarter of an hour they are
 * sent again by themselves, at every sign of life of the network; what is older may have been overtaken by the day and becomes a question.
 */
import * as z from 'zod/mini';
import { pushPayload } from '#contracts/push-payload.ts';
import { keptTapKey, keptTapsCache } from '#contracts/worker-messages.ts';

/** Milliseconds (architecture.md, tickets). */
export const keptFor = 15 * 60_000;

const keptTap = z.object({
	payload: pushPayload,
	ticket: z.string(),
	/** Taking back is not kept: after a minute it would come too late. */
	tap: z.enum(['accept', 'later']),
	/** Milliseconds since the epoch, by the clock of this device. */
	at: z.number(),
});
export type KeptTap = z.infer<typeof keptTap>;

/** Still to be sent, rather than asked about. A clock that was set back must not keep a tap for ever. */
export function isFresh({ at }: { at: number }, now: number): boolean {
	return at <= now && now - at < keptFor;
}

/** One per request, the newest counts. Answers false where the device could not keep it. Never throws. */
export async function keepTap(tap: KeptTap): Promise<boolean> {
	try {
		const cache = await caches.open(keptTapsCache);
		await cache.put(keptTapKey(tap.payload.request_id), Response.json(tap));
		return true;
	} catch {
		return false;
	}
}

/** In the order they were tapped. Never throws. */
export async function readKeptTaps(): Promise<KeptTap[]> {
	try {
		if (!(await caches.has(keptTapsCache))) return [];
		const cache = await caches.open(keptTapsCache);
		const entries = await cache.matchAll();
		const taps = await Promise.all(entries.map(async (entry) => keptTap.safeParse(await entry.json()).data));
		return taps.filter((tap) => tap !== undefined).toSorted((a, b) => a.at - b.at);
	} catch {
		return [];
	}
}

/** Answered, or no longer wanted. Never throws. */
export async function dropTap(requestId: string): Promise<void> {
	try {
		if (await caches.has(keptTapsCache))
			await (await caches.open(keptTapsCache)).delete(keptTapKey(requestId));
	} catch {
		// A tap sent once more is answered with the same truth.
	}
}

/**
 * Taps the server has not confirmed, kept on the device: a cellar has no network, and the person has decided. For a quarter of an hour they are
 * sent again by themselves, at every sign of life of the network; what is older may have been overtaken by the day and becomes a question.
 */
import * as z from 'zod/mini';
import { pushPayload } from '#contracts/push-payload.ts';
import { keptTapKey, keptTapsCache } from '#contracts/worker-messages.ts';
import { bounded } from './bounded.ts';
import { keptTapNames } from './shown-notification.ts';

/** Milliseconds (architecture.md, tickets). */
export const keptFor = 15 * 60_000;

export const keptTap = z.object({
	payload: pushPayload,
	ticket: z.string(),
	tap: z.enum(keptTapNames),
	/** Milliseconds since the epoch, by the clock of this device. */
	at: z.number(),
});
export type KeptTap = z.infer<typeof keptTap>;

/** Still to be sent, rather than asked about. A clock that was set back must not keep a tap for ever. */
export function isFresh({ at }: { at: number }, now: number): boolean {
	return at <= now && now - at < keptFor;
}

/** One per request, the newest counts. Answers false where the device could not keep it in time: then it is not kept. Never throws. */
export async function keepTap(tap: KeptTap): Promise<boolean> {
	const { request_id } = tap.payload;
	const kept = put(tap);
	if ((await bounded(() => kept)) === true) return true;
	// What reaches the disk after the person was told otherwise must not act behind their back.
	void kept.then(() => dropTap(request_id)).catch(() => undefined);
	return false;
}

async function put(tap: KeptTap): Promise<true> {
	const cache = await caches.open(keptTapsCache);
	await cache.put(keptTapKey(tap.payload.request_id), Response.json(tap));
	return true;
}

/** In the order they were tapped. Never throws. */
export async function readKeptTaps(): Promise<KeptTap[]> {
	const taps = await bounded(async () => {
		if (!(await caches.has(keptTapsCache))) return [];
		const cache = await caches.open(keptTapsCache);
		const entries = await cache.matchAll();
		return Promise.all(entries.map(async (entry) => keptTap.safeParse(await entry.json()).data));
	});
	return (taps ?? []).filter((tap) => tap !== undefined).toSorted((a, b) => a.at - b.at);
}

/** Answered, or no longer wanted. Never throws: a tap sent once more is answered with the same truth. */
export async function dropTap(requestId: string): Promise<void> {
	await bounded(async () => {
		if (await caches.has(keptTapsCache))
			await (await caches.open(keptTapsCache)).delete(keptTapKey(requestId));
	});
}

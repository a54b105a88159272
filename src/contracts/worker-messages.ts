/** Messages between the service worker and the pages it controls. */
import * as z from 'zod/mini';

/** Worker → pages. `pull`: something changed at the server; `subscription-changed`: check push and register what is new. */
export const workerMessage = z.discriminatedUnion('type', [
	z.object({ type: z.literal('pull'), request_id: z.optional(z.uuid()) }),
	z.object({ type: z.literal('subscription-changed') }),
]);
export type WorkerMessage = z.infer<typeof workerMessage>;

/**
 * Page → worker. `skip-waiting`: take over now, the person agreed to the new version. `send-kept-taps`: there may be a network again, or a trip
 * pack is wanted that was not before.
 * `tell-version`: answer with a `VersionAnswer` (worker-facts.ts) through the port that came along.
 */
export const pageMessage = z.object({ type: z.enum(['skip-waiting', 'send-kept-taps', 'tell-version']) });
export type PageMessage = z.infer<typeof pageMessage>;

/** Cache in which the worker remembers what it has shown for which request. A page only ever deletes it. */
export const shownCache = 'rufkreis-shown';

/** Cache in which the worker keeps taps that the server has not confirmed. A page only ever deletes it. */
export const keptTapsCache = 'rufkreis-kept-taps';
/** Key inside that cache. */
export function keptTapKey(requestId: string): string {
	return `/tap/${requestId}`;
}

/** Cache with what is taken along of accepted requests (local/trip-packs.ts); readable without session and without IndexedDB. */
export const tripPacksCache = 'rufkreis-trip-packs';

/**
 * Cache that is there from the moment somebody leaves this device until a device is registered for alerts again: while it is, what the
 * server still sends is meant for somebody who is gone. Its one entry only keeps it from being empty.
 */
export const signedOutCache = 'rufkreis-signed-out';
export const signedOutKey = '/signed-out';

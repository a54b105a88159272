/**
 * What the worker remembers between two lives, in the Cache API: per request the newest message and what was shown for it, and the newest
 * alert for the accept page. Notifications themselves are no memory: a swipe erases them, and Safari does not list them reliably.
 * Every access is bounded and forgiving, because a full or broken disk must not keep an alert from being shown.
 */
import * as z from 'zod/mini';
import type { PushPayload } from '#contracts/push-payload.ts';
import { lastArrivalCache, lastArrivalKey } from '#contracts/worker-facts.ts';
import { lastAlertCache, lastAlertKey, lastTestKey } from '#contracts/last-alert-place.ts';
import { shownCache, signedOutCache } from '#contracts/worker-messages.ts';
import { bounded } from './bounded.ts';
import { shownNotification, type ShownNotification } from './shown-notification.ts';

/** A town has this many open requests on a very bad day; older ones are forgotten, then an old message would be shown once more. */
const mostKept = 60;

const keptSchema = z.object({ rev: z.number(), shown: shownNotification });
export type Kept = { rev: number; shown: ShownNotification };

/** The newest thing shown for a request, or undefined when unknown or unreadable. Never throws. */
export async function readKept(requestId: string): Promise<Kept | undefined> {
	return bounded(async () => {
		const cache = await caches.open(shownCache);
		const entry = await cache.match(keyOf(requestId));
		return entry === undefined ? undefined : keptSchema.safeParse(await entry.json()).data;
	});
}

/** The newest thing shown for every request; empty when the disk does not say. Never throws. */
export async function readAllKept(): Promise<Kept[]> {
	const all = await bounded(async () => {
		if (!(await caches.has(shownCache))) return [];
		const entries = await (await caches.open(shownCache)).matchAll();
		return Promise.all(entries.map(async (entry) => keptSchema.safeParse(await entry.json()).data));
	});
	return (all ?? []).filter((kept) => kept !== undefined);
}

/** Keeps what is about to be shown. Never throws. */
export async function keep(requestId: string, kept: Kept): Promise<void> {
	await bounded(async () => {
		const cache = await caches.open(shownCache);
		await cache.put(keyOf(requestId), Response.json(kept));
		// Keys come in the order they were put, and putting again moves a key to the end (Service Workers, "Batch Cache Operations").
		const keys = await cache.keys();
		await Promise.all(keys.slice(0, -mostKept).map((key) => cache.delete(key)));
	});
}

/** Leaves an alert where a page finds it even when no tap event arrives (iOS), or removes it once somebody has the request. */
export async function keepLastAlert(payload: PushPayload): Promise<void> {
	// Nothing in it could be accepted, and nobody has taken anything.
	if (payload.kind === 'several' || payload.unanswered === true) return;
	await bounded(async () => {
		const cache = await caches.open(lastAlertCache);
		if (payload.kind === 'test') {
			// Beside the alert, never in its place.
			if (payload.weekly !== true) await cache.put(lastTestKey, Response.json(payload));
			return;
		}
		if (payload.kind === 'alert') {
			await cache.put(lastAlertKey, Response.json(payload));
			return;
		}
		const last = idSchema.safeParse(await (await cache.match(lastAlertKey))?.json());
		if (last.data?.request_id === payload.request_id) await cache.delete(lastAlertKey);
	});
}

/** No page offers this alert any more; one of a later round, with a ticket of its own, stays. Never throws. */
export async function forgetLastAlert(ticket: string): Promise<void> {
	await bounded(async () => {
		if (!(await caches.has(lastAlertCache))) return;
		const cache = await caches.open(lastAlertCache);
		for (const key of [lastAlertKey, lastTestKey]) {
			const last = ticketSchema.safeParse(await (await cache.match(key))?.json());
			if (last.data?.ticket === ticket) await cache.delete(key);
		}
	});
}

/** Notes that a message came, for the page that says whether any does. Never throws. */
export async function keepArrival(at: number): Promise<void> {
	await bounded(async () => {
		await (await caches.open(lastArrivalCache)).put(lastArrivalKey, Response.json({ at }));
	});
}

/** Whether whoever was alerted here has left. When the disk does not say: no, an alert shown too often is better than one not shown. */
export async function isSignedOut(): Promise<boolean> {
	return (await bounded(() => caches.has(signedOutCache))) ?? false;
}

const idSchema = z.object({ request_id: z.string() });
const ticketSchema = z.object({ ticket: z.string() });

function keyOf(requestId: string): string {
	return `/shown/${requestId}`;
}

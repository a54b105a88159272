import * as z from 'zod/mini';
import { readAlertText } from '#push/alert-ahead.ts';
import { pushPayload, type PushPayload } from '#contracts/push-payload.ts';
import { lastAlertCache, lastAlertKey } from '#contracts/last-alert-place.ts';
import { keptTapKey, keptTapsCache } from '#contracts/worker-messages.ts';

/**
 * The newest alert the worker has shown on this device, while nobody is known to have taken it: the way in where a tap on the notification
 * opened the start page instead (iOS). Known, not confirmed: only the server says whether it is still open. Never throws.
 */
export async function readLastAlert(): Promise<PushPayload | undefined> {
	return pushPayload.safeParse(await readAlertText()).data;
}

/** The page knows the answer: no other page offers this alert any more. One of a later round, with a ticket of its own, stays. Never throws. */
export async function forgetLastAlert(ticket: string): Promise<void> {
	const last = await readLastAlert();
	if (last?.ticket !== ticket) return;
	try {
		await (await caches.open(lastAlertCache)).delete(lastAlertKey);
	} catch {
		// What was read a moment ago cannot be deleted: the device knows the request to be settled after the next pull.
	}
}

/** The person decides anew on a page: what the worker kept of a tap on the notification must not be sent after it. Never throws. */
export async function forgetKeptTap(requestId: string): Promise<void> {
	try {
		if (await caches.has(keptTapsCache))
			await (await caches.open(keptTapsCache)).delete(keptTapKey(requestId));
	} catch {
		// No Cache API, then nothing is kept.
	}
}

/** The worker's own mark on a notification that still asks for an answer; receipts and "taken by" do not carry it. */
const asking = z.object({ opens: z.enum(['accept', 'confirm']) });

/** Takes the notifications that still ask about a request off the screen, once a page knows the answer. Never throws. */
export async function closeAskingNotifications(requestId: string): Promise<void> {
	try {
		const registration = await navigator.serviceWorker.getRegistration();
		for (const shown of (await registration?.getNotifications({ tag: requestId })) ?? []) {
			if (asking.safeParse(shown.data).success) shown.close();
		}
	} catch {
		// No workers here, then no notifications either.
	}
}

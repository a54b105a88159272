/** The newest test alarm on this device. Apart from alerts: the page that accepts those does without it. */
import { pushPayload, type PushPayload } from '#contracts/push-payload.ts';
import { lastAlertCache, lastTestKey } from '#contracts/last-alert-place.ts';

/**
 * Whether notifications have buttons here. Where they do, nothing of the app offers to confirm a test: its person is to find the notification. On
 * iOS there are none, and a running app may hear of no tap at all (push.md).
 */
export function haveButtons(): boolean {
	// Standard, and missing in lib.dom and in Safari.
	return 'Notification' in window && 'maxActions' in Notification && Number(Notification.maxActions) > 0;
}

/** The newest test alarm this device has shown and nobody is known to have confirmed. Never throws. */
export async function readLastTest(): Promise<PushPayload | undefined> {
	try {
		if (!(await caches.has(lastAlertCache))) return undefined;
		const entry = await (await caches.open(lastAlertCache)).match(lastTestKey);
		return pushPayload.safeParse(await entry?.json()).data;
	} catch {
		return undefined;
	}
}

/** A page knows the answer. A newer test stays. Never throws. */
export async function forgetLastTest(ticket: string): Promise<void> {
	if ((await readLastTest())?.ticket !== ticket) return;
	try {
		await (await caches.open(lastAlertCache)).delete(lastTestKey);
	} catch {
		// It is over in ten minutes.
	}
}

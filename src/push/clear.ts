/**
 * What alerts leave on a device, and the mark for the worker that nobody is here to be alerted. For leaving also without network: then the
 * server goes on sending until it learns otherwise.
 */
import { lastArrivalCache } from '#contracts/worker-facts.ts';
import { lastAlertCache } from '#contracts/last-alert-place.ts';
import {
	keptTapsCache,
	shownCache,
	signedOutCache,
	signedOutKey,
	tripPacksCache,
} from '#contracts/worker-messages.ts';

/** Takes every notification off the screen and forgets every alert and trip pack, tickets and call-backs included. Never throws. */
export async function forgetAlerts(): Promise<void> {
	await Promise.allSettled([
		closeNotifications(),
		clearBadge(),
		...[lastAlertCache, lastArrivalCache, shownCache, keptTapsCache, tripPacksCache].map(async (name) =>
			caches.delete(name),
		),
	]);
}

/** From now on the worker shows no alert, only that nobody is here for it. Never throws. */
export async function refuseAlerts(): Promise<void> {
	try {
		await (await caches.open(signedOutCache)).put(signedOutKey, new Response());
	} catch {
		// Without a Cache API or disk nothing can be left behind; the ended subscription is what is left.
	}
}

/** Takes the mark back; true when there was one. Never throws. */
export async function admitAlerts(): Promise<boolean> {
	try {
		return await caches.delete(signedOutCache);
	} catch {
		return false;
	}
}

async function clearBadge(): Promise<void> {
	if ('clearAppBadge' in navigator) await navigator.clearAppBadge();
}

async function closeNotifications(): Promise<void> {
	const registration = await navigator.serviceWorker.getRegistration();
	for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
}

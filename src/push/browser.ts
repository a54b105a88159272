/** The browser's side of push, read once and named: everything that may be missing, hang or throw is dealt with here. */
import type { Subscription } from './check.ts';
import { isIos, readIosVersion } from '#domain/device-name.ts';
import type { PushFacts } from './state.ts';
import { isMadeWith, keyBytes } from './vapid-key.ts';
import { workerUrl } from './worker-url.ts';

/** Milliseconds a worker may take to become active on a slow phone before the tap is answered with "failed". */
const readyPatience = 20_000;

/** The active worker's registration, registering it when the app has not got that far yet. Rejects when there is none in time. */
export async function readyRegistration(): Promise<ServiceWorkerRegistration> {
	await navigator.serviceWorker.register(workerUrl);
	const { promise: late, reject } = Promise.withResolvers<never>();
	// `ready` never settles when the worker cannot be installed.
	const timer = setTimeout(() => reject(new Error('no active service worker')), readyPatience);
	try {
		return await Promise.race([navigator.serviceWorker.ready, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** The browser's present subscription; null also where push does not exist. Never throws. */
export async function readSubscription(): Promise<PushSubscription | null> {
	try {
		const registration = await navigator.serviceWorker.getRegistration();
		return (await registration?.pushManager.getSubscription()) ?? null;
	} catch {
		return null;
	}
}

/** The facts of this browser now. Never throws. */
export async function readPushFacts(
	vapidPublicKey: string,
): Promise<{ facts: PushFacts; current: PushSubscription | null }> {
	const current = await readSubscription();
	return { facts: { ...readPlainFacts(), subscription: judge(current, vapidPublicKey) }, current };
}

/** Whether it was made with the server's present key. */
export function judge(current: PushSubscription | null, vapidPublicKey: string): PushFacts['subscription'] {
	if (current === null) return 'none';
	const key = keyBytes(vapidPublicKey);
	return key !== undefined && isMadeWith(key, current.options.applicationServerKey) ? 'ours' : 'other_key';
}

/** What the browser says about itself, without asking its push service. Never throws. */
export function readPlainFacts(): Omit<PushFacts, 'subscription'> {
	return {
		hasServiceWorker: 'serviceWorker' in navigator,
		hasPushManager: 'PushManager' in globalThis,
		permission: 'Notification' in globalThis ? Notification.permission : undefined,
		isIos: isIos(navigator),
		iosVersion: readIosVersion(navigator),
		// `navigator.standalone` is Safari's own, older than the media query.
		isStandalone:
			matchMedia('(display-mode: standalone)').matches || Reflect.get(navigator, 'standalone') === true,
	};
}

/** What the server needs; undefined when the browser gave no keys, which makes the subscription useless. */
export function describeSubscription(subscription: PushSubscription): Subscription | undefined {
	const { endpoint, keys } = subscription.toJSON();
	const { p256dh, auth } = keys ?? {};
	if (endpoint === undefined || p256dh === undefined || auth === undefined) return undefined;
	return { endpoint, p256dh, auth };
}

/**
 * Switching notifications on, off, and keeping them on. This room speaks to the browser only: whoever calls registers the subscription at
 * the server (`register_device`), because a subscription the server does not know reaches nobody.
 */
import { describeSubscription, readPushFacts, readSubscription, readyRegistration } from './browser.ts';
import { planPushCheck, type Subscription } from './check.ts';
import { decidePushState, type PushState } from './state.ts';
import { keyBytes } from './vapid-key.ts';

export type EnableOutcome =
	| { outcome: 'subscribed'; subscription: Subscription }
	/** `denied`: only the browser's settings can change it. `dismissed`: may be asked again. `failed`: try again later. */
	| { outcome: 'denied' | 'dismissed' | 'unsupported' | 'failed' };

/** What a screen says about notifications on this device. Never throws. */
export async function readPushState(vapidPublicKey: string): Promise<PushState> {
	return decidePushState((await readPushFacts(vapidPublicKey)).facts);
}

/**
 * Call it first thing in the handler of a tap: browsers show the question only then. Asks, waits for the worker, subscribes with our key
 * (ending a subscription made with another one). Safe to call twice. Never throws.
 */
export async function enablePush({ vapidPublicKey }: { vapidPublicKey: string }): Promise<EnableOutcome> {
	if (!('Notification' in globalThis) || !('PushManager' in globalThis) || !('serviceWorker' in navigator)) {
		return { outcome: 'unsupported' };
	}
	try {
		const permission = await Notification.requestPermission();
		if (permission === 'denied') return { outcome: 'denied' };
		if (permission === 'default') return { outcome: 'dismissed' };
		return await subscribe(vapidPublicKey);
	} catch {
		return { outcome: 'failed' };
	}
}

export type PushCheck =
	| { outcome: 'fine' }
	/** Register it at the server, then remember it as registered. */
	| { outcome: 'register'; subscription: Subscription }
	/** The person had switched it on and will not be reached: say so, with what to do. */
	| { outcome: 'lost'; state: PushState };

/**
 * For every start and after `subscription-changed`. `registered` is what this device last registered successfully for the person signed
 * in; without it nothing is switched on. Asks nothing of the person. Never throws.
 */
export async function checkPush(known: {
	vapidPublicKey: string;
	registered: Subscription | undefined;
}): Promise<PushCheck> {
	const { facts, current } = await readPushFacts(known.vapidPublicKey);
	const subscription = current === null ? undefined : describeSubscription(current);
	const plan = planPushCheck(facts, subscription, known.registered);
	switch (plan.todo) {
		case 'rest':
			return { outcome: 'fine' };
		case 'lost':
			return { outcome: 'lost', state: plan.state };
		case 'register':
			return subscription === undefined
				? { outcome: 'lost', state: 'off' }
				: { outcome: 'register', subscription };
		case 'renew': {
			const renewed = await subscribe(known.vapidPublicKey).catch(() => undefined);
			if (renewed?.outcome !== 'subscribed') return { outcome: 'lost', state: 'off' };
			return { outcome: 'register', subscription: renewed.subscription };
		}
	}
}

/** Ends the subscription of this browser. The server's part (`remove_device`) is the caller's, and comes first. Never throws. */
export async function disablePush(): Promise<void> {
	const current = await readSubscription();
	await current?.unsubscribe().catch(() => false);
}

/** Needs the permission. Throws on a broken push service; `denied` where a policy forbids push in spite of the permission. */
async function subscribe(vapidPublicKey: string): Promise<EnableOutcome> {
	const { facts, current } = await readPushFacts(vapidPublicKey);
	const applicationServerKey = keyBytes(vapidPublicKey);
	if (applicationServerKey === undefined) return { outcome: 'failed' };
	// subscribe() with another key throws InvalidStateError (Push API, "subscribe").
	if (facts.subscription === 'other_key') await current?.unsubscribe();
	const { pushManager } = await readyRegistration();
	try {
		const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
		const subscription = describeSubscription(made);
		return subscription === undefined ? { outcome: 'failed' } : { outcome: 'subscribed', subscription };
	} catch (error) {
		const isForbidden = error instanceof DOMException && error.name === 'NotAllowedError';
		return { outcome: isForbidden ? 'denied' : 'failed' };
	}
}

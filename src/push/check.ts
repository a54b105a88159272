/** What a start of the app has to repair about push, decided from facts: subscriptions end without telling anybody. */
import type { PushFacts, PushState } from './state.ts';
import { decidePushState } from './state.ts';

/** What the server needs to reach this browser; `p256dh` and `auth` in base64url. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/**
 * `rest`: nothing to do. `register`: the browser's subscription is not the one the server knows. `renew`: the person wants
 * notifications, the permission is there, the subscription is not (Safari ends it without a word; or the server's key changed).
 * `lost`: the person wanted notifications and cannot get them any more; `state` says why, a screen has to say what to do.
 */
export type PushCheckPlan =
	{ todo: 'rest' } | { todo: 'register' } | { todo: 'renew' } | { todo: 'lost'; state: PushState };

/**
 * `registered` is what this device last registered successfully, undefined when the person has not switched notifications on here: then
 * nothing is ever switched on behind their back.
 */
export function planPushCheck(
	facts: PushFacts,
	current: Subscription | undefined,
	registered: Subscription | undefined,
): PushCheckPlan {
	if (registered === undefined) return { todo: 'rest' };
	const state = decidePushState(facts);
	if (state === 'off') return { todo: 'renew' };
	if (state !== 'on') return { todo: 'lost', state };
	return { todo: isSame(current, registered) ? 'rest' : 'register' };
}

/** Whether the server would reach this very subscription with what it knows. */
export function isSame(current: Subscription | undefined, registered: Subscription): boolean {
	return (
		current?.endpoint === registered.endpoint &&
		current.p256dh === registered.p256dh &&
		current.auth === registered.auth
	);
}

/** What can be said about notifications on this device, decided from plain facts; and the reading of those facts. */

import { type IosVersion, isTooOld } from '#domain/device-name.ts';

export type PushFacts = {
	hasServiceWorker: boolean;
	hasPushManager: boolean;
	/** undefined: the browser knows no notifications. */
	permission: 'default' | 'granted' | 'denied' | undefined;
	isIos: boolean;
	/** undefined: no iPhone or iPad, or it does not say. */
	iosVersion: IosVersion | undefined;
	/** Opened from the Home Screen or as an installed app. */
	isStandalone: boolean;
	/** Whether the browser holds a subscription, and whether it was made with the server's present key. */
	subscription: 'none' | 'ours' | 'other_key';
};

/**
 * `needs_installation`: an iPhone in a browser tab, push exists only for the app on the Home Screen. `off`: allowed, but not subscribed.
 * `installed_not_asked`: an iPhone that has come as far as the Home Screen. `too_old`: an iPhone that has to be updated first; installing
 * would not help. `on` says that this browser is subscribed, not that the server knows of it or that anything would arrive.
 */
export type PushState =
	| 'unsupported'
	| 'too_old'
	| 'needs_installation'
	| 'not_asked'
	| 'installed_not_asked'
	| 'denied'
	| 'denied_on_iphone'
	| 'off'
	| 'on';

/** Order matters: an iPhone in a tab may have `Notification` without `PushManager`, which is no reason to give up. */
export function decidePushState(facts: PushFacts): PushState {
	if (facts.isIos && isTooOld(facts.iosVersion)) return 'too_old';
	if (facts.isIos && !facts.isStandalone) return 'needs_installation';
	if (!facts.hasServiceWorker || !facts.hasPushManager || facts.permission === undefined)
		return 'unsupported';
	if (facts.permission === 'denied') return facts.isIos ? 'denied_on_iphone' : 'denied';
	if (facts.permission === 'default') return facts.isIos ? 'installed_not_asked' : 'not_asked';
	return facts.subscription === 'ours' ? 'on' : 'off';
}

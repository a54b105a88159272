import { tellPages } from './windows.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * The push service replaced the subscription (Chrome 138+, Firefox; never Safari). Renews it under the same key where the browser did not
 * do so itself; registering it needs a session, so pages do that, at the latest at their next start.
 */
export async function onSubscriptionChange(event: PushSubscriptionChangeEvent): Promise<void> {
	const applicationServerKey = event.oldSubscription?.options.applicationServerKey;
	if (event.newSubscription === null && applicationServerKey) {
		await self.registration.pushManager
			.subscribe({ userVisibleOnly: true, applicationServerKey })
			// Without network or permission there is nothing to renew now; the check at every start finds it.
			.catch(() => undefined);
	}
	await tellPages({ type: 'subscription-changed' });
}

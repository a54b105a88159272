/*
 * The service worker: shows what is pushed, answers taps by ticket, serves the app's files without network. It holds no session and
 * refreshes none (a second refresh of the same token logs the person out), opens no database, keeps no public page and touches no door.
 * Listeners only; each must be added while this file is evaluated, or the browser does not wake the worker for it.
 */
import type { PrecacheEntry } from 'workbox-precaching';
import { version } from '$service-worker';
import type { VersionAnswer } from '#contracts/worker-facts.ts';
import { pageMessage } from '#contracts/worker-messages.ts';
import { onClick } from './on-click.ts';
import { onPush } from './on-push.ts';
import { answerNavigation, servePrecached } from './precache.ts';
import { onSync, type SyncEvent } from './on-sync.ts';
import { sendKeptTaps } from './send-kept-taps.ts';
import { onSubscriptionChange } from './subscription.ts';
import { fetchPacks } from './trip-pack.ts';

declare const self: ServiceWorkerGlobalScope & {
	__WB_MANIFEST: (PrecacheEntry | string)[];
	addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
};

self.addEventListener('push', (event) => event.waitUntil(onPush(event)));
self.addEventListener('notificationclick', (event) => event.waitUntil(onClick(event)));
self.addEventListener('sync', (event) => event.waitUntil(onSync(event)));
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(onSubscriptionChange(event)));

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
	const message = pageMessage.safeParse(event.data).data;
	if (message?.type === 'skip-waiting') event.waitUntil(self.skipWaiting());
	if (message?.type === 'send-kept-taps') event.waitUntil(sendKeptTaps().then(fetchPacks));
	if (message?.type === 'tell-version') {
		const answer: VersionAnswer = { version };
		event.ports[0]?.postMessage(answer);
	}
});

self.addEventListener('fetch', (event) => {
	const answer = answerNavigation(event.request);
	if (answer !== undefined) event.respondWith(answer);
});
servePrecached(self.__WB_MANIFEST);

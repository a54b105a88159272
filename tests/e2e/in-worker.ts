/**
 * What the driver does inside the service worker. These functions are sent to the browser as text, so they use
 * nothing from around them.
 */

export type ShownNotification = {
	title: string;
	body: string;
	tag: string;
	lang: string;
	data: unknown;
	silent: boolean;
	requireInteraction: boolean;
	actions: { action: string; title: string }[];
};

/** What a tap made the worker do with windows, in order. */
export type Tapped = { opened: string[]; focused: string[] };

type Parts = { title?: string; body?: string; tag?: string };
type Button = { action: string; title: string };
/** The part of ServiceWorkerGlobalScope needed here; lib.dom describes windows, not workers. */
type WorkerScope = {
	registration: ServiceWorkerRegistration;
	clients: { openWindow?: (url: string) => Promise<null> };
	WindowClient: { prototype: { focus(this: { url: string }): Promise<unknown> } };
	NotificationEvent: new (type: string, init: { notification: Notification; action: string }) => Event;
	ExtendableEvent: new (type: string) => Event;
	serviceWorker: ServiceWorker;
	dispatchEvent(event: Event): boolean;
};

/** Whether this is the worker that gets the events. */
export function isActivated(): boolean {
	return (globalThis as unknown as WorkerScope).serviceWorker.state === 'activated';
}

export async function readNotifications(parts: Parts): Promise<ShownNotification[]> {
	const { registration } = globalThis as unknown as WorkerScope;
	const shown = (await registration.getNotifications()).map((notification) => {
		// lib.dom does not know `actions`; Chromium has them.
		const { actions } = notification as Notification & { actions: Button[] };
		const { title, body, tag, lang, requireInteraction } = notification;
		const data: unknown = notification.data;
		const buttons = actions.map(({ action, title: label }) => ({ action, title: label }));
		const silent = notification.silent === true;
		return { title, body, tag, lang, data, silent, requireInteraction, actions: buttons };
	});
	const wanted = Object.entries(parts);
	return shown.filter((one) => wanted.every(([name, value]) => Reflect.get(one, name) === value));
}

/**
 * Taps a shown notification and waits for everything the handlers passed to `waitUntil`; their errors come out.
 * An event made by script lacks two things the real one has: Chromium refuses its `waitUntil`, and without a user's
 * touch `openWindow` and `focus` throw. Both are stood in for while the handlers run; the driver opens the pages.
 */
export async function tap({ tag, action }: { tag: string; action: string }): Promise<Tapped> {
	const scope = globalThis as unknown as WorkerScope;
	const [notification, ...others] = await scope.registration.getNotifications({ tag });
	if (notification === undefined || others.length > 0)
		throw new Error(
			`${String(others.length + (notification ? 1 : 0))} notifications are shown with the tag ${tag}`,
		);
	const tapped: Tapped = { opened: [], focused: [] };
	const { clients, WindowClient } = scope;
	const focus = Object.getOwnPropertyDescriptor(WindowClient.prototype, 'focus');
	const lasting: Promise<unknown>[] = [];
	const event = new scope.NotificationEvent('notificationclick', { notification, action });
	Object.defineProperty(event, 'waitUntil', { value: (work: Promise<unknown>) => lasting.push(work) });
	clients.openWindow = (url) => {
		tapped.opened.push(url);
		return Promise.resolve(null);
	};
	WindowClient.prototype.focus = function () {
		tapped.focused.push(this.url);
		return Promise.resolve(this);
	};
	try {
		scope.dispatchEvent(event);
		// An array's iterator also sees what is added while it is waited for.
		for (const work of lasting) await work;
	} finally {
		delete clients.openWindow;
		if (focus) Object.defineProperty(WindowClient.prototype, 'focus', focus);
	}
	return tapped;
}

/**
 * The browser wakes the worker because there is a network again, and waits for it as `tap` does. Answers whether it would have to try again.
 */
export async function bringNetwork(tag: string): Promise<'done' | 'again'> {
	const scope = globalThis as unknown as WorkerScope;
	const lasting: Promise<unknown>[] = [];
	const event = new scope.ExtendableEvent('sync');
	Object.defineProperty(event, 'tag', { value: tag });
	Object.defineProperty(event, 'waitUntil', { value: (work: Promise<unknown>) => lasting.push(work) });
	scope.dispatchEvent(event);
	const ends = await Promise.allSettled(lasting);
	return ends.some(({ status }) => status === 'rejected') ? 'again' : 'done';
}

/** As if every kept tap had been tapped so much earlier. */
export async function ageKeptTaps({
	cacheName,
	minutes,
}: {
	cacheName: string;
	minutes: number;
}): Promise<void> {
	const cache = await caches.open(cacheName);
	for (const key of await cache.keys()) {
		const kept = (await (await cache.match(key))?.json()) as { at: number }; // written by the worker
		await cache.put(key, Response.json({ ...kept, at: kept.at - minutes * 60_000 }));
	}
}

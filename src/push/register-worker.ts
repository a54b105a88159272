import { workerMessage, type PageMessage } from '#contracts/worker-messages.ts';
import { afterPaint } from './install-worker.ts';
import { workerUrl } from './worker-url.ts';

export type WorkerNews = {
	/** Something changed at the server; `requestId` when the worker knows which request. */
	onPull: (requestId: string | undefined) => void;
	/** The browser replaced its push subscription: `checkPush`, then register. */
	onSubscriptionChanged: () => void;
	/** A newer version of the app waits. `apply` starts it and reloads this page: offer it, never do it unasked. */
	onUpdateWaiting: (apply: () => void) => void;
};

/** An installed app stays open for weeks and loads no page anew: it looks for a newer version when it is seen again, at most so often. */
const lookForUpdateEveryMs = 60 * 60 * 1000;

/**
 * Listens at once and registers the worker after the first paint, where it does not compete with it. Call once; the returned function
 * ends the listening (the worker stays). Does nothing where there are no workers. Never throws.
 */
export function registerWorker(news: WorkerNews): () => void {
	if (!('serviceWorker' in navigator)) return () => undefined;
	const ended = new AbortController();
	const { signal } = ended;
	addEventListener('online', sendKeptTaps, { signal });
	navigator.serviceWorker.addEventListener('message', (event) => hear(event.data, news), { signal });
	// Messages wait in a queue until a listener set by attribute or this call (Service Workers, "client message queue").
	navigator.serviceWorker.startMessages();
	afterPaint(() => {
		if (signal.aborted) return;
		sendKeptTaps();
		void register(news, signal);
	});
	return () => ended.abort();
}

/** For browsers without Background Sync (Firefox, Safari): a page that starts, or hears of a network, passes that on. */
function sendKeptTaps(): void {
	const message: PageMessage = { type: 'send-kept-taps' };
	navigator.serviceWorker.controller?.postMessage(message);
}

function hear(message: unknown, news: WorkerNews): void {
	const heard = workerMessage.safeParse(message).data;
	if (heard?.type === 'pull') news.onPull(heard.request_id);
	else if (heard?.type === 'subscription-changed') news.onSubscriptionChanged();
}

async function register(news: WorkerNews, signal: AbortSignal): Promise<void> {
	let registration: ServiceWorkerRegistration;
	try {
		registration = await navigator.serviceWorker.register(workerUrl);
	} catch {
		// Offline at the very first visit, or workers are switched off: the app works, the next start tries again.
		return;
	}
	offer(registration.waiting, news);
	followOthers(news, signal);
	lookForUpdates(registration, signal);
	registration.addEventListener(
		'updatefound',
		() => {
			const { installing } = registration;
			installing?.addEventListener('statechange', () => {
				if (installing.state === 'installed') offer(registration.waiting, news);
			});
		},
		{ signal },
	);
}

function offer(waiting: ServiceWorker | null, { onUpdateWaiting }: WorkerNews): void {
	// Without a controller it is the first installation: nothing older runs, nothing waits for long.
	if (waiting === null || navigator.serviceWorker.controller === null) return;
	onUpdateWaiting(() => {
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		const message: PageMessage = { type: 'skip-waiting' };
		waiting.postMessage(message);
	});
}

/**
 * The person agreed to the new version in another window: the files of this one are gone from the cache, so it is offered the same here. It is
 * not reloaded: somebody may be typing.
 */
function followOthers({ onUpdateWaiting }: WorkerNews, signal: AbortSignal): void {
	// Without a controller the first installation takes over, which changes nothing.
	if (navigator.serviceWorker.controller === null) return;
	navigator.serviceWorker.addEventListener(
		'controllerchange',
		() => onUpdateWaiting(() => location.reload()),
		{ signal },
	);
}

function lookForUpdates(registration: ServiceWorkerRegistration, signal: AbortSignal): void {
	let looked = Date.now();
	document.addEventListener(
		'visibilitychange',
		() => {
			if (document.visibilityState === 'hidden' || Date.now() - looked < lookForUpdateEveryMs) return;
			looked = Date.now();
			// Offline: the next time it is seen will do.
			registration.update().catch(() => undefined);
		},
		{ signal },
	);
}

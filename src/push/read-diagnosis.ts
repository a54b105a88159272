/** What this browser says about push, worker and storage, for a page on which nothing may hang: every question is bounded. */
import type { DiagnosisFacts } from '#domain/diagnosis.ts';
import { lastArrival, lastArrivalCache, lastArrivalKey, versionAnswer } from '#contracts/worker-facts.ts';
import type { PageMessage } from '#contracts/worker-messages.ts';
import { describeSubscription, judge, readPlainFacts, readSubscription } from './browser.ts';
import { isSame, type Subscription } from './check.ts';

/** Milliseconds for each question. */
const patience = 2000;
/** Milliseconds for each of the two questions about the worker: at a first visit it is just being set up. */
const workerPatience = 900;
/** Begun and never made: whether one could be made is what matters, and nothing of it may stay where the page goes away meanwhile. */
const probe = 'rufkreis-probe';

export type DeviceFacts = Omit<
	DiagnosisFacts,
	'appVersion' | 'connection' | 'server' | 'serverVersion' | 'session'
>;

/**
 * `vapidPublicKey`: the server's, undefined when this device has never heard it. `registered`: what the server last confirmed for the person
 * here. Never throws.
 */
export async function readDeviceFacts(known: {
	vapidPublicKey: string | undefined;
	registered: Subscription | undefined;
}): Promise<DeviceFacts> {
	const plain = readPlainFacts();
	const [current, arrivedAt, worker, database, storage, isPersisted] = await Promise.all([
		inTime(readSubscription, null),
		inTime(readArrival, undefined),
		inTime(readWorker, { worker: 'none', updateWaits: false, workerVersion: undefined }),
		inTime(probeDatabase, 'blocked'),
		inTime(readStorage, undefined),
		inTime(readPersisted, undefined),
	]);
	return {
		isIos: plain.isIos,
		iosVersion: plain.iosVersion,
		isInstalled: plain.isStandalone,
		hasPush: plain.hasServiceWorker && plain.hasPushManager,
		permission: plain.permission,
		subscription: judgeSubscription(current, known.vapidPublicKey),
		registered: compare(current, known.registered),
		arrivedAt,
		...worker,
		database,
		storage,
		isPersisted,
	};
}

async function inTime<Value>(
	work: () => Promise<Value>,
	otherwise: Value,
	within = patience,
): Promise<Value> {
	const { promise: late, resolve } = Promise.withResolvers<Value>();
	const timer = setTimeout(resolve, within, otherwise);
	try {
		return await Promise.race([work(), late]);
	} catch {
		return otherwise;
	} finally {
		clearTimeout(timer);
	}
}

function judgeSubscription(
	current: PushSubscription | null,
	vapidPublicKey: string | undefined,
): DiagnosisFacts['subscription'] {
	if (current === null) return 'none';
	return vapidPublicKey === undefined ? 'unjudged' : judge(current, vapidPublicKey);
}

function compare(
	current: PushSubscription | null,
	registered: Subscription | undefined,
): DiagnosisFacts['registered'] {
	if (registered === undefined) return 'never';
	const described = current === null ? undefined : describeSubscription(current);
	return isSame(described, registered) ? 'same' : 'other';
}

async function readArrival(): Promise<Date | undefined> {
	// `match` on a cache that does not exist would create it, `has` does not.
	if (!(await caches.has(lastArrivalCache))) return undefined;
	const entry = await (await caches.open(lastArrivalCache)).match(lastArrivalKey);
	const { data } = lastArrival.safeParse(await entry?.json());
	return data && new Date(data.at);
}

async function readWorker(): Promise<Pick<DiagnosisFacts, 'worker' | 'updateWaits' | 'workerVersion'>> {
	if (!('serviceWorker' in navigator))
		return { worker: 'impossible', updateWaits: false, workerVersion: undefined };
	const ready = await inTime(readReady, undefined, workerPatience);
	const registration = ready ?? (await navigator.serviceWorker.getRegistration());
	const active = registration?.active;
	if (!active) {
		const worker = registration === undefined ? 'none' : 'starting';
		return { worker, updateWaits: false, workerVersion: undefined };
	}
	return {
		worker: 'active',
		updateWaits: registration.waiting !== null,
		workerVersion: await inTime(() => askVersion(active), undefined, workerPatience),
	};
}

/** Never settles where none is ever set up. */
function readReady(): Promise<ServiceWorkerRegistration | undefined> {
	return navigator.serviceWorker.ready;
}

/** Never settles with a worker too old to know the question. */
function askVersion(worker: ServiceWorker): Promise<string | undefined> {
	const { promise, resolve } = Promise.withResolvers<string | undefined>();
	const { port1, port2 } = new MessageChannel();
	port1.addEventListener('message', ({ data }) => resolve(versionAnswer.safeParse(data).data?.version));
	port1.start();
	const question: PageMessage = { type: 'tell-version' };
	worker.postMessage(question, [port2]);
	return promise;
}

function probeDatabase(): Promise<DiagnosisFacts['database']> {
	const { promise, resolve } = Promise.withResolvers<DiagnosisFacts['database']>();
	const opening = indexedDB.open(probe);
	opening.addEventListener('upgradeneeded', () => {
		resolve('works');
		opening.transaction?.abort();
	});
	// After an abort, too: by then it has worked.
	opening.addEventListener('error', () => resolve('blocked'));
	return promise;
}

async function readStorage(): Promise<DiagnosisFacts['storage']> {
	const { usage, quota } = await navigator.storage.estimate();
	return usage === undefined || quota === undefined ? undefined : { used: usage, quota };
}

function readPersisted(): Promise<boolean | undefined> {
	return navigator.storage.persisted();
}

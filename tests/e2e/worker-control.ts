import type { BrowserContext, Page, Worker } from '@playwright/test';
import { makeNews } from '#tests/fakes/news.ts';
import { isActivated } from './in-worker.ts';

const patience = 15_000;

/** The service worker of one scope, seen and steered over CDP from a page that need not belong to it. */
export type WorkerControl = {
	/**
	 * Gives it a push event; the browser wakes it by itself. Resolves with the browser's verdict ("Success" or what
	 * went wrong) once all its handlers are done.
	 */
	push(data: string): Promise<string>;
	/**
	 * Runs `work` with the activated worker, woken if it sleeps, while no push event is being handled; pushes wait
	 * meanwhile. Chromium forgets a notification when `getNotifications()` runs while it is being shown (it drops what
	 * was not on the screen when it looked), so a test that looks in between would destroy what it looks for.
	 */
	alone<T>(work: (worker: Worker) => Promise<T>): Promise<T>;
	/** Puts it to sleep: its memory is lost. */
	sleep(): Promise<void>;
};

export async function controlWorker(
	context: BrowserContext,
	from: Page,
	scopeURL: string,
): Promise<WorkerControl> {
	const { until, changed } = makeNews();
	const cdp = await context.newCDPSession(from);
	type Version = { versionId: string; registrationId: string; status: string; runningStatus: string };
	const versions = new Map<string, Version>();
	let registrationId: string | undefined;
	let pushes = 0;
	const verdicts: string[] = [];
	let alone: Promise<unknown> = Promise.resolve();

	cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
		for (const registration of registrations) {
			if (registration.scopeURL === scopeURL && !registration.isDeleted) ({ registrationId } = registration);
			else if (registration.registrationId === registrationId) registrationId = undefined;
		}
		changed();
	});
	cdp.on('ServiceWorker.workerVersionUpdated', ({ versions: updated }) => {
		for (const version of updated) versions.set(version.versionId, version);
		changed();
	});
	cdp.on('BackgroundService.backgroundServiceEventReceived', ({ backgroundServiceEvent: event }) => {
		if (event.storageKey !== scopeURL || event.eventName !== 'Push event completed') return;
		verdicts.push(event.eventMetadata.find(({ key }) => key === 'Status')?.value ?? 'unknown');
		changed();
	});
	await cdp.send('ServiceWorker.enable');
	await cdp.send('BackgroundService.startObserving', { service: 'pushMessaging' });
	await cdp.send('BackgroundService.setRecording', { shouldRecord: true, service: 'pushMessaging' });

	function findActive(): Version | undefined {
		const own = [...versions.values()].filter((version) => version.registrationId === registrationId);
		return own.find(({ status }) => status === 'activated');
	}

	function active(): Promise<Version> {
		return until(findActive, () => `no activated worker at ${scopeURL}`, patience);
	}

	function reached(runningStatus: 'running' | 'stopped'): Promise<true> {
		const isReached = (): true | undefined => findActive()?.runningStatus === runningStatus || undefined;
		return until(isReached, () => `the worker at ${scopeURL} is not ${runningStatus}`, patience);
	}

	function verdict(number: number): Promise<string> {
		return until(
			() => verdicts[number - 1],
			() => `push event ${String(number)} was not finished`,
			patience,
		);
	}

	async function wake(): Promise<Worker> {
		// Playwright keeps the handle of a sleeping worker, and evaluate() on it would wait for ever.
		if ((await active()).runningStatus !== 'running')
			await cdp.send('ServiceWorker.startWorker', { scopeURL });
		await reached('running');
		for (const worker of context.serviceWorkers()) {
			if (worker.url().startsWith(scopeURL) && (await worker.evaluate(isActivated))) return worker;
		}
		throw new Error(`Playwright does not know the worker at ${scopeURL}`);
	}

	return {
		async push(data) {
			const version = await active();
			const { origin } = new URL(scopeURL);
			const { registrationId: id } = version;
			let waitedFor: Promise<unknown> | undefined;
			while (waitedFor !== alone) {
				waitedFor = alone;
				await waitedFor;
			}
			pushes += 1;
			const number = pushes;
			await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId: id, data });
			return verdict(number);
		},
		alone(work) {
			const mine = alone.then(async () => {
				if (pushes > 0) await verdict(pushes);
				return work(await wake());
			});
			alone = mine.catch(() => undefined);
			return mine;
		},
		async sleep() {
			const { versionId } = await active();
			await cdp.send('ServiceWorker.stopWorker', { versionId });
			await reached('stopped');
		},
	};
}

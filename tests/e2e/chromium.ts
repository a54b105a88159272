/**
 * Chromium as a person's phone, driven by Playwright: real worker, real push events and notifications, real pages.
 * Not real: the subscription (push-edge.ts), and the finger on a notification (in-worker.ts). The context keeps one
 * empty page that is no client of our worker, so that everything here also works with no page of the app open.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type BrowserContext, type Page } from '@playwright/test';
import { chromiumPath } from '#tests/browsers.ts';
import type { PushService } from '#tests/fakes/push-service.ts';
import {
	ageKeptTaps,
	bringNetwork,
	readNotifications,
	tap,
	type ShownNotification,
	type Tapped,
} from './in-worker.ts';
import { keptTapsCache } from '#contracts/worker-messages.ts';
import { stubPushManager, type PushEdge } from './push-edge.ts';
import { controlWorker } from './worker-control.ts';

type Parts = { title?: string; body?: string; tag?: string };

export type ChromiumPhone = PushEdge & {
	context: BrowserContext;
	openPage(path?: string): Promise<Page>;
	/** Closes every page of the app; worker and notifications stay. */
	closePages(): Promise<void>;
	/**
	 * Gives a plaintext to the worker as a push event, whether or not a page is open or the worker runs. Resolves when
	 * its handlers are done; throws when what they promised was rejected.
	 */
	deliverPush(plaintext: string): Promise<void>;
	/** From now on everything sent to this browser's subscriptions arrives by itself, what waited first. */
	goOnline(): void;
	/** From now on the push service stores what is sent. New phones are offline. */
	goOffline: () => void;
	shownNotifications(): Promise<ShownNotification[]>;
	/** Waits until a notification with these parts is shown. */
	waitForNotification(parts: Parts): Promise<ShownNotification>;
	/** Taps body or button, waits for the worker's handlers, then opens the pages they asked for. */
	tapNotification(target: { tag: string; action?: string }): Promise<Tapped>;
	/** The browser wakes the worker for what is kept. `again`: it would do so later once more. */
	wakeForKeptTaps(): Promise<'done' | 'again'>;
	/** As if what is kept had been tapped so much earlier. */
	ageKeptTaps(minutes: number): Promise<void>;
	/** Ends the worker's process memory; the next event starts it anew. */
	stopWorker: () => Promise<void>;
	/** Throws when a page or the worker did anything on the way that the content security policy forbids. */
	close(): Promise<void>;
};

type Options = {
	/** Where the app is served, for example `http://localhost:3000`. */
	origin: string;
	push: PushService;
	viewport?: { width: number; height: number };
	/** Without it a page's question for notifications is answered with no. */
	notificationsGranted?: boolean;
};

const flags = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// As root Chromium refuses to start with its sandbox.
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Everything the browser complains about in the name of a policy: on the console, and as the event that also tells of silent refusals. */
async function watchPolicy(context: BrowserContext): Promise<string[]> {
	const violations: string[] = [];
	context.on('console', (message) => {
		if (/content security policy|content-security-policy|permissions-policy/i.test(message.text()))
			violations.push(`${message.page()?.url() ?? 'worker'}: ${message.text()}`);
	});
	await context.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
			console.error(`content security policy: ${violatedDirective} ${blockedURI} in ${sourceFile}`);
		});
	});
	return violations;
}

/** Starts with a fresh profile: 360×800 with touch, German, Europe/Berlin. */
export async function startChromium(options: Options): Promise<ChromiumPhone> {
	const { origin, push, viewport = { width: 360, height: 800 }, notificationsGranted = true } = options;
	const profile = await mkdtemp(join(tmpdir(), 'rufkreis-chromium-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: chromiumPath(),
		args: flags,
		viewport,
		hasTouch: true,
		isMobile: viewport.width < 600,
		locale: 'de-DE',
		timezoneId: 'Europe/Berlin',
		permissions: notificationsGranted ? ['notifications'] : [],
	});
	const violations = await watchPolicy(context);
	const connections = new Map<string, () => void>();
	let online = false;
	const edge = await stubPushManager(context, push, ({ channel }) => {
		connect(channel);
	});
	const anchor = context.pages()[0] ?? (await context.newPage());
	const worker = await controlWorker(context, anchor, `${origin}/`);

	function connect(channel: string): void {
		const receive = (body: Buffer): Promise<unknown> => worker.push(edge.decrypt(body));
		connections.set(channel, online ? push.attach(channel, receive) : () => undefined);
	}

	function disconnect(): void {
		online = false;
		for (const end of connections.values()) end();
	}

	async function openPage(path = '/'): Promise<Page> {
		const page = await context.newPage();
		await page.goto(new URL(path, origin).href);
		return page;
	}

	function shownNotifications(parts: Parts = {}): Promise<ShownNotification[]> {
		return worker.alone((inside) => inside.evaluate(readNotifications, parts));
	}

	return {
		...edge,
		context,
		openPage,
		async closePages() {
			const pages = context.pages().filter((page) => page !== anchor);
			await Promise.all(pages.map((page) => page.close()));
		},
		async deliverPush(plaintext) {
			const verdict = await worker.push(plaintext);
			if (verdict !== 'Success') throw new Error(`the push event ended with: ${verdict}`);
		},
		goOnline() {
			if (online) return;
			online = true;
			for (const channel of connections.keys()) connect(channel);
		},
		goOffline: disconnect,
		shownNotifications: () => shownNotifications(),
		async waitForNotification(parts) {
			let shown: ShownNotification | undefined;
			const message = `a notification with ${JSON.stringify(parts)}`;
			await expect
				.poll(async () => ([shown] = await shownNotifications(parts)).length, { message })
				.not.toBe(0);
			if (shown === undefined) throw new Error(message);
			return shown;
		},
		async tapNotification({ tag, action = '' }) {
			const tapped = await worker.alone((inside) => inside.evaluate(tap, { tag, action }));
			for (const url of tapped.opened) await openPage(url);
			return tapped;
		},
		wakeForKeptTaps: () => worker.alone((inside) => inside.evaluate(bringNetwork, 'kept-taps')),
		ageKeptTaps: (minutes) =>
			worker.alone((inside) => inside.evaluate(ageKeptTaps, { cacheName: keptTapsCache, minutes })),
		stopWorker: () => worker.sleep(),
		async close() {
			disconnect();
			await context.close();
			// A process of the browser may still write while it goes.
			await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
			expect(violations, 'what the content security policy forbids').toEqual([]);
		},
	};
}

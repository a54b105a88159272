/**
 * Firefox as a person's phone: real `pushManager.subscribe`, real decryption, real worker, real notifications.
 * Only the push service behind it is the local one. Needs no display and runs as root too.
 */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { firefoxPath } from '#tests/browsers.ts';
import { lookAtDesktop, type Desktop } from './desktop.ts';

export type ShownNotification = {
	title: string;
	body: string;
	tag: string;
	lang: string;
	data: unknown;
	actions: { action: string; title: string }[];
};

export type FirefoxPhone = {
	browser: Browser;
	/** The notifications as drawn on the screen, also while no page is open; and fingers for them. */
	desktop: Desktop;
	openPage(path?: string): Promise<Page>;
	/** What the page's own registration says is shown, newest last. The page must be of our origin. */
	notifications(page: Page): Promise<ShownNotification[]>;
	/** Waits until a notification with these parts is shown. */
	waitForNotification(page: Page, parts: Parts): Promise<ShownNotification>;
	close(): Promise<void>;
};
type Parts = { title?: string; body?: string; tag?: string };

type Options = {
	/** Where the app is served, for example `http://localhost:3000`. */
	origin: string;
	/** The local push service. */
	push: { wsUrl: string };
	/** What a page that asks for notifications gets; with `ask` a person answers (`desktop.answerPermission`). */
	notificationPermission?: 'granted' | 'denied' | 'ask';
	/** A folder in which the browser finds itself again when it is started anew; without one it begins from nothing. */
	profile?: string;
};

const permissionCode = { ask: 0, granted: 1, denied: 2 };

/** 360×800, German, Europe/Berlin. */
export async function startFirefox(options: Options): Promise<FirefoxPhone> {
	const { origin, push, notificationPermission = 'granted', profile } = options;
	const browser = await puppeteer.launch({
		browser: 'firefox',
		executablePath: firefoxPath(),
		headless: true,
		...(profile === undefined ? {} : { userDataDir: profile }),
		defaultViewport: { width: 360, height: 800 },
		args: ['--remote-allow-system-access'],
		env: { ...process.env, TZ: 'Europe/Berlin' },
		extraPrefsFirefox: {
			'dom.push.serverURL': push.wsUrl,
			'dom.push.testing.allowInsecureServerURL': true,
			'dom.push.connection.enabled': true,
			// Back online means reconnected at once, not after Firefox's usual 5 s.
			'dom.push.retryBaseInterval': 100,
			'permissions.default.desktop-notification': permissionCode[notificationPermission],
			// The question may be answered at once instead of after half a second.
			'security.notification_enable_delay': 0,
			// Firefox draws notifications itself (see desktop.ts) and keeps those that ask for it, as on Windows.
			'alerts.useSystemBackend': false,
			'dom.webnotifications.requireinteraction.enabled': true,
			'intl.accept_languages': 'de',
			'network.proxy.type': 0,
		},
	});
	const desktop = await lookAtDesktop(browser);

	return {
		browser,
		desktop,
		async openPage(path = '/') {
			const page = await browser.newPage();
			await page.goto(new URL(path, origin).href);
			return page;
		},
		notifications: (page) => page.evaluate(readNotifications, {}),
		async waitForNotification(page, parts) {
			await page.waitForFunction(hasNotification, { polling: 50, timeout: 15_000 }, parts);
			const [shown] = await page.evaluate(readNotifications, parts);
			if (shown === undefined) throw new Error(`notification vanished: ${JSON.stringify(parts)}`);
			return shown;
		},
		close: () => browser.close(),
	};
}

// The two functions below run inside the page and must not use anything from around them.

async function readNotifications(parts: Parts): Promise<ShownNotification[]> {
	const registration = await navigator.serviceWorker.ready;
	const shown = (await registration.getNotifications()).map((notification) => {
		const { title, body, tag, lang } = notification;
		const data: unknown = notification.data;
		// lib.dom does not know `actions` yet; browsers without them have none.
		const { actions = [] } = notification as Notification & { actions?: { action: string; title: string }[] };
		return { title, body, tag, lang, data, actions: actions.map(({ action, title }) => ({ action, title })) };
	});
	const wanted = Object.entries(parts);
	return shown.filter((one) => wanted.every(([name, value]) => Reflect.get(one, name) === value));
}

async function hasNotification(parts: Parts): Promise<boolean> {
	const registration = await navigator.serviceWorker.ready;
	const wanted = Object.entries(parts);
	const shown = await registration.getNotifications();
	return shown.some((one) => wanted.every(([name, value]) => Reflect.get(one, name) === value));
}

import { Agent } from 'node:https';
import { expect, test } from '@playwright/test';
import webpush from 'web-push';
import { startPushService, type PushService } from '#tests/fakes/push-service.ts';
import { startTinyApp, type TinyApp } from '#tests/fakes/tiny-app.ts';
import { startChromium, type ChromiumPhone } from './chromium.ts';

const vapid = { subject: 'mailto:betrieb@rufkreis.example', ...webpush.generateVAPIDKeys() };

test.describe('Chromium with only the subscription and the finger stood in for', () => {
	// One phone goes through all of it: a later test builds on what an earlier one showed.
	test.describe.configure({ mode: 'serial' });
	let push: PushService, app: TinyApp, phone: ChromiumPhone;

	test.beforeAll(async () => {
		[push, app] = await Promise.all([startPushService(), startTinyApp()]);
		phone = await startChromium({ origin: app.origin, push });
	});
	test.afterAll(async () => {
		await phone.close();
		await Promise.all([app.close(), push.close()]);
	});

	function send(message: object) {
		const { endpoint, keys } = phone.subscription() ?? { endpoint: '', keys: { p256dh: '', auth: '' } };
		const options = {
			agent: new Agent({ ca: push.ca }),
			TTL: 60,
			urgency: 'high',
			vapidDetails: vapid,
		} as const;
		return webpush.sendNotification({ endpoint, keys }, JSON.stringify(message), options);
	}

	test('the page is a German phone and gets a subscription that outlives reload and storage', async () => {
		const page = await phone.openPage('/');
		const seen = await page.evaluate(async (applicationServerKey) => {
			const { pushManager } = await navigator.serviceWorker.ready;
			const before = await pushManager.getSubscription();
			const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
			const again = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
			const other = new Uint8Array(65).fill(4);
			const refusal = pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: other });
			return {
				before,
				made: made.toJSON(),
				again: again.endpoint,
				isReal: made instanceof PushSubscription,
				refusal: await refusal.catch((error: unknown) => (error instanceof Error ? error.name : '')),
				keyBytes: [made.getKey('p256dh')?.byteLength, made.getKey('auth')?.byteLength],
				serverKeyBytes: made.options.applicationServerKey?.byteLength,
				permission: Notification.permission,
				language: navigator.language,
				zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
				width: innerWidth,
				touch: navigator.maxTouchPoints > 0,
			};
		}, vapid.publicKey);
		const { endpoint, keys } = phone.subscription() ?? {};
		expect(seen).toEqual({
			before: null,
			made: { endpoint, keys, expirationTime: null },
			again: endpoint,
			isReal: true,
			refusal: 'InvalidStateError',
			keyBytes: [65, 16],
			serverKeyBytes: 65,
			permission: 'granted',
			language: 'de-DE',
			zone: 'Europe/Berlin',
			width: 360,
			touch: true,
		});
		await page.evaluate(() => {
			localStorage.clear();
		});
		await page.reload();
		const remembered = await page.evaluate(async () => {
			const { pushManager } = await navigator.serviceWorker.ready;
			return (await pushManager.getSubscription())?.endpoint;
		});
		expect(remembered).toBe(endpoint);
	});

	test('with no page open a sent message is shown, and its button is answered by the worker', async () => {
		await phone.closePages();
		await send({ title: 'Drucker steht', body: 'Stadt Coswig', tag: 'a1', id: 7 });
		const [received] = await push.waitFor(phone.subscription()?.channel ?? '');
		const plaintext = phone.decrypt(received?.body ?? Buffer.alloc(0));
		await phone.deliverPush(plaintext);
		const shown = await phone.waitForNotification({ tag: 'a1' });
		expect(shown).toMatchObject({
			title: 'Drucker steht',
			body: 'Stadt Coswig',
			data: { id: 7 },
			requireInteraction: true,
			actions: [
				{ action: 'accept', title: 'Annehmen' },
				{ action: 'later', title: 'Später' },
			],
		});
		await phone.tapNotification({ tag: 'a1', action: 'accept' });
		expect(await phone.shownNotifications()).toMatchObject([
			{ tag: 'a1', title: 'Angenommen', body: 'accept' },
		]);
	});

	test('a worker that was stopped wakes for a push and for a tap, and a tap on the body opens its page', async () => {
		await phone.stopWorker();
		await phone.deliverPush(JSON.stringify({ title: 'Zweite', body: 'Riesa', tag: 'a2' }));
		await phone.waitForNotification({ tag: 'a2', title: 'Zweite' });
		await phone.stopWorker();
		const { opened } = await phone.tapNotification({ tag: 'a2' });
		expect(opened).toEqual(['/annehmen#a2']);
		expect(phone.context.pages().map((page) => page.url())).toContain(`${app.origin}/annehmen#a2`);
		expect((await phone.shownNotifications()).map(({ tag }) => tag)).toEqual(['a1']);
	});

	test('a phone that comes online gets what waited for it and what follows', async () => {
		const channel = phone.subscription()?.channel ?? '';
		await send({ title: 'Wartete', body: '', tag: 'b1' });
		expect(push.waiting(channel)).toBeGreaterThan(0);
		phone.goOnline();
		await phone.waitForNotification({ tag: 'b1' });
		await send({ title: 'Sofort', body: '', tag: 'b2' });
		await phone.waitForNotification({ tag: 'b2' });
		phone.goOffline();
		await send({ title: 'Später', body: '', tag: 'b3' });
		expect(push.waiting(channel)).toBe(1);
	});

	test('after unsubscribing the endpoint is gone, and a new subscription has new keys', async () => {
		const old = phone.subscription();
		const page = await phone.openPage('/');
		const results = await page.evaluate(async (applicationServerKey) => {
			const { pushManager } = await navigator.serviceWorker.ready;
			const current = await pushManager.getSubscription();
			const ended = [await current?.unsubscribe(), await current?.unsubscribe()];
			const none = await pushManager.getSubscription();
			await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
			return { ended, none };
		}, vapid.publicKey);
		expect(results).toEqual({ ended: [true, false], none: null });
		expect(phone.subscription()?.endpoint).not.toBe(old?.endpoint);
		push.end(old?.channel ?? '');
		expect((await send({ title: 'Neu', body: '', tag: 'c1' })).statusCode).toBe(201);
	});
});

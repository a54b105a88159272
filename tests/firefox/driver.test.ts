import { Agent } from 'node:https';
import webpush from 'web-push';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPushService, type PushService } from '#tests/fakes/push-service.ts';
import { startTinyApp, type TinyApp } from '#tests/fakes/tiny-app.ts';
import { startFirefox, type FirefoxPhone } from './driver.ts';

const vapid = { subject: 'mailto:betrieb@rufkreis.example', ...webpush.generateVAPIDKeys() };

describe('Firefox with nothing faked but the wire', { timeout: 60_000 }, () => {
	let push: PushService, app: TinyApp, phone: FirefoxPhone;

	beforeAll(async () => {
		[push, app] = await Promise.all([startPushService(), startTinyApp()]);
		phone = await startFirefox({ origin: app.origin, push, notificationPermission: 'ask' });
		return () => Promise.all([phone.close(), app.close(), push.close()]);
	}, 60_000);
	// One origin has one subscription: what an earlier test sent must not be counted.
	beforeEach(() => {
		push.forget();
	});

	async function subscribe() {
		const page = await phone.openPage('/');
		const subscription = await page.evaluate(async (applicationServerKey) => {
			const { pushManager } = await navigator.serviceWorker.ready;
			const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
			return { endpoint: made.endpoint, ...made.toJSON() };
		}, vapid.publicKey);
		const { endpoint, keys } = subscription;
		const [p256dh = '', auth = ''] = [keys?.p256dh, keys?.auth];
		return { page, channel: push.channelOf(endpoint), subscription: { endpoint, keys: { p256dh, auth } } };
	}

	function send(
		subscription: webpush.PushSubscription,
		message: object,
		options: webpush.RequestOptions = {},
	) {
		const agent = new Agent({ ca: push.ca });
		const usual = { agent, TTL: 60, urgency: 'high', vapidDetails: vapid } as const;
		return webpush.sendNotification(subscription, JSON.stringify(message), { ...usual, ...options });
	}

	test('a page that asks after a tap gets the answer a person gives', async () => {
		const page = await phone.openPage('/');
		expect(await page.evaluate(() => Notification.permission)).toBe('default');
		await page.locator('::-p-aria(Benachrichtigen)').click();
		await phone.desktop.answerPermission('allow');
		await page.waitForFunction(() => Notification.permission === 'granted');
		await page.close();
	});

	test('a message is decrypted and shown, and its button reaches the worker', async () => {
		const { page, channel, subscription } = await subscribe();
		const sent = await send(subscription, { title: 'Drucker steht', body: 'Stadt Coswig', tag: 'a1', id: 7 });
		expect(sent.statusCode).toBe(201);
		const [ack] = await push.waitForAcks(channel);
		expect(ack?.code).toBe(100);
		const shown = await phone.waitForNotification(page, { tag: 'a1' });
		expect(shown).toMatchObject({
			title: 'Drucker steht',
			body: 'Stadt Coswig',
			data: { id: 7 },
			actions: [
				{ action: 'accept', title: 'Annehmen' },
				{ action: 'later', title: 'Später' },
			],
		});
		await expect
			.poll(() => phone.desktop.alerts())
			.toEqual([{ title: 'Drucker steht', body: 'Stadt Coswig' }]);
		await phone.desktop.tap(shown, 'accept');
		await phone.waitForNotification(page, { tag: 'a1', title: 'Angenommen', body: 'accept' });
		await expect.poll(() => phone.desktop.alerts()).toEqual([{ title: 'Angenommen', body: 'accept' }]);
		await phone.desktop.dismiss({ title: 'Angenommen', body: 'accept' });
		await expect.poll(() => phone.notifications(page)).toEqual([]);
		await page.close();
	});

	test('a phone without a network gets the newest message of a topic once it is back', async () => {
		const { page, channel, subscription } = await subscribe();
		push.takeOffline();
		await push.waitForBrowsers(0);
		await send(subscription, { title: 'Neue Anfrage', body: 'Riesa', tag: 'b1' }, { topic: 'b1' });
		await send(subscription, { title: 'Übernommen', body: 'Anna', tag: 'b1' }, { topic: 'b1' });
		expect(push.waiting(channel)).toBe(1);
		push.bringOnline();
		await phone.waitForNotification(page, { tag: 'b1', title: 'Übernommen' });
		const acks = await push.waitForAcks(channel);
		expect(acks.map(({ code }) => code)).toEqual([100]);
		await page.close();
	});

	test('what was encrypted for somebody else is reported as undecryptable and never shown', async () => {
		const { page, channel, subscription } = await subscribe();
		const keys = { ...subscription.keys, auth: Buffer.alloc(16, 1).toString('base64url') };
		await send({ ...subscription, keys }, { title: 'Falsch', body: 'Falsch', tag: 'c1' });
		const acks = await push.waitForAcks(channel, 1);
		expect(acks.at(-1)?.code).toBe(101);
		expect((await phone.notifications(page)).filter(({ tag }) => tag === 'c1')).toEqual([]);
		await page.close();
	});
});

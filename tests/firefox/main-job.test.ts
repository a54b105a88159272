/**
 * The main job with nothing faked but the wire: real `PushManager.subscribe`, our worker encrypting with real keys, the local push
 * service passing it on, Firefox decrypting and showing it, a tap that reaches the server by ticket.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { sessionClaims } from '#tests/database/token.ts';
import { startApp } from '#tests/e2e/app.ts';
import type { RunningApp } from '#tests/e2e/app.ts';
import { startFirefox, type FirefoxPhone } from './driver.ts';

const requester = 'd1000000-0000-4000-8000-000000000001';
const anna = 'd1000000-0000-4000-8000-000000000002';
const network = 'c1000000-0000-4000-8000-000000000001';
const requestId = '20000000-0000-4000-8000-00000000f1f0';

describe('Firefox, nothing faked but the wire', { timeout: 90_000 }, () => {
	let app: RunningApp;
	let phone: FirefoxPhone;

	beforeAll(async () => {
		app = await startApp();
		phone = await startFirefox({ origin: app.origin, push: app.push, notificationPermission: 'ask' });
		return async () => {
			await phone.close();
			await app.close();
		};
	}, 120_000);

	/** Another person's command, as the API would run it. */
	async function askForHelp(): Promise<void> {
		await app.sql.begin(async (sql) => {
			await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(sessionClaims(requester))}, true)`;
			await sql`
				select public.create_request(gen_random_uuid(), ${requestId}, ${network}, 'Bürgeramt ohne Internet', 'Seit 13:58', 1, 'incident',
					null, 'Rathausplatz 1', '03500 700-214')`;
		});
	}

	test('sign in, switch notifications on, be alerted, accept from the notification', async () => {
		const page = await phone.openPage('/anmelden');
		await page.locator('::-p-aria(Als Anna Richter anmelden)').click();
		await page.waitForSelector('::-p-aria([name="Anfragen"][role="heading"])');
		await page.locator('::-p-aria([name="Ich"][role="link"])').click();
		await page.locator('::-p-aria(Benachrichtigungen einschalten)').click();
		await phone.desktop.answerPermission('allow');
		await page.waitForSelector('::-p-text(Eingeschaltet)');
		const [device] = await app.sql`
			select e.host, v.platform from public.devices v join private.push_endpoints e on e.device_id = v.device_id where v.profile_id = ${anna}`;
		expect(device?.host).toBe(new URL(app.push.url).host);

		await askForHelp();
		const shown = await phone.waitForNotification(page, { tag: requestId });
		expect(shown.title).toBe('Bürgeramt ohne Internet · Riesa');
		expect(shown.body).toContain('Schalter steht');
		expect(shown.actions).toMatchObject([
			{ action: 'accept', title: 'Annehmen' },
			{ action: 'later', title: 'Später' },
		]);

		// The registration knows of it a moment before it is drawn.
		const drawn = { title: shown.title, body: shown.body };
		await expect.poll(() => phone.desktop.alerts()).toContainEqual(drawn);
		await phone.desktop.tap(drawn, 'accept');
		const receipt = await page.waitForFunction(
			async (tag) => {
				const registration = await navigator.serviceWorker.ready;
				const [notification] = await registration.getNotifications({ tag });
				return notification?.title.startsWith('Übernommen') ? notification.title : undefined;
			},
			{ polling: 250 },
			requestId,
		);
		expect(await receipt.jsonValue()).toMatch(/^Übernommen \d\d:\d\d/);
		const [request] =
			await app.sql`select status, accepted_by from public.requests where request_id = ${requestId}`;
		expect(request).toEqual({ status: 'accepted', accepted_by: anna });
	});
});

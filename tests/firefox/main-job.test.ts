/**
 * The main job with nothing faked but the wire: real `PushManager.subscribe`, our worker encrypting with real keys, the local push
 * service passing it on, Firefox decrypting and showing it, a tap that reaches the server by ticket.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PendingQuery, Row, TransactionSql } from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { sessionClaims } from '#tests/database/token.ts';
import { startApp } from '#tests/e2e/app.ts';
import type { RunningApp } from '#tests/e2e/app.ts';
import { startFirefox, type FirefoxPhone } from './driver.ts';

const requester = 'd1000000-0000-4000-8000-000000000001';
const anna = 'd1000000-0000-4000-8000-000000000002';
const network = 'c1000000-0000-4000-8000-000000000001';
const ben = 'd1000000-0000-4000-8000-000000000003';

describe('Firefox, nothing faked but the wire', { timeout: 90_000 }, () => {
	let app: RunningApp;
	let phone: FirefoxPhone;
	let profile: string;

	const startPhone = (): Promise<FirefoxPhone> =>
		startFirefox({ origin: app.origin, push: app.push, notificationPermission: 'ask', profile });

	beforeAll(async () => {
		app = await startApp();
		profile = await mkdtemp(join(tmpdir(), 'rufkreis-firefox-'));
		phone = await startPhone();
		return async () => {
			await phone.close();
			await app.close();
			await rm(profile, { recursive: true, force: true });
		};
	}, 120_000);

	/** Another person's command, as the API would run it. */
	async function command(
		personId: string,
		call: (sql: TransactionSql) => PendingQuery<Row[]>,
	): Promise<void> {
		await app.sql.begin(async (sql) => {
			await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(sessionClaims(personId))}, true)`;
			await call(sql);
		});
	}

	async function askForHelp(title: string): Promise<string> {
		const requestId = randomUUID();
		await command(
			requester,
			(sql) => sql`
				select public.create_request(gen_random_uuid(), ${requestId}, ${network}, ${title}, 'Seit 13:58', 1, 'incident',
					null, 'Rathausplatz 1', '03500 700-214')`,
		);
		return requestId;
	}

	function acceptAs(personId: string, requestId: string): Promise<void> {
		return command(personId, (sql) => sql`select public.accept_request(gen_random_uuid(), ${requestId})`);
	}

	async function channel(): Promise<string> {
		const [row] = await app.sql<{ endpoint: string }[]>`
			select e.endpoint from public.devices v join private.push_endpoints e on e.device_id = v.device_id where v.profile_id = ${anna}`;
		return app.push.channelOf(row?.endpoint ?? '');
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

		const requestId = await askForHelp('Bürgeramt ohne Internet');
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

	const who = 'Übernommen von Ben Schubert (Meißen)';

	test('what somebody else takes is no longer offered: the alert is replaced, on the screen too', async () => {
		const page = await phone.openPage('/anfragen');
		const requestId = await askForHelp('VPN trennt sich');
		const alert = await phone.waitForNotification(page, { tag: requestId });
		await expect.poll(() => phone.desktop.alerts()).toContainEqual({ title: alert.title, body: alert.body });

		await acceptAs(ben, requestId);
		const told = await phone.waitForNotification(page, { tag: requestId, title: who });
		expect(told.actions).toEqual([]);
		expect((await phone.notifications(page)).filter(({ tag }) => tag === requestId)).toHaveLength(1);
		await expect.poll(() => phone.desktop.alerts()).toContainEqual({ title: told.title, body: told.body });
		expect(await phone.desktop.alerts()).not.toContainEqual({ title: alert.title, body: alert.body });
	});

	test('a browser that was closed meanwhile hears only who has it', async () => {
		const mine = await channel();
		await phone.close();
		await app.push.waitForBrowsers(0);
		const before = app.push.received(mine).length;
		const requestId = await askForHelp('Drucker im Standesamt steht');
		await app.push.waitFor(mine, before + 1);
		await acceptAs(ben, requestId);
		await app.push.waitFor(mine, before + 2);
		// Both were taken, one is left: the second replaced the first where it waits.
		expect(
			app.push
				.received(mine)
				.slice(before)
				.map(({ answer }) => answer),
		).toEqual([201, 201]);
		expect(app.push.waiting(mine)).toBe(1);

		phone = await startPhone();
		const page = await phone.openPage('/anfragen');
		const told = await phone.waitForNotification(page, { tag: requestId, title: who });
		expect(told.actions).toEqual([]);
		expect((await phone.desktop.alerts()).map(({ title }) => title)).not.toContainEqual(
			expect.stringContaining('Drucker im Standesamt'),
		);
		expect(
			await app.sql`select distinct state from private.deliveries where request_id = ${requestId} and profile_id = ${anna} and kind = 'alert'`,
		).not.toContainEqual({ state: 'arrived' });
	});
});

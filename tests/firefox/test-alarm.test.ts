/**
 * A test alarm with nothing faked but the wire: from the button on the screen through queue, encryption, push service, decryption and worker to the
 * notification, and back by ticket to the screen that says "Bestätigt".
 */
import { describe, beforeAll, expect, test } from 'vitest';
import { startApp } from '#tests/e2e/app.ts';
import type { RunningApp } from '#tests/e2e/app.ts';
import { startFirefox, type FirefoxPhone } from './driver.ts';

const anna = 'd1000000-0000-4000-8000-000000000002';

describe('Firefox, nothing faked but the wire', { timeout: 90_000 }, () => {
	let app: RunningApp;
	let phone: FirefoxPhone;

	beforeAll(async () => {
		app = await startApp();
		phone = await startFirefox({ origin: app.origin, push: app.push });
		return async () => {
			await phone.close();
			await app.close();
		};
	}, 120_000);

	interface Kept {
		test_alarm_id: string;
		outcome: string;
		is_sent: boolean;
		is_arrived: boolean;
		is_confirmed: boolean;
	}

	async function kept(): Promise<Kept | undefined> {
		const [row] = await app.sql<Kept[]>`
			select test_alarm_id, outcome, sent_at is not null as is_sent, arrived_at is not null as is_arrived,
				confirmed_at is not null as is_confirmed
			from public.test_alarms where profile_id = ${anna} order by started_at desc limit 1`;
		return row;
	}

	test('a test alarm is shown, proves its arrival, and ends only when the person taps "Angekommen"', async () => {
		const page = await phone.openPage('/anmelden');
		await page.locator('::-p-aria(Als Anna Richter anmelden)').click();
		await page.waitForSelector('::-p-aria([name="Anfragen"][role="heading"])');
		await page.locator('::-p-aria([name="Ich"][role="link"])').click();
		await page.locator('::-p-aria([name="Einschalten"][role="button"])').click();
		await page.waitForSelector('::-p-text(Eingeschaltet)');
		// Quiet hours without end, a pause and a device that is switched off: a test is what the person asks for now.
		await app.sql`
			insert into public.notification_settings (profile_id, paused_until) values (${anna}, now() + interval '1 day')
			on conflict (profile_id) do update set paused_until = excluded.paused_until`;
		await app.sql`update public.devices set alerts = false where profile_id = ${anna}`;

		await page.locator('::-p-aria([name="Probealarm"][role="link"])').click();
		await page.locator('::-p-text(Probealarm senden)').click();
		await expect.poll(kept, { timeout: 15_000 }).toBeDefined();
		const id = (await kept())?.test_alarm_id ?? '';
		const shown = await phone.waitForNotification(page, { tag: id });
		expect(shown).toMatchObject({
			title: 'Probealarm',
			body: 'Keine echte Anfrage. Bitte bestätigen Sie, dass Sie ihn sehen.',
			actions: [{ action: 'confirm', title: 'Angekommen' }],
		});

		// Arrived, and said so on the screen; not confirmed.
		await page.waitForSelector('::-p-text(Angekommen. Jetzt sind Sie dran)');
		expect(await kept()).toMatchObject({
			outcome: 'running',
			is_sent: true,
			is_arrived: true,
			is_confirmed: false,
		});
		expect(await page.evaluate(() => document.body.innerText)).not.toContain('Alarmierungen erreichen Sie');

		const drawn = { title: shown.title, body: shown.body };
		await expect.poll(() => phone.desktop.alerts()).toContainEqual(drawn);
		await phone.desktop.tap(drawn, 'confirm');
		await phone.waitForNotification(page, { tag: id, title: 'Probealarm bestätigt' });
		await page.waitForSelector('::-p-text(Alarmierungen erreichen Sie auf diesem Gerät.)');
		expect(await kept()).toMatchObject({ outcome: 'confirmed', is_confirmed: true });
		// Nobody was asked for anything, and nothing of it is left in the queue.
		expect(await app.sql`select kind, state from private.deliveries where profile_id = ${anna}`).toEqual([
			{ kind: 'test', state: 'arrived' },
		]);
	});
});

/** Somebody who helps wants to be left alone now and then: for a while, at night, about one topic, on one device. Said once, with or without a network. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { accounts } from './device.ts';
import { signIn, switchNotificationsOn } from './people.ts';

let app: RunningApp;
let phone: ChromiumPhone;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	phone = await startChromium({ origin: app.origin, push: app.push });
	// Who is on call is said below.
	await app.sql`delete from private.rotations`;
	await app.sql`delete from private.shifts`;
	page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
});
test.afterAll(async () => {
	await phone.close();
	await app.close();
});

async function expectAccessible(): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
	}
	await wear(page, 'light');
	// Nothing is wider than the phone.
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

async function settings(): Promise<Record<string, unknown> | undefined> {
	const [row] = await app.sql<Record<string, unknown>[]>`
		select paused_until > now() as paused, jsonb_array_length(quiet_hours) as spans, quiet_on_holidays, break_through,
			cardinality(muted_cluster_ids) as muted
		from public.notification_settings where profile_id = ${accounts.anna}`;
	return row;
}

test('a pause begins and ends with one tap, and is said at the top while it lasts', async () => {
	await page.goto(`${app.origin}/ich`);
	await page.getByRole('button', { name: 'Bis morgen 8 Uhr' }).click();
	const notice = page.getByRole('status').filter({ hasText: 'Sie pausieren bis morgen 08:00' });
	await expect(notice).toBeVisible();
	await expect.poll(settings).toMatchObject({ paused: true });
	await page.evaluate(() => window.scrollTo(0, 0));
	await expect(notice).toBeInViewport();
	await expectAccessible();
	await notice.getByRole('button', { name: 'Pause beenden' }).click();
	await expect(notice).toHaveCount(0);
	await expect.poll(settings).toMatchObject({ paused: null });
});

test('a pause until a day asks for one that can be, and says what it means', async () => {
	await page.getByRole('button', { name: 'Bis zu einem Tag …' }).click();
	const day = page.getByLabel('Wieder erreichbar ab');
	await day.fill('2020-01-01');
	await page.getByRole('button', { name: 'Pause beginnen' }).click();
	await expect(page.getByText('Wählen Sie einen Tag ab morgen und innerhalb eines Jahres.')).toBeVisible();
	const inTenDays = new Date(Date.now() + 10 * 24 * 3_600_000);
	await day.fill(inTenDays.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' }));
	await page.getByRole('button', { name: 'Pause beginnen' }).click();
	await expect(page.getByText(/^Sie pausieren bis \d+\.\d+\.(\d{4})?, 08:00$/)).toBeVisible();
	await page.getByRole('button', { name: 'Pause beenden' }).click();
	await expect.poll(settings).toMatchObject({ paused: null });
});

test('a pause over one’s own duty is a question first, and a gap only when it is wanted', async () => {
	await app.sql`
		insert into private.shifts (cluster_id, profile_id, during)
		select cluster_id, profile_id, tstzrange(now() + interval '2 days', now() + interval '3 days')
		from public.cluster_members where profile_id = ${accounts.anna} limit 1`;
	await page.getByRole('button', { name: 'Eine Woche' }).click();
	const question = page.getByRole('status').filter({ hasText: 'Sie haben in dieser Zeit Bereitschaft' });
	await expect(question).toContainText('in „Netzwerk & Internet“');
	await expect(question).toContainText('Bitte übergeben Sie sie, oder es bleibt eine Lücke.');
	expect(await settings()).toMatchObject({ paused: null });
	await expectAccessible();
	await question.getByRole('button', { name: 'Nicht pausieren' }).click();
	await expect(question).toHaveCount(0);

	await page.getByRole('button', { name: 'Eine Woche' }).click();
	await question.getByRole('button', { name: 'Trotzdem pausieren' }).click();
	await expect(page.getByText('Sie pausieren. Ihre Bereitschaft bleibt eine Lücke')).toBeVisible();
	await expect.poll(settings).toMatchObject({ paused: true });
	await page.getByRole('button', { name: 'Pause beenden' }).click();
	await expect.poll(settings).toMatchObject({ paused: null });
});

test('without a network a pause is kept, called unsent, and asks about the duty once the server has seen it', async () => {
	await phone.context.setOffline(true);
	await page.getByRole('button', { name: 'Eine Woche' }).click();
	await expect(page.getByText(/^Pause bis .* ist noch nicht gesendet$/)).toBeVisible();
	await page.reload();
	await expect(page.getByText('Bis der Server es weiß, werden Sie weiter alarmiert.')).toBeVisible();
	await phone.context.setOffline(false);
	const question = page.getByRole('status').filter({ hasText: 'Sie haben in dieser Zeit Bereitschaft' });
	await expect(question).toBeVisible({ timeout: 20_000 });
	await expect(page.getByText(/^Pause bis .* ist noch nicht gesendet$/)).toHaveCount(0);
	await question.getByRole('button', { name: 'Nicht pausieren' }).click();
	await expect(question).toHaveCount(0);
	expect(await settings()).toMatchObject({ paused: null });
});

test('quiet hours are chosen with one tap or day by day, read in plain words, and kept without a network', async () => {
	await page.getByRole('link', { name: 'Ruhezeiten' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Ruhezeiten' })).toBeVisible();
	const preview = page.getByRole('region', { name: 'So gilt es dann' });
	await expect(preview).toContainText('Keine Ruhezeiten. Sie werden rund um die Uhr alarmiert.');
	await page.getByRole('button', { name: 'Werktags 17–7 Uhr und am Wochenende' }).click();
	await expect(preview).toContainText('Ruhe Montag bis Freitag von 17:00 bis 07:00 Uhr am nächsten Tag');
	await expect(preview).toContainText('Priorität 1 dringt durch.');
	await page.getByRole('checkbox', { name: 'An sächsischen Feiertagen den ganzen Tag' }).check();
	await page.getByLabel('Was trotzdem durchdringt').selectOption({ label: 'Priorität 1 und 2' });
	await expect(preview).toContainText('Priorität 1 und 2 dringen durch.');

	// By keyboard: Friday has no quiet evening.
	const first = page.getByRole('group', { name: 'Ruhezeit 1' });
	await first.getByRole('checkbox', { name: 'Freitag' }).focus();
	await page.keyboard.press('Space');
	await expect(preview).toContainText('Ruhe Montag bis Donnerstag von 17:00');
	await page.getByRole('button', { name: 'Weitere Ruhezeit' }).click();
	await page.getByRole('button', { name: 'Ruhezeiten speichern' }).click();
	await expect(page.getByText('Wählen Sie mindestens einen Tag.')).toBeVisible();
	await page.getByRole('button', { name: 'Ruhezeit 3 entfernen' }).click();
	await expectAccessible();
	for (const target of await page.locator('main').getByRole('button').all()) {
		const box = await target.boundingBox();
		expect(box?.height).toBeGreaterThanOrEqual(48);
	}

	await phone.context.setOffline(true);
	await page.getByRole('button', { name: 'Ruhezeiten speichern' }).click();
	await expect(page.getByText('Auf diesem Gerät gemerkt')).toBeVisible();
	await page.reload();
	await expect(preview).toContainText('Ruhe Montag bis Donnerstag von 17:00');
	await phone.context.setOffline(false);
	await expect
		.poll(settings, { timeout: 20_000 })
		.toMatchObject({ spans: 6, quiet_on_holidays: true, break_through: 2 });
	await page.goto(`${app.origin}/ich`);
	await expect(page.getByText(/Ruhe Montag bis Donnerstag von 17:00/)).toBeVisible();
});

test('a device and a cluster are silenced where they stand', async () => {
	const alerts = page.getByRole('checkbox', { name: 'Dieses Gerät alarmieren' });
	await expect(alerts).toBeChecked();
	await alerts.uncheck();
	await expect(page.getByText('Niemand kann Sie alarmieren.')).toBeVisible();
	await expect
		.poll(() => app.sql`select count(*)::integer as silent from public.devices where not alerts`)
		.toEqual([{ silent: 1 }]);
	await alerts.check();
	await expect
		.poll(() => app.sql`select count(*)::integer as silent from public.devices where not alerts`)
		.toEqual([{ silent: 0 }]);

	await page.getByRole('link', { name: 'Netz', exact: true }).click();
	const mute = page.getByRole('checkbox', { name: 'Netzwerk & Internet stumm stellen' });
	await mute.check();
	await expect(
		page.getByText(/Sie bleiben Mitglied und werden zu diesem Thema nicht alarmiert/),
	).toBeVisible();
	await expect.poll(settings).toMatchObject({ muted: 1 });
	await expectAccessible();
	await mute.uncheck();
	await expect.poll(settings).toMatchObject({ muted: 0 });
});

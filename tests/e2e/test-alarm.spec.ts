/** A person finds out, before it counts, whether alerts reach a device of theirs, and what to do where they do not. */
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

test.beforeAll(async () => {
	app = await startApp();
	phone = await startChromium({ origin: app.origin, push: app.push });
	page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
});
test.afterAll(async () => {
	await phone.close();
	await app.close();
});
test.beforeEach(async () => {
	await app.sql`delete from public.test_alarms`;
	await page.goto(`${app.origin}/ich/probe`);
	await expect(page.getByRole('heading', { level: 1, name: 'Probealarm' })).toBeVisible();
});

function device(name = 'Chrome · Linux') {
	return page.getByRole('region', { name });
}

function step(name: string) {
	return device().getByRole('listitem').filter({ hasText: name });
}

/** Presses the button and answers under which id the test travels. */
async function send(): Promise<string> {
	await device()
		.getByRole('button', { name: /senden$/ })
		.click();
	await expect.poll(() => app.sql`select 1 from public.test_alarms`).toHaveLength(1);
	const [row] = await app.sql<{ id: string }[]>`select test_alarm_id as id from public.test_alarms`;
	return row?.id ?? '';
}

/** What the notification of one test says by now; others may lie beside it. */
async function saidOf(id: string): Promise<string[]> {
	const shown = await phone.shownNotifications();
	return shown.filter(({ tag }) => tag === id).map(({ title }) => title);
}

async function expectAccessible(): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
	}
	await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

test('taken by the push service is not arrived, arrived is not confirmed, and the screen says each', async () => {
	const id = await send();
	// The phone is without a network: its push service has the message, and that is all.
	await expect(step('Vom Push-Dienst angenommen')).not.toContainText('noch nicht');
	await expect(step('Auf dem Gerät angekommen')).toContainText('noch nicht');
	await expect(device().getByRole('button', { name: /senden$/ })).toHaveCount(0);
	await expectAccessible();

	phone.goOnline();
	const shown = await phone.waitForNotification({ tag: id });
	expect(shown).toMatchObject({ title: 'Probealarm', silent: false });
	expect(shown.actions.map(({ title }) => title)).toEqual(['Angekommen']);
	await expect(device().getByText('Angekommen. Jetzt sind Sie dran')).toBeVisible();
	await expect(step('Von Ihnen bestätigt')).toContainText('noch nicht');

	await phone.tapNotification({ tag: id, action: 'confirm' });
	expect(await saidOf(id)).toEqual(['Probealarm bestätigt']);
	await expect(device().getByText('Alarmierungen erreichen Sie auf diesem Gerät.')).toBeVisible();
	await expect(step('Von Ihnen bestätigt')).not.toContainText('noch nicht');
	const history = page.getByRole('region', { name: 'Frühere Proben' });
	await expect(history.getByText(/^Bestätigt · angekommen nach \d+ s$/)).toBeVisible();
	await expectAccessible();
	phone.goOffline();
});

test('what does not arrive is said after half a minute, with the way to the diagnosis, and after ten it is over', async () => {
	await send();
	await app.sql`update public.test_alarms set started_at = started_at - interval '40 seconds'`;
	await expect(device().getByText('Noch nicht angekommen')).toBeVisible({ timeout: 15_000 });
	await expect(device().getByText('Ein echter Alarm käme gerade auch nicht durch.')).toBeVisible();
	await expectAccessible();
	await app.sql`update public.test_alarms set expires_at = now()`;
	await app.sql`select pg_notify('rufkreis_alerts', '')`;
	await expect(device().getByText('Nicht angekommen', { exact: true })).toBeVisible({ timeout: 45_000 });
	await expect(device().getByRole('button', { name: /senden$/ })).toBeVisible();
	await device().getByRole('link', { name: 'Diagnose öffnen' }).click();
	await expect(page).toHaveURL(/\/ich\/diagnose$/);
	await page.getByRole('link', { name: 'Probealarm senden' }).click();
	await expect(page).toHaveURL(/\/ich\/probe$/);
});

test('a tap without a network is kept, and confirms once there is one', async () => {
	phone.goOnline();
	const id = await send();
	await phone.waitForNotification({ tag: id });
	await phone.context.setOffline(true);
	await phone.tapNotification({ tag: id, action: 'confirm' });
	expect(await saidOf(id)).toEqual(['Probealarm: „Angekommen“ gemerkt']);
	expect(await app.sql`select outcome from public.test_alarms`).toEqual([{ outcome: 'running' }]);
	await phone.context.setOffline(false);
	expect(await phone.wakeForKeptTaps()).toBe('done');
	expect(await saidOf(id)).toEqual(['Probealarm bestätigt']);
	await expect(device().getByText('Bestätigt', { exact: true })).toBeVisible();
	phone.goOffline();
});

test('a tap that comes too late confirms nothing, and says so', async () => {
	phone.goOnline();
	const id = await send();
	await phone.waitForNotification({ tag: id });
	await app.sql`update public.test_alarms set expires_at = now()`;
	await phone.tapNotification({ tag: id, action: 'confirm' });
	expect(await saidOf(id)).toEqual(['Dieser Probealarm ist vorbei']);
	expect(await app.sql`select confirmed_at from public.test_alarms`).toEqual([{ confirmed_at: null }]);
	phone.goOffline();
});

test('where a notification has no button, the tap on it opens a page with one', async () => {
	phone.goOnline();
	const id = await send();
	await phone.waitForNotification({ tag: id });
	const tapped = await phone.tapNotification({ tag: id });
	expect(tapped.opened.map((url) => new URL(url).pathname)).toEqual([`/probe/${id}`]);
	const opened = phone.context.pages().find((open) => open.url().includes('/probe/'));
	if (opened === undefined) throw new Error('the page did not open');
	await expect(opened.getByText('Keine echte Anfrage.')).toBeVisible();
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(opened, colorScheme);
		const { violations } = await new AxeBuilder({ page: opened }).analyze();
		expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([]);
	}
	await phone.context.setOffline(true);
	// Drawn from the device; the button says what became of it.
	await opened.reload();
	await opened.getByRole('button', { name: 'Angekommen' }).click();
	await expect(opened.getByText('Nicht gesendet: keine Verbindung')).toBeVisible();
	await phone.context.setOffline(false);
	await opened.getByRole('button', { name: 'Angekommen' }).click();
	await expect(opened.getByRole('heading', { name: 'Probealarm bestätigt' })).toBeFocused();
	// Again with the same ticket: the same truth, and one confirmation.
	const [before] = await app.sql`select confirmed_at from public.test_alarms`;
	await opened.reload();
	await opened.getByRole('button', { name: 'Angekommen' }).click();
	await expect(opened.getByRole('heading', { name: 'Probealarm bestätigt' })).toBeVisible();
	expect(await app.sql`select confirmed_at from public.test_alarms`).toEqual([before]);
	await opened.close();
	phone.goOffline();
});

test('one at a time, five in ten minutes, and none without a network', async () => {
	await app.sql`
		insert into public.test_alarms (test_alarm_id, profile_id, device_id, cause, expires_at, outcome)
		select gen_random_uuid(), profile_id, device_id, 'asked', now() + interval '10 minutes', 'failed'
		from public.devices, generate_series(1, 5) where profile_id = ${accounts.anna}`;
	await device()
		.getByRole('button', { name: /senden$/ })
		.click();
	await expect(device().getByText('Fünf in zehn Minuten sind genug')).toBeVisible();
	await phone.context.setOffline(true);
	await device()
		.getByRole('button', { name: /senden$/ })
		.click();
	await expect(device().getByText('Der Server hat nicht geantwortet')).toBeVisible({ timeout: 20_000 });
	await phone.context.setOffline(false);
});

test('when the weekly check comes is chosen here, also without a network', async () => {
	const weekly = page.getByRole('region', { name: 'Wochenprobe' });
	await expect(weekly.getByLabel('Wochentag')).toHaveValue('2');
	await weekly.getByLabel('Wochentag').selectOption('Freitag');
	await phone.context.setOffline(true);
	await weekly.getByLabel('Uhrzeit').selectOption('14 Uhr');
	await expect(weekly.getByText('Gilt, sobald der Server es weiß.')).toBeVisible();
	await phone.context.setOffline(false);
	await expect
		.poll(
			() =>
				app.sql`select check_weekday, check_hour from public.notification_settings where profile_id = ${accounts.anna}`,
			{ timeout: 20_000 },
		)
		.toEqual([{ check_weekday: 5, check_hour: 14 }]);
});

test('where notifications have no buttons, the app itself leads to the test from wherever the person is', async () => {
	// As on iPhones.
	const plain = await phone.context.newPage();
	await plain.addInitScript(() => Reflect.deleteProperty(Notification, 'maxActions'));
	phone.goOnline();
	const id = await send();
	await phone.waitForNotification({ tag: id });
	await plain.goto(`${app.origin}/netz`);
	await plain.getByRole('link', { name: 'Probealarm bestätigen' }).click();
	await expect(plain).toHaveURL(new RegExp(`/probe/${id}#`));
	await plain.getByRole('button', { name: 'Angekommen' }).click();
	await expect(plain.getByRole('heading', { name: 'Probealarm bestätigt' })).toBeVisible();
	await plain.goto(`${app.origin}/netz`);
	await expect(plain.getByRole('heading', { level: 1, name: 'Netz' })).toBeVisible();
	await expect(plain.getByText('Probealarm')).toHaveCount(0);
	await plain.close();
	phone.goOffline();
});

test('the weekly check makes no sound, nobody confirms it, and a tap opens the app, which renews itself', async () => {
	await phone.closePages();
	// As planned for a device of which nothing was heard for nine days (tests/server/test-alarm.test.ts).
	await app.sql`update public.devices set last_seen_at = now() - interval '9 days' where profile_id = ${accounts.anna}`;
	await app.sql`
		with begun as (
			insert into public.test_alarms (test_alarm_id, profile_id, device_id, cause, week, expires_at)
			select gen_random_uuid(), profile_id, device_id, 'weekly', '2026-11-30', now() + interval '12 hours'
			from public.devices where profile_id = ${accounts.anna} and removed_at is null
			returning *
		)
		insert into private.deliveries (kind, test_alarm_id, alert_round, profile_id, device_id, priority, expires_at)
		select 'test', test_alarm_id, 0, profile_id, device_id, 4, expires_at from begun`;
	await app.sql`select pg_notify('rufkreis_alerts', '')`;
	phone.goOnline();
	const shown = await phone.waitForNotification({ title: 'Wochenprobe' });
	expect(shown).toMatchObject({ silent: true, actions: [] });
	await expect
		.poll(() => app.sql`select outcome, confirmed_at from public.test_alarms`)
		.toEqual([{ outcome: 'arrived', confirmed_at: null }]);
	expect(
		await app.sql`select 1 from public.devices where profile_id = ${accounts.anna} and last_seen_at > now() - interval '1 minute'`,
	).toHaveLength(1);
	const tapped = await phone.tapNotification({ tag: shown.tag });
	expect(tapped.opened.map((url) => new URL(url).pathname)).toEqual(['/ich']);
	const opened = phone.context.pages().find((open) => open.url().endsWith('/ich'));
	if (opened === undefined) throw new Error('the app did not open');
	await opened.getByRole('link', { name: /^Probealarm/ }).click();
	const history = opened.getByRole('region', { name: 'Frühere Proben' });
	await expect(history.getByText('Wochenprobe')).toBeVisible();
	await expect(history.getByText(/^Angekommen · angekommen nach/)).toBeVisible();
});

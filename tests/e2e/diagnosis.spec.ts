/** The page that is read out over the phone: where all is well, without a network, without a person, without storage. */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { signIn, switchNotificationsOn } from './people.ts';

const printer = 'e1000000-0000-4000-8000-000000000001';

let app: RunningApp;
let phone: ChromiumPhone;
let stranger: ChromiumPhone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	[phone, stranger] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
	await page.close();
});
test.afterAll(async () => {
	await Promise.all([phone.close(), stranger.close()]);
	await app.close();
});

function line(page: Page, title: string): Locator {
	return page
		.getByRole('listitem')
		.filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });
}

test('on a device that is called everything is found, read out and copied, and nothing secret or of others', async () => {
	await phone.deliverPush(
		JSON.stringify({
			version: 1,
			kind: 'alert',
			rev: 1,
			language: 'de',
			request_id: printer,
			title: 'Drucker im Bürgerbüro',
			body: 'Schalter steht · Rückruf 03523 700-12',
			priority: 1,
			ticket: 'f2a3.signature',
			expires_at: Date.parse('2100-01-01'),
		}),
	);
	await phone.waitForNotification({ tag: printer });
	const page = await phone.openPage('/ich');
	await page.getByRole('link', { name: 'Diagnose öffnen' }).click();
	await expect(page.getByText('Soweit dieses Gerät weiß, kommen Alarmierungen hier an.')).toBeVisible();
	for (const [title, says] of [
		['Erlaubnis', 'Mitteilungen sind erlaubt.'],
		['Anmeldung beim Mitteilungsdienst', 'so, wie der Server sie zuletzt bestätigt hat'],
		['Schlüssel', 'gehört zum heutigen Schlüssel'],
		['Server kennt dieses Gerät', 'soeben gefragt'],
		['Letzte Mitteilung', 'jetzt'],
		['Hintergrunddienst der App', 'in derselben Fassung wie die App'],
		['Speicher', 'verbraucht'],
		['Anmeldung bei Rufkreis', 'soeben vom Server bestätigt'],
		['Fassung der App', 'Dieselbe wie auf dem Server.'],
	] as const)
		await expect(line(page, title)).toContainText(says);

	await phone.context.grantPermissions(['notifications', 'clipboard-read', 'clipboard-write']);
	await page.getByRole('button', { name: 'Kopieren' }).click();
	await expect(page.getByText('Kopiert.')).toBeVisible();
	const text = await page.evaluate(() => navigator.clipboard.readText());
	expect(text).toContain('Schlüssel: In Ordnung.');
	const [device] = await app.sql<{ endpoint: string; p256dh: string; auth: string }[]>`
		select endpoint, p256dh, auth from private.push_endpoints`;
	for (const secret of [
		device?.endpoint,
		device?.p256dh,
		device?.auth,
		'signature',
		'http',
		'Anna',
		'Drucker',
		'700-12',
	])
		expect(text).not.toContain(secret);
	await page.close();
});

test('a device the server has dropped learns so there, and what to do', async () => {
	await app.sql`update public.devices set removed_at = now() where removed_at is null`;
	const page = await phone.openPage('/ich/diagnose');
	await expect(page.getByText('Alarmierungen kommen hier nicht an.')).toBeVisible();
	await expect(line(page, 'Server kennt dieses Gerät')).toContainText('Fehler');
	await line(page, 'Server kennt dieses Gerät').getByRole('link', { name: 'Zu „Ich“' }).click();
	await expect(page).toHaveURL(/\/ich$/);
	await page.close();
});

test('without a network it says what it could not ask', async () => {
	await phone.context.setOffline(true);
	const page = await phone.openPage('/ich/diagnose');
	await expect(line(page, 'Verbindung')).toContainText('Das Gerät hat kein Netz.');
	await expect(line(page, 'Server kennt dieses Gerät')).toContainText(
		'Jetzt ließ sich der Server nicht fragen.',
	);
	await expect(line(page, 'Anmeldung bei Rufkreis')).toContainText('Der Server ließ sich nicht fragen.');
	await expect(line(page, 'Fassung der App')).toContainText('Nicht mit dem Server verglichen.');
	await phone.context.setOffline(false);
	await page.close();
});

test('where nobody is signed in it opens all the same', async () => {
	const page = await stranger.openPage('/ich/diagnose');
	await expect(line(page, 'Anmeldung bei Rufkreis')).toContainText('niemand angemeldet');
	await expect(line(page, 'Anmeldung beim Mitteilungsdienst')).toContainText('Zu tun');
	await expect(line(page, 'Verbindung')).toContainText('Der Server antwortet.');
	await page.close();
});

test('a browser that allows no storage at all is told so', async () => {
	const page = await stranger.context.newPage();
	await page.addInitScript(() => {
		for (const name of ['indexedDB', 'caches', 'localStorage', 'sessionStorage']) {
			Object.defineProperty(globalThis, name, {
				get(): never {
					throw new DOMException('blocked', 'SecurityError');
				},
			});
		}
	});
	await page.goto(`${app.origin}/ich/diagnose`);
	await expect(line(page, 'Speicher')).toContainText('Der Browser gibt keine Datenbank frei.');
	await expect(line(page, 'Verbindung')).toContainText('Der Server antwortet.');
	await page.close();
});

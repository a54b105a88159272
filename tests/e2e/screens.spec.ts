/** Every screen as different people meet it: accessible, nothing cut off, in both palettes, with large text and on a narrow phone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { PushPayload } from '#contracts/push-payload.ts';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { accounts } from './device.ts';
import { enterAs, fillRequest, paula, signIn, switchNotificationsOn } from './people.ts';

const printer = 'e1000000-0000-4000-8000-000000000001';
const anonymous = [
	'/',
	'/anmelden',
	`/annehmen/${printer}`,
	'/barrierefreiheit',
	'/datenschutz',
	'/gibt-es-nicht',
	'/ich/diagnose',
	'/ich/installieren',
	'/impressum',
	`/probe/${printer}`,
	'/transparenz',
];
const signedIn = [
	'/anfragen',
	`/anfragen/${printer}`,
	`/anfragen/00000000-0000-4000-8000-000000000000`,
	'/hilfe',
	'/netz',
	'/netz/alarmierung/netzwerk',
	'/ich',
	'/ich/ausgang',
	'/ich/diagnose',
	'/ich/konto',
	'/ich/probe',
	'/ich/ruhezeiten',
	'/ich/profil',
	'/koordination',
];
const coordinators = [
	'/koordination',
	'/koordination/betrieb',
	'/koordination/impressum',
	'/koordination/kommunen',
	'/koordination/meldung',
	'/koordination/personen',
	'/koordination/rueckmeldungen',
	'/netz/alarmierung/netzwerk',
	'/ich',
];

let app: RunningApp;
let stranger: ChromiumPhone;
let phone: ChromiumPhone;

test.beforeAll(async () => {
	app = await startApp();
	[stranger, phone] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await page.close();
});
test.afterAll(async () => {
	await Promise.all([stranger.close(), phone.close()]);
	await app.close();
});

async function expectSound(page: Page, what: string): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
	// Skeletons and "is being loaded" would be judged instead of the screen.
	await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
	expect(findings, what).toEqual([]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function walk(page: Page, paths: readonly string[]): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		for (const path of paths) {
			await page.goto(`${app.origin}${path}`);
			await expectSound(page, `${path} in ${colorScheme}`);
		}
	}
	for (const path of paths) {
		await page.goto(`${app.origin}${path}`);
		// As a person's browser sets it: the policy of our pages takes no style from elsewhere.
		await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
		await expectSound(page, `${path} with 200 % text`);
	}
	await page.setViewportSize({ width: 320, height: 640 });
	for (const path of paths) {
		await page.goto(`${app.origin}${path}`);
		await expectSound(page, `${path} at 320 px`);
	}
	await page.setViewportSize({ width: 360, height: 800 });
}

test('screens before sign-in are sound', async () => {
	// Thirty-two of them.
	test.setTimeout(180_000);
	const page = await stranger.openPage('/');
	await walk(page, anonymous);
	await page.close();
});

test('screens of a specialist are sound', async () => {
	// Forty of them, each looked at by axe.
	test.setTimeout(240_000);
	const page = await phone.openPage('/');
	await walk(page, signedIn);
	await page.close();
});

test('screens of coordination, and of whoever waits for it, are sound', async () => {
	test.setTimeout(180_000);
	const desk = await startChromium({ origin: app.origin, push: app.push });
	const page = await desk.openPage('/');
	await enterAs(page, app, paula);
	await expect(page).toHaveURL(/\/anmelden\/warten$/);
	await walk(page, ['/anmelden/warten']);
	await app.sql`
		insert into private.feedback (message, contact, language)
		values (${'Die Schrift ist zu klein. '.repeat(20)}, 'eine-lange-adresse-ohne-umbruch@irgendwo-im-landkreis.example', 'de')`;
	await signIn(page, 'Katrin Osterland');
	const [town] = await app.sql<{ id: string }[]>`
		select municipality_id as id from public.municipalities where slug = 'nossen'`;
	await walk(page, [...coordinators, `/koordination/kommunen/${town?.id ?? ''}`]);
	await page.goto(`${app.origin}/koordination`);
	await page.getByRole('button', { name: 'Paula Winter zulassen' }).click();
	await expectSound(page, 'the sheet that admits');
	await desk.close();
});

test('every screen can be had in English', async () => {
	const page = await phone.openPage('/ich');
	// What stands above has its final height then.
	await expect(page.getByText('Wird geprüft')).toHaveCount(0);
	await page.getByRole('radio', { name: 'English' }).check({ force: true });
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	for (const [path, heading] of [
		['/anfragen', 'Requests'],
		['/hilfe', 'Help'],
		['/netz', 'Network'],
		['/ich', 'Me'],
		['/ich/ausgang', 'Outbox'],
		['/ich/diagnose', 'Diagnosis'],
		['/ich/installieren', 'Install'],
		['/ich/konto', 'Account'],
		['/ich/profil', 'Profile'],
		['/koordination', 'Coordination'],
		['/koordination/betrieb', 'Operations'],
		['/koordination/impressum', 'Edit imprint'],
		['/koordination/meldung', 'Reporting outside'],
		['/koordination/rueckmeldungen', 'Feedback'],
		['/barrierefreiheit', 'Accessibility'],
		['/datenschutz', 'Data protection'],
		['/impressum', 'Imprint'],
		['/transparenz', 'Transparency'],
	] as const) {
		await page.goto(`${app.origin}${path}`);
		await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
	}
	await page.goto(`${app.origin}/ich`);
	await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await page.close();
});

test('a request can be written and sent by keyboard alone, and what was typed survives a reload', async () => {
	const page = await phone.openPage('/anfragen');
	await fillRequest(page, {
		title: 'Beamer im Ratssaal',
		cluster: 'Arbeitsplatz',
		urgency: 'Diese Woche',
		body: 'Bleibt blau.',
	});
	await page.reload();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('Beamer im Ratssaal');
	await expect(page.getByLabel('Was ist passiert?')).toHaveValue('Bleibt blau.');
	await page.getByRole('button', { name: 'Anfrage senden' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	await page.close();
});

test('the fields say what is missing, beside the field', async () => {
	const page = await phone.openPage('/hilfe');
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page.getByText('Schreiben Sie in einem Satz, worum es geht.')).toBeVisible();
	await expectSound(page, 'the form with its problems');
	await page.close();
});

/** As the server sends it; the ticket is nobody's. */
const alert: PushPayload = {
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
};

/** How many devices of Anna the server calls. */
async function countDevices(): Promise<number> {
	const rows = await app.sql`
		select from public.devices join public.profiles using (profile_id)
		where removed_at is null and display_name = 'Anna Richter'`;
	return rows.length;
}

/** What alerts left on this device, and what names a person in its storage. */
async function readLeft(page: Page): Promise<object> {
	return page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		return {
			caches: (await caches.keys()).filter((name) => /alert|shown/.test(name)).toSorted(),
			notifications: (await registration?.getNotifications())?.map(({ title }) => title),
			stored: Object.keys(localStorage).toSorted(),
		};
	});
}

/** Anna switches notifications on here and gets an alert, so that there is something to leave. */
async function alertHere(page: Page): Promise<void> {
	await switchNotificationsOn(page);
	await phone.deliverPush(JSON.stringify(alert));
	await phone.waitForNotification({ tag: printer });
	expect(await readLeft(page)).toMatchObject({
		caches: ['rufkreis-last-alert', 'rufkreis-shown'],
		notifications: [alert.title],
	});
}

test('signing out leaves nothing of the person on the device', async () => {
	const page = await phone.openPage('/ich');
	const before = await countDevices();
	await alertHere(page);
	expect(await countDevices()).toBe(before + 1);
	await page.getByRole('button', { name: 'Abmelden' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Abmelden' }).click();
	await expect(page).toHaveURL(/\/anmelden/);
	const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
	expect(left.filter((name) => name.startsWith('rufkreis'))).toEqual([]);
	expect(await readLeft(page)).toEqual({ caches: [], notifications: [], stored: ['rufkreis.config'] });
	expect(await countDevices()).toBe(before);

	// A server that has not learned it yet sends on.
	await phone.deliverPush(JSON.stringify({ ...alert, rev: 2 }));
	expect(await phone.shownNotifications()).toMatchObject([
		{
			title: 'Rufkreis',
			body: 'Auf diesem Gerät ist niemand für Alarmierungen angemeldet.',
			actions: [],
			data: null,
		},
	]);
	expect(await readLeft(page)).toMatchObject({ caches: [], stored: ['rufkreis.config'] });
	const { focused } = await phone.tapNotification({ tag: 'rufkreis', action: 'accept' });
	expect(focused.map((url) => new URL(url).pathname)).toEqual(['/anmelden']);
	await page.close();
});

test('whoever is signed in after signing out is alerted again, until somebody else takes the device', async () => {
	const page = await phone.openPage('/');
	const before = await countDevices();
	await signIn(page, 'Anna Richter');
	await alertHere(page);
	expect(await countDevices()).toBe(before + 1);
	await signIn(page, 'Ben Schubert');
	expect(await countDevices()).toBe(before);
	// The list for his own next start, which his app leaves a moment after it has drawn it.
	const list = await page.waitForFunction(() => localStorage.getItem('rufkreis.early-inbox'));
	expect(JSON.parse((await list.jsonValue()) ?? '')).toMatchObject({ profile_id: accounts.ben });
	expect(await readLeft(page)).toEqual({
		caches: [],
		notifications: [],
		// Anna did not sign out. She had nothing unsent, so nothing of hers waits for her.
		stored: [
			`rufkreis-${accounts.ben}.traces`,
			'rufkreis.auth',
			'rufkreis.config',
			'rufkreis.early-inbox',
			'rufkreis.person',
		],
	});
	await phone.deliverPush(JSON.stringify({ ...alert, rev: 2 }));
	expect((await phone.shownNotifications()).map(({ title }) => title)).toEqual(['Rufkreis']);
	await page.close();
});

test('signing out without network leaves nothing either, although the server does not know yet', async () => {
	const page = await phone.openPage('/');
	const before = await countDevices();
	await signIn(page, 'Anna Richter');
	await alertHere(page);
	await phone.context.setOffline(true);
	await page.getByRole('button', { name: 'Abmelden' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Abmelden' }).click();
	await expect(page).toHaveURL(/\/anmelden/);
	// Nor is anything left of Ben, who was here before and did not sign out.
	expect(await readLeft(page)).toEqual({ caches: [], notifications: [], stored: ['rufkreis.config'] });
	expect(await countDevices()).toBe(before + 1);
	await phone.deliverPush(JSON.stringify({ ...alert, rev: 2 }));
	expect(await phone.shownNotifications()).toMatchObject([{ title: 'Rufkreis', actions: [], data: null }]);
	await phone.context.setOffline(false);
	await page.close();
});

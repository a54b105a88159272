/** Whoever cannot come now says when they can, helps along, or takes a slip of the finger back: what both sides see of it. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { ask, signIn, switchNotificationsOn } from './people.ts';

let app: RunningApp;
let anna: ChromiumPhone;
let ben: ChromiumPhone;
let desk: ChromiumPhone;
let atDesk: Page;
let bens: Page;

async function takePhone(name: string): Promise<ChromiumPhone> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	const page = await phone.openPage('/');
	await signIn(page, name);
	await switchNotificationsOn(page);
	phone.goOnline();
	return phone;
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	anna = await takePhone('Anna Richter');
	ben = await takePhone('Ben Schubert');
	desk = await startChromium({ origin: app.origin, push: app.push, viewport: { width: 1280, height: 800 } });
	atDesk = await desk.openPage('/');
	await signIn(atDesk, 'Sabine Lehmann');
	await anna.closePages();
	await ben.closePages();
});
test.afterAll(async () => {
	await Promise.all([anna, ben, desk].map((phone) => phone.close()));
	await app.close();
});

async function askFor(title: string): Promise<string> {
	// One person may ask five times in ten minutes.
	await app.sql`update public.requests set created_at = created_at - interval '10 minutes'`;
	const id = await ask(atDesk, { title, cluster: 'Netzwerk & Internet', urgency: 'Heute' });
	await anna.waitForNotification({ tag: id });
	return id;
}

// Late in the evening half an hour and two hours are tomorrow.
test('“Später” on the notification becomes an offer with a time; whoever asked takes it, and the phone rings', async () => {
	const id = await askFor('WLAN im Standesamt schwach');
	await anna.tapNotification({ tag: id, action: 'later' });
	const noted = await anna.waitForNotification({ tag: id, title: 'Später notiert' });
	const [, time = ''] = /Angeboten: Sie können ab ((?:morgen )?\d\d:\d\d)\./.exec(noted.body) ?? [];
	expect(time, noted.body).not.toBe('');

	const offers = atDesk.getByRole('region', { name: 'Angebote' });
	await expect(offers.getByText(`Anna Richter (Coswig) kann ab ${time}`)).toBeVisible();
	await offers.getByRole('button', { name: 'Angebot annehmen: Anna Richter (Coswig)' }).click();
	await expect(atDesk.getByText('Anna Richter (Coswig) hat jetzt die Anfrage')).toBeVisible();
	await expect(offers).toBeHidden();
	const told = await anna.waitForNotification({ tag: id, title: 'Ihr Angebot gilt: Sie haben die Anfrage' });
	expect(told).toMatchObject({ silent: false, actions: [{ action: 'open' }] });
	await ben.waitForNotification({ tag: id, title: 'Übernommen von Anna Richter (Coswig)' });
});

test('the button offers what the person has chosen under “Ich”', async () => {
	const page = await anna.openPage('/ich');
	await page.getByLabel('Was „Später“ anbietet').selectOption('Nur am Telefon');
	await expect
		.poll(() => app.sql`select later from public.notification_settings`)
		.toEqual([{ later: 'by_phone' }]);
	await anna.closePages();
	const id = await askFor('Scanner im Archiv ohne Ziel');
	await anna.tapNotification({ tag: id, action: 'later' });
	const noted = await anna.waitForNotification({ tag: id, title: 'Später notiert' });
	expect(noted.body).toContain('Angeboten: Sie helfen am Telefon.');
	await expect(atDesk.getByText('Anna Richter (Coswig) kann am Telefon helfen').first()).toBeVisible();
});

test('in the app one offers a time, withdraws it, or says that it is not possible this time', async () => {
	const id = await askFor('Drucker im Bauamt nicht im Netz');
	bens = await ben.openPage(`/anfragen/${id}`);
	await bens.getByRole('button', { name: 'Später' }).click();
	const sheet = bens.getByRole('dialog', { name: 'Wann können Sie helfen?' });
	await sheet.getByRole('button', { name: 'Anbieten' }).click();
	await expect(sheet.getByText('Wählen Sie, wann Sie können.')).toBeVisible();
	await sheet.getByRole('radio', { name: 'Nächster Arbeitstag' }).check({ force: true });
	await sheet.getByRole('button', { name: 'Anbieten' }).click();
	await expect(bens.getByText('Angeboten', { exact: true })).toBeVisible();
	const own = bens.getByRole('region', { name: 'Angebote' });
	await expect(own.getByText(/^Sie können ab .*08:00$/)).toBeVisible();
	await expect(
		atDesk.getByRole('region', { name: 'Angebote' }).getByText(/^Ben Schubert \(Meißen\) kann ab .*08:00$/),
	).toBeVisible();

	await own.getByRole('button', { name: 'Zurückziehen' }).click();
	await expect(bens.getByText('Zurückgezogen', { exact: true })).toBeVisible();
	await expect(atDesk.getByRole('region', { name: 'Angebote' })).toBeHidden();

	await bens.getByRole('button', { name: 'Später' }).click();
	await sheet.getByRole('button', { name: 'Diesmal nicht möglich' }).click();
	await expect(bens.getByText('Sie haben gesagt: diesmal nicht möglich.')).toBeVisible();
	await expect(bens.getByRole('button', { name: 'Annehmen', exact: true })).toBeVisible();
});

test('an offer made without a network waits, claims nothing, and goes out by itself', async () => {
	await ben.context.setOffline(true);
	await bens.getByRole('button', { name: 'Später' }).click();
	const sheet = bens.getByRole('dialog', { name: 'Wann können Sie helfen?' });
	await sheet.getByRole('radio', { name: 'In 2 Stunden' }).check({ force: true });
	await sheet.getByRole('button', { name: 'Anbieten' }).click();
	await expect(bens.getByText('Gemerkt, noch nicht bestätigt')).toBeVisible();
	await expect(bens.getByText('Ihr Angebot sehen die anderen, sobald es gesendet ist.')).toBeVisible();
	await expect(bens.getByRole('region', { name: 'Angebote' })).toBeHidden();
	await ben.context.setOffline(false);
	await expect(bens.getByRole('region', { name: 'Angebote' })).toBeVisible({ timeout: 15_000 });
	await expect(
		atDesk.getByText(/^Ben Schubert \(Meißen\) kann ab (?:morgen )?\d\d:\d\d$/).first(),
	).toBeVisible();
});

test('a slip of the finger is taken back in the app', async () => {
	await bens.getByRole('button', { name: 'Annehmen', exact: true }).click();
	await bens.getByRole('button', { name: 'Rückgängig' }).click();
	await expect(bens.getByText('Zurückgenommen', { exact: true })).toBeVisible();
	await expect(bens.getByRole('button', { name: 'Annehmen', exact: true })).toBeVisible();
	await expect(atDesk.getByText('Ben Schubert (Meißen) hat die Übernahme zurückgenommen')).toBeVisible();
});

test('whoever helps along is seen by both sides, and ceases with one press', async () => {
	await bens.getByRole('button', { name: 'Ich helfe mit' }).click();
	const people = atDesk.getByRole('region', { name: 'Beteiligte' });
	await expect(people.getByText('Meißen · hilft mit')).toBeVisible();
	await expect(bens.getByText('Beide Seiten sehen es.')).toBeVisible();
	await bens.getByRole('button', { name: 'Nicht mehr mithelfen' }).click();
	await expect(people.getByText('hilft mit')).toBeHidden();
	await expect(bens.getByRole('button', { name: 'Ich helfe mit' })).toBeVisible();
});

/** An alert whose notification led nowhere, as on iPhones: the app itself leads to it, wherever it opens. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { ask, signIn, switchNotificationsOn } from './people.ts';

let app: RunningApp;
let anna: ChromiumPhone;
let desk: ChromiumPhone;
let asking: Page;

test.beforeAll(async () => {
	app = await startApp();
	[anna, desk] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	const page = await anna.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
	anna.goOnline();
	await anna.closePages();
	asking = await desk.openPage('/');
	await signIn(asking, 'Sabine Lehmann');
});
test.afterAll(async () => {
	await Promise.all([anna.close(), desk.close()]);
	await app.close();
});

async function alertAnna(title: string): Promise<string> {
	const id = await ask(asking, { title, cluster: 'Netzwerk & Internet', urgency: 'Schalter steht' });
	await anna.waitForNotification({ tag: id });
	return id;
}

test('the start page offers the newest alert at once, and no more once it is taken', async () => {
	const id = await alertAnna('Bürgeramt ohne Internet');
	const page = await anna.openPage('/anfragen');
	await expect(page.getByText('Alarmierung: Bürgeramt ohne Internet · Riesa')).toBeVisible();
	await page.getByRole('link', { name: 'Ansehen und annehmen' }).click();
	await expect(page).toHaveURL(new RegExp(`/annehmen/${id}#`));
	await page.getByRole('button', { name: 'Annehmen' }).click();
	await expect(page.getByRole('heading', { name: /^Übernommen/ })).toBeVisible();
	await page.goto(`${app.origin}/anfragen`);
	await expect(page.getByText('Bürgeramt ohne Internet').first()).toBeVisible();
	await expect(page.getByText('Alarmierung:')).toBeHidden();
	await page.close();
});

test('an open page offers what comes meanwhile, and the person can hide it', async () => {
	const page = await anna.openPage('/netz');
	await expect(page.getByRole('heading', { level: 1, name: 'Netz' })).toBeVisible();
	await alertAnna('Kartenleser tot');
	await expect(page.getByText('Alarmierung: Kartenleser tot · Riesa')).toBeVisible();
	await page.getByRole('button', { name: 'Ausblenden' }).click();
	await expect(page.getByText('Alarmierung:')).toBeHidden();
	await page.getByRole('link', { name: 'Anfragen', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Anfragen' })).toBeVisible();
	await expect(page.getByText('Alarmierung:')).toBeHidden();
	await page.close();
});

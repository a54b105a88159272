/** The list that stands there before the app does: the same to the eye, and nothing pressed on it is lost. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { accounts } from './device.ts';
import { signIn } from './people.ts';

const network = 'c1000000-0000-4000-8000-000000000001';
const kept = 'rufkreis.early-inbox';

let app: RunningApp;
let phone: ChromiumPhone;

test.beforeAll(async () => {
	app = await startApp();
});
test.afterAll(() => app.close());
test.beforeEach(async () => {
	await app.sql`update public.requests set status = 'cancelled' where status = 'open'`;
	phone = await startChromium({ origin: app.origin, push: app.push });
});
test.afterEach(() => phone.close());

/** Ben asks the cluster he shares with Anna; returns the id. Written straight into the table: more than a person may ask in ten minutes. */
async function ask(title: string, priority: number): Promise<string> {
	const [row] = await app.sql<{ request_id: string }[]>`
		with asked as (
			insert into public.requests (request_id, title, kind, priority, status, cluster_id, municipality_id)
			select gen_random_uuid(), ${title}, 'incident', ${priority}::int, 'open', ${network}, municipality_id
			from public.profiles where profile_id = ${accounts.ben}
			returning request_id
		)
		insert into public.request_details (request_id, requester_id, body, place, callback)
		select request_id, ${accounts.ben}, '', '', '' from asked returning request_id`;
	return row?.request_id ?? '';
}

/** Anna has looked at her list, in which this stands, and has put the phone away. */
async function lookAt(...titles: string[]): Promise<void> {
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
	for (const title of titles) await expect(page.getByRole('link', { name: title })).toBeVisible();
	for (const title of titles) await untilKept(page, title);
	await phone.closePages();
}

/** Until the list left for the next start has a request, by id or title, that stands like this. */
function untilKept(page: Page, text: string, status = 'open'): Promise<unknown> {
	return page.waitForFunction(
		([key = '', part = '', wanted = '']) =>
			(localStorage.getItem(key) ?? '')
				.split('{')
				.some((face) => face.includes(part) && face.includes(`"status":"${wanted}"`)),
		[kept, text, status],
	);
}

/** Starts the app cold and holds it where the list is drawn and the app has not begun: no timer and no frame goes on until `clock.resume`. */
async function startHeld(): Promise<Page> {
	await phone.stopWorker();
	const page = await phone.context.newPage();
	await page.clock.install();
	await page.clock.pauseAt(Date.now() + 1000);
	await page.goto(`${app.origin}/anfragen`);
	return page;
}

/** What stands where, in whole pixels. */
function readPlaces(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('h1, h2, h3, article, button, time, nav a, fieldset label')]
			.filter((element) => element.checkVisibility())
			.map((element) => {
				const { x, y, width, height } = element.getBoundingClientRect();
				const place = [x, y, width, height].map(Math.round).join(' ');
				return `${element.tagName} ${element.textContent.trim().replace(/\s+/g, ' ')} ${place}`;
			}),
	);
}

test('the list is there before the app, and nothing moves when the app takes its place', async () => {
	await ask('Drucker im Bürgerbüro druckt nicht mehr', 1);
	await ask('Zugang zum Ratsinformationssystem', 3);
	await lookAt('Drucker im Bürgerbüro druckt nicht mehr', 'Zugang zum Ratsinformationssystem');
	const page = await startHeld();
	await expect(page.getByRole('link', { name: 'Drucker im Bürgerbüro druckt nicht mehr' })).toBeVisible();
	await expect(page).toHaveTitle('Anfragen · Rufkreis');
	const before = await readPlaces(page);
	expect(before.length).toBeGreaterThan(12);
	await page.clock.resume();
	await page.locator('[data-take]').first().waitFor();
	await expect(page.locator('body > div')).toHaveCount(1);
	expect(await readPlaces(page)).toEqual(before);
});

test('a request pressed before the app is there opens', async () => {
	const id = await ask('Telefonanlage stumm', 2);
	await lookAt('Telefonanlage stumm');
	const page = await startHeld();
	await page.getByRole('link', { name: 'Telefonanlage stumm' }).click();
	await expect(page).toHaveURL(`${app.origin}/anfragen`);
	await page.clock.resume();
	await expect(page).toHaveURL(`${app.origin}/anfragen/${id}`);
	await expect(page.getByRole('heading', { name: 'Telefonanlage stumm' })).toBeVisible();
});

test('an acceptance pressed before the app is there is carried out, once', async () => {
	const id = await ask('Kartenleser wird nicht erkannt', 2);
	await lookAt('Kartenleser wird nicht erkannt');
	const page = await startHeld();
	const button = page.getByRole('button', { name: 'Annehmen: Kartenleser wird nicht erkannt' });
	await button.click();
	await button.click();
	await page.clock.resume();
	await expect(page).toHaveURL(`${app.origin}/anfragen/${id}`);
	await expect
		.poll(() => app.sql`select accepted_by from public.requests where request_id = ${id}`)
		.toEqual([{ accepted_by: accounts.anna }]);
	expect(
		await app.sql`select 1 from public.request_events where request_id = ${id} and kind = 'accepted'`,
	).toHaveLength(1);
});

test('another view, a place far down and the focus stay chosen', async () => {
	for (let n = 0; n < 5; n += 1) await ask(`Anmeldung am Platz ${n}`, 3);
	await lookAt('Anmeldung am Platz 4');
	const page = await startHeld();
	await page.getByRole('link', { name: 'Anmeldung am Platz 2' }).focus();
	await page.evaluate(() => scrollTo(0, 300));
	await page.clock.resume();
	await expect(page.locator('body > div')).toHaveCount(1);
	expect(await page.evaluate(() => scrollY)).toBe(300);
	await expect(page.getByRole('link', { name: 'Anmeldung am Platz 2' })).toBeFocused();
	await phone.closePages();
	const next = await startHeld();
	await next.getByRole('radio', { name: /Alle offenen/ }).check();
	await next.clock.resume();
	await expect(next.getByRole('heading', { name: 'Offen im ganzen Netz' })).toBeVisible();
});

test('what changed on another screen is in the list of the next start', async () => {
	const id = await ask('Scanner sendet nichts', 2);
	await lookAt('Scanner sendet nichts');
	const page = await phone.openPage(`/anfragen/${id}`);
	await page.getByRole('button', { name: 'Annehmen' }).click();
	await untilKept(page, id, 'accepted');
	await phone.closePages();
	const next = await startHeld();
	const card = next.getByRole('article').filter({ hasText: 'Scanner sendet nichts' });
	await expect(card.getByText('Übernommen')).toBeVisible();
	await expect(card.getByRole('button')).toHaveCount(0);
});

test.describe('what cannot be shown is not, and the app begins as ever', () => {
	const foreign = {
		version: 1,
		profile_id: accounts.ben,
		views: [{ value: 'open' }],
		sections: [],
		isLonely: true,
		isUnreachable: false,
	};
	const spoilt: Record<string, (list: string) => string> = {
		garbage: (list) => list.slice(0, 20),
		'of a later version': (list) => list.replace('"version":1', '"version":2'),
		'with a time that is none': (list) => list.replaceAll(/"created_at":"[^"]*"/g, '"created_at":"gestern"'),
		"somebody else's": () => JSON.stringify(foreign),
	};
	for (const [name, spoil] of Object.entries(spoilt))
		test(name, async () => {
			await ask(`Beamer, ${name}`, 2);
			await lookAt(`Beamer, ${name}`);
			const before = await phone.openPage('/datenschutz');
			const list = await before.evaluate((key) => localStorage.getItem(key), kept);
			expect(spoil(list ?? '')).not.toBe(list);
			await before.evaluate(([key, value]) => localStorage.setItem(key, value), [
				kept,
				spoil(list ?? ''),
			] as const);
			await phone.closePages();
			const page = await startHeld();
			await page.clock.resume();
			await expect(page.getByRole('link', { name: `Beamer, ${name}` })).toBeVisible();
			await expect(page.locator('body > div')).toHaveCount(1);
		});
});

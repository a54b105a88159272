/** What a phone holds while others act: never more than its person may see, never less than they need, and nothing jumps. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { accounts, readTable } from './device.ts';
import { signIn } from './people.ts';

const network = 'c1000000-0000-4000-8000-000000000001';

let app: RunningApp;
const phones: ChromiumPhone[] = [];

async function takePhone(name: string): Promise<{ phone: ChromiumPhone; page: Page }> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	phones.push(phone);
	const page = await phone.openPage('/');
	await signIn(page, name);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect(page.getByText('aktuell')).toBeVisible();
	return { phone, page };
}

/** What another phone of this person would do. */
async function callAs(profileId: string, name: string, args: object): Promise<unknown> {
	const answer = await fetch(`${app.origin}/rest/v1/rpc/${name}`, {
		method: 'POST',
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${app.tokenOf(profileId)}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ command_id: randomUUID(), ...args }),
	});
	return answer.json();
}

/** Somebody in Riesa asks, on another device. Written by hand: five requests in ten minutes are all one person may make. */
async function askElsewhere(title: string): Promise<string> {
	const id = randomUUID();
	await app.sql.begin(async (sql) => {
		await sql`
			insert into public.requests (request_id, title, kind, priority, cluster_id, municipality_id)
			select ${id}, ${title}, 'incident', 2, ${network}, municipality_id from public.municipalities where slug = 'riesa'`;
		await sql`insert into public.request_details (request_id, requester_id, body) values (${id}, ${accounts.sabine}, '')`;
	});
	return id;
}

/** Milliseconds: the half minute after which a page looks for itself, and what a busy machine adds; two of them would be longer. */
const aSweep = 50_000;

/** Where its upper edge is painted: scrolling makes up for what came above only with the next frame. */
function topOf(anchor: Locator): Promise<number> {
	return anchor.evaluate(
		(element) =>
			new Promise<number>((resolve) => {
				requestAnimationFrame(() => {
					requestAnimationFrame(() => resolve(element.getBoundingClientRect().top));
				});
			}),
	);
}

test.beforeAll(async () => {
	app = await startApp();
});
test.afterAll(async () => {
	await Promise.all(phones.map((phone) => phone.close()));
	await app.close();
});

test('deleting the database under the running app ends in a rebuilt cache and a sentence', async () => {
	const title = 'Beamer im Ratssaal bleibt dunkel';
	await askElsewhere(title);
	const { page } = await takePhone('Anna Richter');
	await page.getByRole('link', { name: 'Anfragen', exact: true }).click();
	await expect(page.getByText(title)).toBeVisible();

	await page.evaluate(
		(name) =>
			new Promise<void>((resolve, reject) => {
				const deleting = indexedDB.deleteDatabase(name);
				deleting.onsuccess = () => resolve();
				deleting.onerror = () => reject(new Error(deleting.error?.message));
			}),
		`rufkreis-${accounts.anna}`,
	);
	await expect(page.getByText('Der Speicher dieses Browsers wurde geleert')).toBeVisible();
	await expect(page.getByText(title)).toBeVisible();
	await expect(page.getByText('aktuell')).toBeVisible();
	// The list may still be the one from before: what counts is what lies there again.
	await expect
		.poll(async () => (await readTable(page, accounts.anna, 'requests')).map((row) => row.title))
		.toContain(title);

	// What is done from here on is kept again.
	await page.getByText(title).click();
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	await page.getByRole('button', { name: 'Annehmen', exact: true }).click();
	await expect(page.getByText('Sie haben übernommen').first()).toBeVisible();
});

test('the phone of somebody who left a cluster holds nothing of it after the next pull', async () => {
	const id = await askElsewhere('Drucker im Standesamt');
	await callAs(accounts.clara, 'accept_request', { request_id: id });
	const article = randomUUID();
	await app.sql`
		insert into public.articles (article_id, cluster_id, title, status, published_at)
		values (${article}, ${network}, 'VPN neu verbinden', 'published', now())`;
	const { page } = await takePhone('Ben Schubert');
	await expect
		.poll(async () => (await readTable(page, accounts.ben, 'articles')).map((row) => row.article_id))
		.toContain(article);
	const ofNetwork = async (): Promise<string[]> =>
		(await readTable(page, accounts.ben, 'requests'))
			.filter((row) => row.cluster_id === network && row.status !== 'open')
			.map((row) => String(row.request_id));
	expect(await ofNetwork()).toContain(id);

	expect(await callAs(accounts.ben, 'leave_cluster', { cluster_id: network })).toEqual({ outcome: 'left' });
	await expect.poll(ofNetwork).toEqual([]);
	const mine = new Set(
		(await readTable(page, accounts.ben, 'requests'))
			.filter((row) => row.cluster_id !== network)
			.map((row) => row.request_id),
	);
	// Open requests of any cluster are every specialist's to see, their inside is not.
	for (const table of ['request_details', 'request_events', 'attachments']) {
		const left = (await readTable(page, accounts.ben, table)).filter((row) => !mine.has(row.request_id));
		expect(left, table).toEqual([]);
	}
	expect((await readTable(page, accounts.ben, 'articles')).map((row) => row.cluster_id)).not.toContain(
		network,
	);
	const memberships = (await readTable(page, accounts.ben, 'cluster_members')).filter(
		(row) => row.profile_id === accounts.ben,
	);
	expect(memberships.map((row) => row.cluster_id)).not.toContain(network);
});

test('a change by somebody else is there at once without moving scroll, focus or typing', async () => {
	for (let count = 0; count < 12; count += 1) await askElsewhere(`Warteschlange ${count}`);
	const { page } = await takePhone('Clara Vogt');
	await expect(page.getByText('Warteschlange 11')).toBeVisible();
	// More than the screenful that a start paints first.
	await expect(page.getByRole('link', { name: 'Warteschlange 0', exact: true })).toBeAttached();

	const anchor = page.getByRole('link', { name: /Warteschlange 7/ });
	await anchor.scrollIntoViewIfNeeded();
	await page.evaluate(() => window.scrollBy(0, 40));
	await anchor.focus();
	const before = await topOf(anchor);
	const first = await askElsewhere('Neu und ganz oben');
	await app.sql`update public.requests set priority = 1 where request_id = ${first}`;
	await expect(page.getByText('Neu und ganz oben')).toBeAttached({ timeout: 10_000 });
	await expect(anchor).toBeFocused();
	expect(Math.abs((await topOf(anchor)) - before)).toBeLessThanOrEqual(1);

	await page.getByRole('link', { name: 'Hilfe', exact: true }).click();
	const body = page.getByLabel('Was ist passiert?');
	await body.pressSequentially('Der Bildschirm ');
	await body.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 4));
	const top = await page.evaluate(() => window.scrollY);
	const second = await askElsewhere('Während jemand schreibt');
	await expect
		.poll(async () => (await readTable(page, accounts.clara, 'requests')).map((row) => row.request_id), {
			timeout: 10_000,
		})
		.toContain(second);
	await page.keyboard.type('große ');
	await expect(body).toHaveValue('Der große Bildschirm ');
	await expect(body).toBeFocused();
	expect(await page.evaluate(() => window.scrollY)).toBe(top);
});

test('after the stream was cut, or the database stopped telling, a change is there with the next sweep', async () => {
	// Twice up to half a minute until the page looks for itself, and two reloads.
	test.setTimeout(180_000);
	const { phone, page } = await takePhone('Clara Vogt');
	await phone.context.route('**/api/live', (route) => route.abort());
	await page.reload();
	await expect(page.getByText('aktuell')).toBeVisible();
	await askElsewhere('Ohne Zuruf angekommen');
	await expect(page.getByText('Ohne Zuruf angekommen')).toBeVisible({ timeout: aSweep });
	await phone.context.unroute('**/api/live');

	await page.reload();
	await expect(page.getByText('aktuell')).toBeVisible();
	// The server's ear is cut off; what is said while it is deaf nobody hears.
	await app.sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and pid <> pg_backend_pid()`;
	await askElsewhere('Im Moment der Stille');
	await expect(page.getByText('Im Moment der Stille')).toBeVisible({ timeout: aSweep });
});

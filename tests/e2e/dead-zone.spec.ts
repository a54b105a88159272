/** Where no signal is: what a person does is kept, survives whatever happens to the page, and is done exactly once. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { accounts, fillOutbox, readTable } from './device.ts';
import { startFrontDoor } from './front-door.ts';
import type { FrontDoor } from './front-door.ts';
import { fillRequest, signIn } from './people.ts';

const network = 'c1000000-0000-4000-8000-000000000001';

let door: FrontDoor;
let app: RunningApp;
const phones: ChromiumPhone[] = [];

async function takePhone(): Promise<ChromiumPhone> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	phones.push(phone);
	return phone;
}

test.beforeAll(async () => {
	door = await startFrontDoor();
	app = await startApp({ door });
});
test.afterAll(async () => {
	await Promise.all(phones.map((phone) => phone.close()));
	await app.close();
	await door.close();
});

test('a request written in a dead zone survives reload, update, second window and expired session, and is made once', async () => {
	const title = 'Kein Netz im Serverraum des Archivs';
	const phone = await takePhone();
	const { context } = phone;
	const page = await phone.openPage('/');
	await signIn(page, 'Sabine Lehmann');
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect(page.getByText('aktuell')).toBeVisible();

	await context.setOffline(true);
	await fillRequest(page, {
		title,
		cluster: 'Netzwerk & Internet',
		urgency: 'Heute',
		place: 'Archiv, Keller',
	});
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	await expect(page.getByText('Noch nicht gesendet').first()).toBeVisible();

	// Reload, still without network: the page comes from the device.
	await page.reload();
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	await expect(page.getByText('Noch nicht gesendet').first()).toBeVisible();

	// A second window of the same person.
	const second = await phone.openPage('/anfragen');
	await expect(second.getByText(title)).toBeVisible();

	// Weeks pass: the server no longer knows the session.
	await app.sql`delete from auth.refresh_tokens`;
	await app.sql`delete from auth.sessions`;
	await page.evaluate(() => {
		const kept = JSON.parse(localStorage.getItem('rufkreis.auth') ?? '{}') as object; // supabase-js's own entry
		localStorage.setItem('rufkreis.auth', JSON.stringify({ ...kept, access_token: 'x.y.z', expires_at: 1 }));
	});

	// Back in the network, with a new version of the app that waits to be started.
	door.updateWorker();
	await context.setOffline(false);
	await expect(page.getByText('Anmeldung nötig').first()).toBeVisible();
	expect(await app.sql`select 1 from public.requests where title = ${title}`).toHaveLength(0);
	await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		await registration?.update();
	});
	await expect(page.getByText('Neue Version bereit')).toBeVisible();
	await page.getByRole('button', { name: 'Jetzt neu laden' }).click();
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	expect(await app.sql`select 1 from public.requests where title = ${title}`).toHaveLength(0);

	await page.getByRole('link', { name: 'Neu anmelden' }).first().click();
	await page.getByRole('button', { name: 'Als Sabine Lehmann anmelden' }).click();
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	await expect(page.getByText('Noch nicht gesendet')).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\d{4}/);
	expect(
		await app.sql`select requester_id from public.request_details d join public.requests r using (request_id) where r.title = ${title}`,
	).toEqual([{ requester_id: accounts.sabine }]);
	await expect.poll(() => readTable(page, accounts.sabine, 'outbox')).toEqual([]);
	expect(await app.sql`select 1 from private.commands where name = 'create_request'`).toHaveLength(1);
});

test('five hundred things done in a week offline go out in order, and each refused one is visible', async () => {
	test.setTimeout(480_000);
	const phone = await takePhone();
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect(page.getByText('aktuell')).toBeVisible();
	await phone.context.setOffline(true);

	const articles = Array.from({ length: 493 }, (_, index) => ({
		name: 'save_article',
		args: {
			command_id: randomUUID(),
			article_id: randomUUID(),
			cluster_id: network,
			title: `Anleitung ${index}`,
			summary: '',
			body: 'Schritt für Schritt',
		},
	}));
	const refused = Array.from({ length: 7 }, () => ({
		name: 'accept_request',
		args: { command_id: randomUUID(), request_id: randomUUID() },
	}));
	const commands = articles.flatMap((article, index) =>
		index % 70 === 69 ? [article, ...refused.splice(0, 1)] : [article],
	);
	expect(commands).toHaveLength(500);
	await fillOutbox(page, accounts.anna, commands, 7);
	await page.goto(`${app.origin}/ich/ausgang`);
	await expect(page.getByRole('heading', { level: 1, name: 'Ausgang' })).toBeVisible();
	await expect(page.getByText('500 warten').first()).toBeVisible();

	// Every number of things sent so far, as it stood there.
	await page.evaluate(() => {
		const seen: string[] = [];
		Object.assign(window, { seen });
		new MutationObserver(() => {
			const found = /(\d+) von 500 gesendet/.exec(document.body.innerText)?.[1];
			if (found !== undefined && seen.at(-1) !== found) seen.push(found);
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	});
	await phone.context.setOffline(false);
	await expect(page.getByText('braucht Sie (7)')).toBeVisible({ timeout: 200_000 });
	await expect
		.poll(async () => (await readTable(page, accounts.anna, 'outbox')).map((entry) => entry.state), {
			timeout: 200_000,
		})
		.toEqual(Array.from({ length: 7 }, () => 'refused'));

	const stored = await app.sql<{ command_id: string }[]>`
		select command_id from private.commands where name = 'save_article' order by created_at`;
	expect(stored.map((row) => row.command_id)).toEqual(articles.map(({ args }) => args.command_id));
	const counts = await page.evaluate(() =>
		'seen' in window && Array.isArray(window.seen) ? window.seen.map(Number) : [],
	);
	expect(counts.length).toBeGreaterThan(3);
	expect(counts).toEqual(counts.toSorted((a, b) => a - b));

	await expect(page.getByRole('button', { name: 'Noch einmal senden', exact: true })).toHaveCount(7);
});

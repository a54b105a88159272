/** Two people, one phone: the second never sees, hears or can accept anything of the first, whether or not the first has signed out. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { accounts, readTable } from './device.ts';
import { signIn, switchNotificationsOn } from './people.ts';

const network = 'c1000000-0000-4000-8000-000000000001';

let app: RunningApp;
let phone: ChromiumPhone;

test.beforeAll(async () => {
	app = await startApp();
});
test.afterAll(() => app.close());
test.beforeEach(async () => {
	phone = await startChromium({ origin: app.origin, push: app.push });
});
test.afterEach(() => phone.close());

/** Ben asks the cluster he shares with Anna. */
async function askAsBen(title: string): Promise<string> {
	const request_id = randomUUID();
	// One person may ask five times in ten minutes.
	await app.sql`update public.requests set created_at = created_at - interval '10 minutes'`;
	const answer = await fetch(`${app.origin}/rest/v1/rpc/create_request`, {
		method: 'POST',
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${app.tokenOf(accounts.ben)}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({
			command_id: randomUUID(),
			request_id,
			cluster_id: network,
			title,
			body: '',
			priority: 1,
			kind: 'incident',
			place: 'Markt 1',
			callback: '03521 467-0',
		}),
	});
	expect(await answer.json()).toMatchObject({ outcome: 'created' });
	return request_id;
}

/** Everything a page of this origin can find on the device, as text. */
function readDevice(page: Page): Promise<{ databases: string[]; caches: string; storage: string }> {
	return page.evaluate(async () => {
		let found = '';
		for (const name of await caches.keys()) {
			// The files of the app are the same for everybody.
			if (name.startsWith('workbox-')) continue;
			const cache = await caches.open(name);
			for (const request of await cache.keys())
				found += `${name} ${request.url} ${(await (await cache.match(request))?.text()) ?? ''}\n`;
		}
		return {
			databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
			caches: found,
			storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
		};
	});
}

interface Left {
	title: string;
	id: string;
	/** Of the request she has taken along. */
	trip: string;
	address: string;
	ticket: string;
	channel: string;
}

/**
 * Anna's phone as she puts it down: everything pulled, alerted, one request accepted on the lock screen and taken along, one tap kept in a dead
 * zone; no page is open that would send it.
 */
async function useAsAnna(title: string): Promise<Left> {
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
	phone.goOnline();
	const id = await askAsBen(title);
	await phone.waitForNotification({ tag: id });
	await expect
		.poll(async () => (await readTable(page, accounts.anna, 'requests')).map((row) => row.title))
		.toContain(title);
	const trip = `${title}, unterwegs`;
	const { opened } = await phone.tapNotification({ tag: id });
	const address = new URL(opened[0] ?? '', app.origin);
	await phone.closePages();
	const carried = await askAsBen(trip);
	await phone.waitForNotification({ tag: carried });
	await phone.tapNotification({ tag: carried, action: 'accept' });
	await phone.context.setOffline(true);
	const again = {
		version: 1,
		kind: 'alert',
		rev: 9e15,
		language: 'de',
		request_id: id,
		title,
		body: '',
		priority: 1,
	};
	await phone.deliverPush(
		JSON.stringify({ ...again, ticket: address.hash.slice(1), expires_at: Date.now() + 600_000 }),
	);
	await phone.tapNotification({ tag: id, action: 'accept' });
	await phone.waitForNotification({ tag: id, title: 'Gemerkt: Annehmen' });
	await phone.closePages();
	await phone.context.setOffline(false);
	const [device] = await app.sql<{ endpoint: string }[]>`
		select e.endpoint from public.devices v join private.push_endpoints e on e.device_id = v.device_id
		where v.profile_id = ${accounts.anna} and v.removed_at is null`;
	return {
		title,
		id,
		trip,
		address: address.href,
		ticket: address.hash.slice(1),
		channel: app.push.channelOf(device?.endpoint ?? ''),
	};
}

/** `page` is Sabine's, on the same phone. */
async function expectNothingOf(
	{ title, id, trip, address, ticket, channel }: Left,
	page: Page,
): Promise<void> {
	await expect(page.getByText('aktuell')).toBeVisible();
	const { databases, caches, storage } = await readDevice(page);
	expect(databases).not.toContain(`rufkreis-${accounts.anna}`);
	expect((await readTable(page, accounts.sabine, 'requests')).map((row) => row.title)).not.toContain(title);
	for (const text of [caches, storage])
		for (const trace of [title, id, trip, ticket, accounts.anna]) expect(text).not.toContain(trace);
	expect(await phone.shownNotifications()).toEqual([]);

	// What was on its way is shown as nothing but itself.
	const late = {
		version: 1,
		kind: 'alert',
		rev: 1,
		language: 'de',
		request_id: id,
		title,
		body: title,
		priority: 1,
	};
	await phone.deliverPush(JSON.stringify({ ...late, ticket, expires_at: Date.now() + 600_000 }));
	const [shown] = await phone.shownNotifications();
	expect(shown).toMatchObject({ title: 'Rufkreis', actions: [] });
	expect(JSON.stringify(shown)).not.toContain(title);

	// The server has let go of the device: nobody is called here, and the old ticket opens nothing.
	const before = app.push.received(channel).length;
	const next = await askAsBen(`${title}, noch einmal`);
	await expect
		.poll(() => app.sql`select state from private.alerts where request_id = ${next} and due_at <= now()`)
		.not.toContainEqual({ state: 'due' });
	await expect
		.poll(
			() =>
				app.sql`select count(*)::int as n from private.deliveries where request_id = ${next} and state in ('queued', 'sending')`,
		)
		.toEqual([{ n: 0 }]);
	expect(app.push.received(channel)).toHaveLength(before);

	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByText('Von hier aus nicht möglich')).toBeVisible();
	await expect(page.getByText(title)).toHaveCount(0);
	const answer = await page.evaluate(async (given) => {
		const response = await fetch('/api/tickets/accept', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ticket: given }),
			referrerPolicy: 'same-origin',
		});
		return response.json() as Promise<unknown>;
	}, ticket);
	expect(answer).toEqual({ outcome: 'not_allowed' });
	// Nor does anything kept act for somebody who is gone.
	const statusOf = (): PromiseLike<unknown> =>
		app.sql`select status from public.requests where request_id = ${id}`;
	const stood = await statusOf();
	await phone.wakeForKeptTaps();
	expect(await statusOf()).toEqual(stood);
}

test('after the first has signed out', async () => {
	const left = await useAsAnna('Kasse in Meißen steht');
	const page = await phone.openPage('/ich');
	// Her app is open and has a network: what she tapped is hers to send.
	await expect
		.poll(() => app.sql`select accepted_by from public.requests where request_id = ${left.id}`)
		.toEqual([{ accepted_by: accounts.anna }]);
	await page.getByRole('button', { name: 'Abmelden' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Abmelden' }).click();
	await expect(page).toHaveURL(/\/anmelden/);
	await signIn(page, 'Sabine Lehmann');
	await expectNothingOf(left, page);
});

test('while the first never signed out: the next one just signs in', async () => {
	const left = await useAsAnna('Telefone in Meißen stumm');
	const page = await phone.openPage('/anmelden');
	expect((await readDevice(page)).caches).toContain(left.trip);
	await signIn(page, 'Sabine Lehmann');
	await expectNothingOf(left, page);
	expect(await app.sql`select status from public.requests where request_id = ${left.id}`).toEqual([
		{ status: 'open' },
	]);
});

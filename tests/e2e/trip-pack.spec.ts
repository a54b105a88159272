/** Accepted on the lock screen, then no network: what was taken along opens from cold, says what it holds, and goes when it is not needed. */
import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { accounts, readTable } from './device.ts';
import { signIn, switchNotificationsOn } from './people.ts';

const network = 'c1000000-0000-4000-8000-000000000001';
const text = 'Seit 8 Uhr kommt niemand mehr ins Netz.\nDer Schrank im Keller blinkt rot.';

let app: RunningApp;
let anna: ChromiumPhone;

test.beforeAll(async () => {
	app = await startApp();
});
test.afterAll(() => app.close());
test.beforeEach(async () => {
	anna = await startChromium({ origin: app.origin, push: app.push });
	const page = await anna.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect.poll(() => readTable(page, accounts.anna, 'buildings')).not.toEqual([]);
	anna.goOnline();
	await anna.closePages();
});
test.afterEach(() => anna.close());

/** Sabine of Riesa asks; answers the id once Anna's phone shows it. */
async function alertAnna(title: string): Promise<string> {
	// One person may ask five times in ten minutes.
	await app.sql`update public.requests set created_at = created_at - interval '10 minutes'`;
	const request_id = randomUUID();
	const answer = await fetch(`${app.origin}/rest/v1/rpc/create_request`, {
		method: 'POST',
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${app.tokenOf(accounts.sabine)}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({
			command_id: randomUUID(),
			request_id,
			cluster_id: network,
			title,
			body: text,
			priority: 1,
			kind: 'incident',
			place: 'Rathausplatz 1, Keller',
			callback: '03525 700-214',
		}),
	});
	expect(await answer.json()).toMatchObject({ outcome: 'created' });
	await anna.waitForNotification({ tag: request_id });
	return request_id;
}

function readPacks(page: Page): Promise<string> {
	return page.evaluate(async () => {
		if (!(await caches.has('rufkreis-trip-packs'))) return '';
		const entries = await (await caches.open('rufkreis-trip-packs')).matchAll();
		return (await Promise.all(entries.map((entry) => entry.text()))).join('\n');
	});
}

async function findBarriers(page: Page): Promise<unknown[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
}

test('accepted with no window open, then no network: the request opens from cold with text, call-back, place and contact sheet', async () => {
	const title = 'Bürgeramt ohne Internet';
	const id = await alertAnna(title);
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.context.setOffline(true);
	await anna.stopWorker();

	const page = await anna.openPage(`/anfragen/${id}`);
	await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
	// No pull has brought it: it is there from the pack alone.
	expect((await readTable(page, accounts.anna, 'requests')).map((row) => row.request_id)).not.toContain(id);
	await expect(page.getByText('Der Schrank im Keller blinkt rot.')).toBeVisible();
	await expect(page.getByText(/Riesa.*Rathausplatz 1, Keller/)).toBeVisible();
	await expect(page.getByText('Schalter steht')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Sabine Lehmann anrufen' })).toHaveAttribute(
		'href',
		'tel:03525700214',
	);
	await expect(page.getByText(/^Vollständig offline, Stand \d\d:\d\d$/)).toBeVisible();
	await expect(page.getByText('Anfrage, Rückruf und Kontaktblatt liegen auf diesem Gerät.')).toBeVisible();
	await expect(page.getByText(/Anleitung/)).toHaveCount(0);
	await page.getByText('Kontaktblatt Riesa').click();
	await expect(page.getByRole('heading', { name: 'Gebäude' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Abgeben' })).toBeVisible();
	expect(await findBarriers(page)).toEqual([]);

	// With the network back the database knows it by itself, and the pack goes.
	await anna.context.setOffline(false);
	await expect
		.poll(async () => (await readTable(page, accounts.anna, 'requests')).map((row) => row.request_id))
		.toContain(id);
	await expect.poll(() => readPacks(page)).toBe('');
	await expect(page.getByText(/^Vollständig offline, Stand \d\d:\d\d$/)).toBeVisible();
	await expect(page.getByText('Der Schrank im Keller blinkt rot.')).toBeVisible();
});

test('a pack that did not come says what is missing, and comes with the next message', async () => {
	const title = 'Kasse steht';
	const id = await alertAnna(title);
	await app.sql`alter function private.pack_with_ticket(uuid) rename to pack_away`;
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.context.setOffline(true);
	const early = await anna.openPage(`/anfragen/${id}`);
	await expect(early.getByRole('heading', { name: title })).toBeVisible();
	await expect(early.getByText('Noch nicht vollständig offline')).toBeVisible();
	await expect(early.getByText('Es fehlt noch: der Text der Anfrage, das Kontaktblatt.')).toBeVisible();
	await expect(early.getByRole('link', { name: 'Anrufen' })).toHaveAttribute('href', 'tel:03525700214');
	await expect(early.getByText(/Vollständig offline, Stand/)).toHaveCount(0);
	expect(await findBarriers(early)).toEqual([]);
	await anna.closePages();

	await app.sql`alter function private.pack_away(uuid) rename to pack_with_ticket`;
	await anna.context.setOffline(false);
	await alertAnna('Drucker im Standesamt leer');
	await anna.context.setOffline(true);
	const page = await anna.openPage(`/anfragen/${id}`);
	await expect(page.getByText('Der Schrank im Keller blinkt rot.')).toBeVisible();
	await expect(page.getByText(/^Vollständig offline, Stand \d\d:\d\d$/)).toBeVisible();
});

test('a request the device knew as open is shown as accepted, also when the pack did not come', async () => {
	const title = 'Scanner im Archiv tot';
	const id = await alertAnna(title);
	const before = await anna.openPage(`/anfragen/${id}`);
	await expect(before.getByRole('button', { name: 'Annehmen' })).toBeVisible();
	await anna.closePages();
	await app.sql`alter function private.pack_with_ticket(uuid) rename to pack_away`;
	await anna.tapNotification({ tag: id, action: 'accept' });
	await app.sql`alter function private.pack_away(uuid) rename to pack_with_ticket`;
	await anna.context.setOffline(true);
	const page = await anna.openPage(`/anfragen/${id}`);
	await expect(page.getByText('Übernommen', { exact: true })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Annehmen' })).toHaveCount(0);
	await expect(page.getByText('Der Schrank im Keller blinkt rot.')).toBeVisible();
	await expect(page.getByText(/^Vollständig offline, Stand \d\d:\d\d$/)).toBeVisible();
});

test('with a file that did not come along it is not called complete', async () => {
	const title = 'Fehlermeldung mit Bild';
	const id = await alertAnna(title);
	await app.sql`
		insert into public.attachments (attachment_id, request_id, uploader_id, name, content_type, bytes)
		values (${randomUUID()}, ${id}, ${accounts.sabine}, 'Fehler.jpg', 'image/jpeg', 1000)`;
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.context.setOffline(true);
	const page = await anna.openPage(`/anfragen/${id}`);
	await expect(page.getByText(/^Offline dabei, Stand \d\d:\d\d$/)).toBeVisible();
	await expect(page.getByText('Es fehlt noch: eine Datei.')).toBeVisible();
	await expect(page.getByText('Eine Datei liegt noch nicht auf diesem Gerät.')).toBeVisible();
	await expect(page.getByText(/Vollständig offline/)).toHaveCount(0);
});

test('a pack that another person left behind is not shown, and goes', async () => {
	const title = 'Türschloss im Rathaus';
	const id = await alertAnna(title);
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.context.setOffline(true);
	const page = await anna.openPage(`/anfragen/${id}`);
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	await page.evaluate(
		async ([mine, theirs]) => {
			const cache = await caches.open('rufkreis-trip-packs');
			for (const key of await cache.keys()) {
				const kept = (await (await cache.match(key))?.text()) ?? '';
				await cache.put(key, new Response(kept.replaceAll(mine ?? '', theirs ?? '')));
			}
		},
		[accounts.anna, accounts.ben],
	);
	await page.reload();
	await expect(page.getByText('Noch nicht auf diesem Gerät')).toBeVisible();
	await expect(page.getByText(title)).toHaveCount(0);
	await expect.poll(() => readPacks(page)).toBe('');
});

test('accepted on the page behind the notification, it is taken along too; taken back, it is gone', async () => {
	const title = 'Telefone stumm';
	const id = await alertAnna(title);
	await anna.tapNotification({ tag: id });
	const behind = anna.context.pages().at(-1);
	if (behind === undefined) throw new Error('no page was opened');
	await behind.getByRole('button', { name: 'Annehmen' }).click();
	await expect(behind.getByRole('heading', { name: /^Übernommen/ })).toBeVisible();
	await expect.poll(() => readPacks(behind)).toContain('Der Schrank im Keller');
	await behind.getByRole('button', { name: 'Rückgängig' }).click();
	await expect(behind.getByText('Zurückgenommen')).toBeVisible();
	await expect.poll(() => readPacks(behind)).toBe('');
});

test('signing out without network leaves nothing of it', async () => {
	const title = 'Ratssaal ohne Ton';
	const id = await alertAnna(title);
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.context.setOffline(true);
	const page = await anna.openPage('/ich');
	expect(await readPacks(page)).toContain(title);
	await page.getByRole('button', { name: 'Abmelden' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Abmelden' }).click();
	await expect(page).toHaveURL(/\/anmelden/);
	expect(await readPacks(page)).toBe('');
});

test('whoever gives it back has nothing left of it after the next pull', async () => {
	const title = 'Fax piept';
	const id = await alertAnna(title);
	await anna.tapNotification({ tag: id, action: 'accept' });
	const answer = await fetch(`${app.origin}/rest/v1/rpc/release_request`, {
		method: 'POST',
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${app.tokenOf(accounts.anna)}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ command_id: randomUUID(), request_id: id }),
	});
	expect(await answer.json()).toEqual({ outcome: 'released' });
	const page = await anna.openPage(`/anfragen/${id}`);
	await expect(page.getByRole('button', { name: 'Annehmen' })).toBeVisible();
	await expect.poll(() => readPacks(page)).toBe('');
	await expect(page.getByText(/Vollständig offline/)).toHaveCount(0);
});

/** What waits and what was refused, as people meet it: nothing looks done before it is, and nothing that was written is lost. */
import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { accounts } from './device.ts';
import { fillRequest, signIn } from './people.ts';

const network = 'c1000000-0000-4000-8000-000000000001';

let app: RunningApp;
const phones: ChromiumPhone[] = [];

test.beforeAll(async () => {
	app = await startApp();
});
test.afterAll(async () => {
	await Promise.all(phones.map((phone) => phone.close()));
	await app.close();
});

/** Signed in, brought up to date, and able to load pages without a network. */
async function takePhone(name: string): Promise<{ phone: ChromiumPhone; page: Page }> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	phones.push(phone);
	const page = await phone.openPage('/');
	await signIn(page, name);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect(page.getByText('aktuell')).toBeVisible();
	return { phone, page };
}

/** A request that somebody else made, open in the cluster of the network people. */
async function makeRequest(title: string, requester: string = accounts.sabine): Promise<string> {
	const id = randomUUID();
	await app.sql.begin(async (sql) => {
		await sql`
			insert into public.requests (request_id, title, kind, priority, cluster_id, municipality_id)
			select ${id}, ${title}, 'incident', 2, ${network}, municipality_id from public.municipalities where slug = 'riesa'`;
		await sql`insert into public.request_details (request_id, requester_id, body) values (${id}, ${requester}, '')`;
	});
	return id;
}

async function acceptAs(profileId: string, requestId: string): Promise<void> {
	const answer = await fetch(`${app.origin}/rest/v1/rpc/accept_request`, {
		method: 'POST',
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${app.tokenOf(profileId)}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ command_id: randomUUID(), request_id: requestId }),
	});
	expect(await answer.json()).toMatchObject({ outcome: 'accepted' });
}

async function readRequests(title: string): Promise<object[]> {
	const rows = await app.sql<{ status: string; accepted_by: string | null }[]>`
		select status, accepted_by from public.requests where title = ${title}`;
	return rows.map((row) => ({ ...row }));
}

async function expectSound(page: Page, what: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
			.analyze();
		const findings = violations.map(
			({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
		);
		expect(findings, `${what} in ${colorScheme}`).toEqual([]);
	}
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
}

test('a request written without a network can be taken back, changed, and goes out by itself', async () => {
	const { phone, page } = await takePhone('Sabine Lehmann');
	await phone.context.setOffline(true);
	await fillRequest(page, {
		title: 'WLAN im Bauhof weg',
		cluster: 'Netzwerk',
		urgency: 'Heute',
		body: 'Seit dem Gewitter.',
	});
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	await expect(page.getByText('Noch nicht gesendet')).toBeVisible();
	await expect(page.getByText('Sie geht von selbst hinaus, sobald Netz da ist.')).toBeVisible();
	await expectSound(page, 'an unsent request');

	await page.getByRole('link', { name: 'Anfragen', exact: true }).last().click();
	const card = page.getByRole('article').filter({ hasText: 'WLAN im Bauhof weg' });
	await expect(card.getByText('Noch nicht gesendet')).toBeVisible();
	await card.getByRole('link').click();

	await page.getByRole('button', { name: 'Zurückziehen' }).click();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('WLAN im Bauhof weg');
	await expect(page.getByLabel('Was ist passiert?')).toHaveValue('Seit dem Gewitter.');
	await expect(page.getByRole('link', { name: /1 wartet/ })).toHaveCount(0);
	await page.getByLabel('Worum geht es?').fill('WLAN im ganzen Bauhof weg');
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page.getByRole('heading', { name: 'WLAN im ganzen Bauhof weg' })).toBeVisible();

	// Where somebody reads when the number arrives, they go on reading.
	await page.setViewportSize({ width: 360, height: 420 });
	const back = page.getByRole('banner').getByRole('link', { name: 'Anfragen' });
	await back.focus();
	await page.evaluate(() => window.scrollTo(0, 60));
	const before = await page.evaluate(() => window.scrollY);
	await phone.context.setOffline(false);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^#\d+$/);
	await expect(page.getByText('Noch nicht gesendet')).toHaveCount(0);
	await expect(back).toBeFocused();
	expect(await page.evaluate(() => window.scrollY)).toBe(before);
	expect(await readRequests('WLAN im Bauhof weg')).toEqual([]);
	expect(await readRequests('WLAN im ganzen Bauhof weg')).toHaveLength(1);
});

test('accepting without a network is noted and never looks accepted, and can be called off', async () => {
	const title = 'Telefonanlage stumm';
	await makeRequest(title);
	const { phone, page } = await takePhone('Anna Richter');
	await page.getByRole('link', { name: title }).click();
	const take = page.getByRole('button', { name: 'Annehmen', exact: true });
	await expect(take).toBeVisible();
	await phone.context.setOffline(true);
	await take.click();
	await expect(page.getByText('Gemerkt, noch nicht bestätigt')).toBeVisible();
	await expect(take).toHaveCount(0);
	await expect(page.getByText('Übernommen', { exact: true })).toHaveCount(0);
	await expect(page.getByText('Offen', { exact: true })).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
	await expectSound(page, 'a noted acceptance');

	await page.getByRole('button', { name: 'Doch nicht' }).click();
	await expect(take).toBeVisible();
	await page.getByRole('link', { name: 'Anfragen', exact: true }).last().click();
	await page.getByRole('button', { name: `Annehmen: ${title}` }).click();
	const card = page.getByRole('article').filter({ hasText: title });
	await expect(card.getByText('Gemerkt, noch nicht bestätigt')).toBeVisible();
	await expectSound(page, 'a list with a noted acceptance');
	expect(await readRequests(title)).toEqual([{ status: 'open', accepted_by: null }]);

	await phone.context.setOffline(false);
	await expect(card.getByText('Übernommen', { exact: true })).toBeVisible();
	await expect(page.getByText('Gemerkt, noch nicht bestätigt')).toHaveCount(0);
	expect(await readRequests(title)).toEqual([{ status: 'accepted', accepted_by: accounts.anna }]);
});

test('whoever was faster is named in the outbox when the answer comes later', async () => {
	const title = 'Fax im Ordnungsamt piept';
	const id = await makeRequest(title);
	const { phone, page } = await takePhone('Anna Richter');
	await page.getByRole('link', { name: title }).click();
	const take = page.getByRole('button', { name: 'Annehmen', exact: true });
	await expect(take).toBeVisible();
	await phone.context.setOffline(true);
	await take.click();
	await expect(page.getByText('Gemerkt, noch nicht bestätigt')).toBeVisible();
	await acceptAs(accounts.ben, id);
	await phone.context.setOffline(false);
	await page.getByRole('link', { name: /braucht Sie \(1\)/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Ausgang' })).toBeVisible();
	const entry = page.getByRole('article').filter({ hasText: title });
	await expect(entry.getByText('Ben Schubert (Meißen) war schneller')).toBeVisible();
	await expectSound(page, 'an outbox that needs somebody');
	await entry.getByRole('button', { name: 'Verstanden' }).click();
	await expect(page.getByRole('heading', { name: 'Alles ist gesendet' })).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('a refused request keeps its words: sent again, taken back into the form, or discarded', async () => {
	for (let count = 0; count < 5; count += 1) await makeRequest(`Voll ${count}`, accounts.clara);
	const { phone, page } = await takePhone('Clara Vogt');
	await phone.context.setOffline(true);
	for (const title of ['Beamer flackert', 'Maus klemmt']) {
		await fillRequest(page, {
			title,
			cluster: 'Netzwerk',
			urgency: 'Diese Woche',
			body: `${title} seit Montag.`,
		});
		await page.getByRole('button', { name: 'Anfrage senden' }).click();
		await expect(page.getByRole('heading', { name: title })).toBeVisible();
	}
	await phone.context.setOffline(false);
	await expect(page.getByText('Der Server hat diese Anfrage nicht angenommen')).toBeVisible();
	await page.getByRole('link', { name: 'Ausgang öffnen' }).last().click();
	const entry = (title: string) => page.getByRole('article').filter({ hasText: title });
	await expect(entry('Beamer flackert').getByText('Fünf Anfragen in zehn Minuten')).toBeVisible();

	await entry('Maus klemmt').getByRole('button', { name: 'Noch einmal senden' }).click();
	await expect(entry('Maus klemmt').getByText('Fünf Anfragen in zehn Minuten')).toBeVisible();

	await entry('Maus klemmt').getByRole('button', { name: 'Verwerfen' }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByText('Anfrage „Maus klemmt“ stellen')).toBeVisible();
	await sheet.getByText('Ihr Text').click();
	await expect(sheet.getByText('Maus klemmt seit Montag.')).toBeVisible();
	await expectSound(page, 'the question before something is discarded');
	await sheet.getByRole('button', { name: 'Ja, verwerfen' }).click();
	await expect(entry('Maus klemmt')).toHaveCount(0);

	// Something is being typed meanwhile: it is put aside, not lost.
	await page.getByRole('link', { name: 'Hilfe', exact: true }).click();
	await page.getByLabel('Worum geht es?').fill('Angefangen');
	await page.getByRole('link', { name: /braucht Sie \(1\)/ }).click();
	await entry('Beamer flackert').getByRole('button', { name: 'Bearbeiten' }).click();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('Beamer flackert');
	await expect(page.getByText('braucht Sie')).toHaveCount(0);
	await page.getByRole('button', { name: 'Rückgängig' }).click();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('Angefangen');
	expect(await readRequests('Beamer flackert')).toEqual([]);
});

test('signing out asks first while something is unsent, and sends it first', async () => {
	const title = 'Monitor bleibt schwarz';
	const { phone, page } = await takePhone('Sabine Lehmann');
	await phone.context.setOffline(true);
	await fillRequest(page, { title, cluster: 'Arbeitsplatz', urgency: 'Heute' });
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	await page.getByRole('link', { name: 'Ich', exact: true }).click();
	await page.getByRole('button', { name: 'Abmelden' }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByRole('heading', { name: '1 Sache ist noch nicht gesendet' })).toBeVisible();
	await expectSound(page, 'the question before signing out');
	await sheet.getByRole('button', { name: 'Erst senden' }).click();
	await expect(sheet.getByText('Gerade geht nicht alles hinaus')).toBeVisible();
	await phone.context.setOffline(false);
	await expect(sheet.getByRole('heading', { name: 'Von diesem Gerät abmelden?' })).toBeVisible();
	expect(await readRequests(title)).toHaveLength(1);
	await sheet.getByRole('button', { name: 'Abmelden' }).click();
	await expect(page).toHaveURL(/\/anmelden/);
});

test('another language holds at once without a network, and the server learns of it later', async () => {
	const { phone, page } = await takePhone('Ben Schubert');
	await page.getByRole('link', { name: 'Ich', exact: true }).click();
	await phone.context.setOffline(true);
	await page.getByRole('radio', { name: 'English' }).check({ force: true });
	await expect(page.getByRole('heading', { level: 1, name: 'Me' })).toBeVisible();
	await expect(page.getByText('Notifications follow as soon as the server knows.')).toBeVisible();
	await phone.context.setOffline(false);
	await expect
		.poll(() => app.sql`select language from public.profiles where profile_id = ${accounts.ben}`)
		.toEqual([{ language: 'en' }]);
});

test('a window that another one has overtaken, and a browser without storage, each say so', async () => {
	const { phone, page } = await takePhone('Sabine Lehmann');
	await page.evaluate(
		(name) =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open(name, 1_000_000);
				opening.onsuccess = () => {
					opening.result.close();
					resolve();
				};
				opening.onerror = () => reject(new Error(opening.error?.message));
			}),
		`rufkreis-${accounts.sabine}`,
	);
	await expect(page.getByText('In einem anderen Fenster läuft schon eine neuere Version')).toBeVisible();

	await phone.context.addInitScript(() => {
		Object.defineProperty(IDBFactory.prototype, 'open', {
			value() {
				throw new DOMException('refused', 'UnknownError');
			},
		});
	});
	await page.reload();
	await expect(page.getByText('Der Speicher dieses Browsers lässt sich nicht öffnen')).toBeVisible();
	await page.getByRole('button', { name: 'Speicher neu anlegen' }).click();
	await expect(page.getByRole('dialog').getByText('Was auf diesem Gerät liegt, wird gelöscht')).toBeVisible();
	await expectSound(page, 'the page without storage');
});

/** The page behind a notification: without network, without storage, while others are faster, in both languages. */
import { AxeBuilder } from '@axe-core/playwright';
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
let asking: Page;
/** Address of an alert nobody has answered. One person may ask five times in ten minutes, so tests share it. */
let stillOpen: string;

async function takePhone(name: string): Promise<ChromiumPhone> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	const page = await phone.openPage('/');
	await signIn(page, name);
	await switchNotificationsOn(page);
	phone.goOnline();
	await phone.closePages();
	return phone;
}

/** Somebody in Riesa asks; answers the id once Anna's phone shows it. */
async function alertAnna(title: string): Promise<string> {
	// One person may ask five times in ten minutes.
	await app.sql`update public.requests set created_at = created_at - interval '10 minutes'`;
	const id = await ask(asking, {
		title,
		cluster: 'Netzwerk & Internet',
		urgency: 'Schalter steht',
		place: 'Rathausplatz 1',
		callback: '03500 700-214',
	});
	await anna.waitForNotification({ tag: id });
	return id;
}

/** Taps the notification itself; answers the page that opened and its address. */
async function openAlert(id: string): Promise<{ page: Page; address: string }> {
	const { opened } = await anna.tapNotification({ tag: id });
	const page = anna.context.pages().at(-1);
	if (page === undefined || opened[0] === undefined) throw new Error('no page was opened');
	return { page, address: opened[0] };
}

async function readRequest(id: string): Promise<object | undefined> {
	const [request] = await app.sql`
		select r.status, p.display_name from public.requests r left join public.profiles p on p.profile_id = r.accepted_by
		where r.request_id = ${id}`;
	return request;
}

async function findBarriers(page: Page): Promise<unknown[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	[anna, ben] = await Promise.all([takePhone('Anna Richter'), takePhone('Ben Schubert')]);
	desk = await startChromium({ origin: app.origin, push: app.push, viewport: { width: 1280, height: 800 } });
	asking = await desk.openPage('/');
	await signIn(asking, 'Sabine Lehmann');
});
test.afterAll(async () => {
	await Promise.all([anna, ben, desk].map((phone) => phone.close()));
	await app.close();
});
test.afterEach(async () => {
	await anna.context.setOffline(false);
	await anna.closePages();
});

test('without network the page shows what the notification said, and claims nothing', async () => {
	const id = await alertAnna('Telefonanlage stumm');
	await anna.context.setOffline(true);
	const { page } = await openAlert(id);
	await expect(page.getByRole('heading', { name: 'Telefonanlage stumm' })).toBeVisible();
	await expect(page.getByText('Riesa, Rathausplatz 1')).toBeVisible();
	await expect(page.getByText('Keine Verbindung', { exact: true })).toBeVisible();

	await page.getByRole('button', { name: 'Annehmen' }).click();
	await expect(page.getByText('Nicht gesendet: keine Verbindung')).toBeVisible();
	expect(await readRequest(id)).toEqual({ status: 'open', display_name: null });
	expect(await findBarriers(page)).toEqual([]);

	await anna.context.setOffline(false);
	await page.getByRole('button', { name: 'Annehmen' }).click();
	await expect(page.getByRole('heading', { name: /^Übernommen \d\d:\d\d$/ })).toBeFocused();
	await expect(page.getByRole('link', { name: 'Anrufen' })).toHaveAttribute('href', 'tel:03500700214');
	expect(await readRequest(id)).toEqual({ status: 'accepted', display_name: 'Anna Richter' });
	expect(await findBarriers(page)).toEqual([]);
});

test('“Später” is noted for the person, and the request stays open for everybody', async () => {
	const id = await alertAnna('Beamer im Ratssaal flackert');
	const { page } = await openAlert(id);
	await page.getByRole('button', { name: 'Später' }).click();
	await expect(page.getByText('Später notiert')).toBeVisible();
	expect(await readRequest(id)).toEqual({ status: 'open', display_name: null });
	await page.getByRole('button', { name: 'Annehmen' }).click();
	await expect(page.getByRole('heading', { name: /^Übernommen/ })).toBeVisible();
});

test('what was accepted by mistake is taken back on the page, and can be accepted again', async () => {
	const id = await alertAnna('Drucker im Standesamt leer');
	const { page } = await openAlert(id);
	await page.getByRole('button', { name: 'Annehmen' }).click();
	await expect(page.getByRole('heading', { name: /^Übernommen \d\d:\d\d$/ })).toBeFocused();
	await anna.context.setOffline(true);
	await page.getByRole('button', { name: 'Rückgängig' }).click();
	await expect(page.getByText('Keine Verbindung: Sie haben die Anfrage weiterhin.')).toBeVisible();
	expect(await findBarriers(page)).toEqual([]);
	await anna.context.setOffline(false);
	await page.getByRole('button', { name: 'Rückgängig' }).click();
	await expect(page.getByText('Zurückgenommen')).toBeVisible();
	expect(await readRequest(id)).toEqual({ status: 'open', display_name: null });
	expect(await findBarriers(page)).toEqual([]);
	await page.getByRole('button', { name: 'Annehmen' }).click();
	await expect(page.getByRole('heading', { name: /^Übernommen/ })).toBeVisible();

	await app.sql`update public.requests set accepted_at = accepted_at - interval '2 minutes' where request_id = ${id}`;
	await page.getByRole('button', { name: 'Rückgängig' }).click();
	await expect(page.getByText('Zum Zurücknehmen ist es zu spät.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Rückgängig' })).toBeHidden();
	expect(await readRequest(id)).toEqual({ status: 'accepted', display_name: 'Anna Richter' });
});

test('a page whose browser allows no storage at all accepts by its ticket alone', async () => {
	const id = await alertAnna('WLAN im Lesesaal aus');
	const { page: first, address } = await openAlert(id);
	await first.close();
	const page = await anna.context.newPage();
	await page.addInitScript(() => {
		for (const name of ['indexedDB', 'caches', 'localStorage', 'sessionStorage']) {
			Object.defineProperty(globalThis, name, {
				get(): never {
					throw new DOMException('blocked', 'SecurityError');
				},
			});
		}
	});
	await page.goto(address);
	await expect(page.getByRole('heading', { name: 'WLAN im Lesesaal aus' })).toBeVisible();
	await page.getByRole('button', { name: 'Annehmen' }).click();
	await expect(page.getByRole('heading', { name: /^Übernommen/ })).toBeVisible();
	expect(await readRequest(id)).toEqual({ status: 'accepted', display_name: 'Anna Richter' });
});

test('whoever looks at the page sees at once that somebody else has it', async () => {
	const id = await alertAnna('Kartenleser tot');
	const alert = await anna.waitForNotification({ tag: id });
	const { page } = await openAlert(id);
	await expect(page.getByRole('button', { name: 'Annehmen' })).toBeVisible();
	await ben.waitForNotification({ tag: id });
	await ben.tapNotification({ tag: id, action: 'accept' });
	await expect(page.getByRole('heading', { name: 'Ben Schubert (Meißen) hat übernommen' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Annehmen' })).toHaveCount(0);

	// What a killed sender still had in its hands arrives late: it is answered with what is true now.
	await anna.deliverPush(JSON.stringify(alert.data));
	const shown = await anna.waitForNotification({ tag: id });
	expect(shown).toMatchObject({ title: 'Übernommen von Ben Schubert (Meißen)', actions: [], silent: true });
});

test('whoever wants it on this device is asked nothing more: the page accepts after some seconds, unless it is stopped', async () => {
	async function choose(after: string): Promise<void> {
		const settings = await anna.openPage('/ich');
		await settings.getByLabel('Von selbst annehmen').selectOption(after);
		await anna.closePages();
	}

	// As long as there is, so that no busy machine is too late to stop it.
	await choose('nach 30 Sekunden');
	const kept = await alertAnna('Lüfter im Serverraum laut');
	const { page } = await openAlert(kept);
	await expect(page.getByText(/Wird in \d+ s für Sie angenommen/)).toBeVisible();
	expect(await findBarriers(page)).toEqual([]);
	await page.getByRole('button', { name: 'Anhalten' }).click();
	await expect(page.getByText('Angehalten. Es wird nichts von selbst angenommen.')).toBeVisible();
	// Nor does a reload begin anew.
	await page.reload();
	await expect(page.getByText('Angehalten. Es wird nichts von selbst angenommen.')).toBeVisible();
	expect(await readRequest(kept)).toMatchObject({ status: 'open' });
	await anna.closePages();

	await choose('nach 5 Sekunden');
	const taken = await alertAnna('Klimaanlage im Serverraum aus');
	const second = await openAlert(taken);
	await expect(second.page.getByText(/Übernommen \d\d:\d\d/)).toBeVisible();
	expect(await readRequest(taken)).toEqual({ status: 'accepted', display_name: 'Anna Richter' });
	// What was accepted by itself can be taken back like everything else.
	await expect(second.page.getByRole('button', { name: 'Rückgängig' })).toBeVisible();
	await anna.closePages();
	await choose('Aus');
});

test('an altered ticket is refused with a way on, and nothing moves', async () => {
	const id = await alertAnna('Drucker im Standesamt');
	const { page: opened, address } = await openAlert(id);
	await opened.close();
	stillOpen = address;
	// The first character of the signature: the last one of base64url has bits that mean nothing.
	const altered = address.replace(
		/(#[^.]+\.)(.)/,
		(_, id: string, first: string) => `${id}${first === 'A' ? 'B' : 'A'}`,
	);
	const page = await anna.openPage(altered);
	await expect(page.getByRole('heading', { name: 'Von hier aus nicht möglich' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Anmelden und öffnen' })).toHaveAttribute(
		'href',
		`/anfragen/${id}`,
	);
	expect(await readRequest(id)).toEqual({ status: 'open', display_name: null });
});

test('whoever chose English reads English', async () => {
	await anna.context.addCookies([{ name: 'language', value: 'en', url: app.origin }]);
	const page = await anna.openPage(stillOpen);
	await expect(page.getByRole('heading', { name: 'Drucker im Standesamt' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Accept' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	expect(await findBarriers(page)).toEqual([]);
});

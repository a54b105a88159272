/**
 * Every page, opened cold on a device whose server is gone: its process has ended, then the network too. Whoever adds a page says here what
 * it shows then.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findPages } from '#tests/routes.ts';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { signIn } from './people.ts';

const printer = 'e1000000-0000-4000-8000-000000000001';
const unknown = '00000000-0000-4000-8000-000000000000';

interface Scene {
	address: string;
	heading: string | RegExp;
	/** Beside the heading: content, or the sentence that says honestly why there is none. */
	says: string;
	/** The heading for those who chose English; words of the demo world stay German. */
	english: string | RegExp;
}

const lost = {
	heading: 'Diese Seite gibt es nicht',
	says: 'Von den Anfragen aus finden Sie alles wieder.',
	english: 'This page does not exist',
};
const unanswered = {
	heading: /^(Keine Verbindung|Der Server antwortet nicht)$/,
	english: /^(No connection|The server does not answer)$/,
};

/** What a specialist finds under every page of the app. */
const scenes: Record<string, Scene[]> = {
	'/': [
		{
			address: '/',
			heading: 'Wenn im Rathaus die IT steht, hilft der ganze Landkreis.',
			says: 'Auch ohne Netz',
			english: 'When IT stands still in a town hall, the whole county helps.',
		},
	],
	'/anfragen': [
		{
			address: '/anfragen',
			heading: 'Anfragen',
			says: 'Drucker im Standesamt zieht kein Papier ein',
			english: 'Requests',
		},
	],
	'/anfragen/[id]': [
		{
			address: `/anfragen/${printer}`,
			heading: /^#\d+$/,
			says: 'Die Trauung am Nachmittag braucht Urkunden.',
			english: /^#\d+$/,
		},
		{
			address: `/anfragen/${unknown}`,
			heading: 'Anfragen',
			says: 'Sobald Sie Netz haben, erscheint sie hier.',
			english: 'Requests',
		},
		{
			address: '/anfragen/was-auch-immer',
			heading: 'Anfragen',
			says: 'Noch nicht auf diesem Gerät',
			english: 'Requests',
		},
	],
	'/anmelden': [
		{
			address: '/anmelden',
			heading: 'Anmelden',
			says: 'Der Server ist nicht erreichbar',
			english: 'Sign in',
		},
	],
	'/annehmen/[id]': [
		{
			address: `/annehmen/${printer}`,
			heading: 'Hier fehlt die Alarmierung',
			says: 'Annehmen ohne Anmeldung geht nur aus der Benachrichtigung.',
			english: 'The alert is missing here',
		},
		{ address: `/annehmen/${printer}#of.nobody`, ...unanswered, says: 'Erneut versuchen' },
	],
	'/anmelden/warten': [
		{
			address: '/anmelden/warten',
			// She is in: the way leads on.
			heading: 'Anfragen',
			says: 'Drucker im Standesamt zieht kein Papier ein',
			english: 'Requests',
		},
	],
	'/barrierefreiheit': [
		{
			address: '/barrierefreiheit',
			heading: 'Barrierefreiheit',
			says: 'Eine Prüfung von außen gab es noch nicht.',
			english: 'Accessibility',
		},
	],
	'/datenschutz': [
		{
			address: '/datenschutz',
			heading: 'Datenschutz',
			// From the last visit to a public page.
			says: 'Zweckverband Muster-IT (erfunden)',
			english: 'Data protection',
		},
	],
	'/hilfe': [{ address: '/hilfe', heading: 'Hilfe', says: 'Netzwerk & Internet', english: 'Help' }],
	'/ich': [{ address: '/ich', heading: 'Ich', says: 'Anna Richter', english: 'Me' }],
	'/ich/konto': [
		{ address: '/ich/konto', heading: 'Konto', says: 'Dafür braucht es eine Verbindung', english: 'Account' },
	],
	'/ich/diagnose': [
		{ address: '/ich/diagnose', heading: 'Diagnose', says: 'Gerät und Browser', english: 'Diagnosis' },
	],
	'/ich/installieren': [
		{
			address: '/ich/installieren',
			heading: 'Installieren',
			says: 'Lassen Sie „Als Web-App öffnen“ eingeschaltet',
			english: 'Install',
		},
	],
	'/ich/probe': [
		{ address: '/ich/probe', heading: 'Probealarm', says: 'Wochenprobe', english: 'Test alarm' },
	],
	'/ich/profil': [
		{ address: '/ich/profil', heading: 'Profil', says: 'Was andere sehen', english: 'Profile' },
	],
	'/ich/ruhezeiten': [
		{
			address: '/ich/ruhezeiten',
			heading: 'Ruhezeiten',
			says: 'So gilt es dann',
			english: 'Quiet hours',
		},
	],
	'/koordination': [
		{
			address: '/koordination',
			heading: 'Koordination',
			says: 'Diese Seite ist für die Koordination',
			english: 'Coordination',
		},
	],
	'/koordination/betrieb': [
		{
			address: '/koordination/betrieb',
			heading: 'Betrieb',
			says: 'Diese Seite ist für die Koordination',
			english: 'Operations',
		},
	],
	'/koordination/kommunen': [
		{
			address: '/koordination/kommunen',
			heading: 'Kommunen',
			says: 'Diese Seite ist für die Koordination',
			english: 'Municipalities',
		},
	],
	'/koordination/kommunen/[id]': [
		{
			address: `/koordination/kommunen/${unknown}`,
			heading: 'Kommunen',
			says: 'Diese Seite ist für die Koordination',
			english: 'Municipalities',
		},
	],
	'/koordination/personen': [
		{
			address: '/koordination/personen',
			heading: 'Personen und Rollen',
			says: 'Diese Seite ist für die Koordination',
			english: 'People and roles',
		},
	],
	'/ich/ausgang': [
		{ address: '/ich/ausgang', heading: 'Ausgang', says: 'Alles ist gesendet', english: 'Outbox' },
	],
	'/impressum': [
		{
			address: '/impressum',
			heading: 'Impressum',
			says: 'Zweckverband Muster-IT (erfunden)',
			english: 'Imprint',
		},
	],
	'/koordination/impressum': [
		{
			address: '/koordination/impressum',
			heading: 'Impressum pflegen',
			says: 'Das darf nur die Koordination',
			english: 'Edit imprint',
		},
	],
	'/koordination/meldung': [
		{
			address: '/koordination/meldung',
			heading: 'Meldung nach außen',
			says: 'Das darf nur die Koordination',
			english: 'Reporting outside',
		},
	],
	'/koordination/rueckmeldungen': [
		{
			address: '/koordination/rueckmeldungen',
			heading: 'Rückmeldungen',
			says: 'Keine Antwort vom Server',
			english: 'Feedback',
		},
	],
	'/netz': [{ address: '/netz', heading: 'Netz', says: 'Netzwerk & Internet', english: 'Network' }],
	'/netz/alarmierung/[cluster]': [
		{
			address: '/netz/alarmierung/netzwerk',
			heading: 'Alarmierung',
			says: 'Welche Schritte',
			english: 'Alerting',
		},
		{
			address: '/netz/alarmierung/gibt-es-nicht',
			heading: 'Alarmierung',
			says: 'Dieses Cluster gibt es nicht',
			english: 'Alerting',
		},
	],
	'/probe/[id]': [
		{
			address: `/probe/${printer}`,
			heading: 'Hier gibt es nichts zu bestätigen',
			says: 'gehört zur Benachrichtigung eines Probealarms',
			english: 'There is nothing to confirm here',
		},
		{
			address: `/probe/${printer}#of.nobody`,
			heading: 'Probealarm',
			says: 'Keine echte Anfrage.',
			english: 'Test alarm',
		},
	],
	'/shell/[[screen]]': ['/shell', '/shell/anfragen', '/shell/annehmen'].map((address) => ({
		address,
		heading: 'Anfragen',
		says: 'Drucker im Standesamt zieht kein Papier ein',
		english: 'Requests',
	})),
	'/transparenz': [
		{
			address: '/transparenz',
			heading: 'Transparenz',
			says: 'Nicht zu antworten hat keine Folge.',
			english: 'Transparency',
		},
	],
};

/** Addresses under which there is no page, or none yet. */
const nowhere = ['/gibt-es-nicht', '/board', '/anleitungen/drucker', '/anfragen/a/b', '/netz/7'];

const all: Scene[] = [...Object.values(scenes).flat(), ...nowhere.map((address) => ({ address, ...lost }))];

let app: RunningApp;
let phone: ChromiumPhone;
let stranger: ChromiumPhone;

test.describe.configure({ mode: 'serial' });

/** Installed, every file of the app kept, and in charge of the page. */
async function waitForWorker(page: Page): Promise<void> {
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

test.beforeAll(async () => {
	app = await startApp();
	[phone, stranger] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await expect(page.getByText('Drucker im Standesamt zieht kein Papier ein')).toBeVisible();
	await waitForWorker(page);
	// Who runs it all is kept from the first start of the app.
	await page.waitForFunction(async () => (await caches.match('/api/about')) !== undefined);
	await waitForWorker(await stranger.openPage('/anmelden'));
	await Promise.all([phone.closePages(), stranger.closePages()]);
	await app.stopServer();
});
test.afterAll(async () => {
	await Promise.all([phone.close(), stranger.close()]);
	await app.close();
});

/** A page load with nothing in memory. `look` gets the page once its heading is there. */
async function open(
	{ context }: ChromiumPhone,
	address: string,
	heading: string | RegExp,
	look: (page: Page) => Promise<void>,
): Promise<void> {
	await test.step(address, async () => {
		const page = await context.newPage();
		const failures: string[] = [];
		page.on('pageerror', ({ message }) => failures.push(message));
		await page.goto(new URL(address, app.origin).href);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
		await look(page);
		expect(failures).toEqual([]);
		await page.close();
	});
}

async function openAll(): Promise<void> {
	for (const { address, heading, says } of all)
		await open(phone, address, heading, (page) => expect(page.getByText(says).first()).toBeVisible());
}

test('every page of the app says here what it shows without a server', () => {
	expect(Object.keys(scenes).sort()).toEqual(
		findPages()
			.map(({ path }) => path)
			.sort(),
	);
});

test('with the server gone every page shows what the device has, or says honestly that it has nothing', async () => {
	await expect(fetch(app.origin)).rejects.toThrow();
	await openAll();
});

test('without any network they do, too', async () => {
	await phone.context.setOffline(true);
	await openAll();
});

test('whoever chose English reads English there, from the first word on', async () => {
	await phone.context.addCookies([{ name: 'language', value: 'en', url: app.origin }]);
	for (const { address, english } of all)
		await open(phone, address, english, (page) => expect(page.locator('html')).toHaveAttribute('lang', 'en'));
	await phone.context.clearCookies({ name: 'language' });
});

test('the form, the profile and the network can be used from a cold start', async () => {
	await open(phone, '/hilfe', 'Hilfe', async (page) => {
		await page.getByLabel('Worum geht es?').fill('Telefonanlage stumm');
		await page.getByRole('radio', { name: /^Netzwerk/ }).check({ force: true });
		await page.getByRole('radio', { name: /^Heute/ }).check({ force: true });
		await page.getByRole('link', { name: 'Netz', exact: true }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Netz');
		await page.getByRole('link', { name: 'Hilfe', exact: true }).click();
		await expect(page.getByLabel('Worum geht es?')).toHaveValue('Telefonanlage stumm');
	});
	await open(phone, '/ich', 'Ich', async (page) => {
		// What stands above is complete: a finger would miss what still moves.
		await expect(page.getByRole('button', { name: 'Einschalten' })).toBeVisible();
		await expect(page.getByText('Noch kein Gerät.')).toBeVisible();
		await page.getByRole('radio', { name: 'English' }).check({ force: true });
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Me');
		await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ich');
	});
});

test('where nobody is signed in, the sign-in says that the server cannot be reached', async () => {
	for (const offline of [false, true]) {
		await stranger.context.setOffline(offline);
		await open(stranger, '/anfragen', 'Anmelden', async (page) => {
			await expect(page).toHaveURL(/\/anmelden\?zurueck=%2Fanfragen$/);
			await expect(page.getByText('Der Server ist nicht erreichbar')).toBeVisible();
		});
	}
});

test('a device that has never heard who runs the installation says so, and shows all the rest', async () => {
	await open(stranger, '/datenschutz', 'Datenschutz', async (page) => {
		await expect(page.getByText('Diese Angabe steht nicht auf diesem Gerät.').first()).toBeVisible();
		await expect(
			page.getByText('Zustellungen an Geräte und E-Mails über Alarmierungen: nach 14 Tagen'),
		).toBeVisible();
	});
	await open(stranger, '/', /hilft der ganze Landkreis/, async (page) => {
		await expect(page.getByText('Die Liste der Kommunen erscheint hier')).toBeVisible();
	});
});

/** As a browser does that makes room: takes a page's own code from the kept files. */
async function throwAway(page: Page, mark: string): Promise<void> {
	const thrown = await page.evaluate(async (wanted) => {
		let count = 0;
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const text = await (await cache.match(request))?.text();
				if (request.url.includes('/nodes/') && text?.includes(wanted) === true) {
					count += 1;
					await cache.delete(request);
				}
			}
		}
		return count;
	}, mark);
	expect(thrown).toBe(1);
	// The same file may lie in the cache of ordinary loading.
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Network.clearBrowserCache');
}

test('from a page that is not on the device the way leads to what is, and back once the server is there again', async () => {
	await open(phone, '/anfragen', 'Anfragen', (page) => throwAway(page, 'Aufs Telefon holen'));
	await open(phone, '/', 'Keine Verbindung', async (page) => {
		await page.getByRole('link', { name: 'Zu den Anfragen' }).click();
		await expect(page.getByText('Drucker im Standesamt zieht kein Papier ein')).toBeVisible();
		await page.goBack();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keine Verbindung');
		await app.startServer();
		await phone.context.setOffline(false);
		await page.getByRole('button', { name: 'Neu laden' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/hilft der ganze Landkreis/);
	});
});

test('the server draws the front page in the language the browser asks for', async () => {
	const words = { de: 'hilft der ganze Landkreis', en: 'the whole county helps' };
	for (const [language, headline] of Object.entries(words)) {
		const answer = await fetch(app.origin, { headers: { 'accept-language': language } });
		const html = await answer.text();
		expect(html).toContain(`<html lang="${language}"`);
		expect(html).toContain(headline);
		expect(answer.headers.get('vary')).toContain('Accept-Language');
	}
});

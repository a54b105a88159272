/**
 * The pages that everybody may read: without an account, without JavaScript, on paper; the form for barriers and what becomes of it; and
 * coordination, who writes who runs it all.
 */
import { chromium, expect, test } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { chromiumPath } from '#tests/browsers.ts';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { signIn } from './people.ts';

const pages = [
	['/datenschutz', 'Datenschutz', 'Was sehen Google, Apple, Mozilla und Microsoft?'],
	['/barrierefreiheit', 'Barrierefreiheit', 'Was geht noch nicht?'],
	['/impressum', 'Impressum', 'Zweckverband Muster-IT (erfunden)'],
	['/transparenz', 'Transparenz', 'Wer wird wann alarmiert?'],
] as const;
const barrier = 'Die Schrift ist zu klein.\nAuf meinem Telefon.';

let app: RunningApp;
let browser: Browser;
let coordinator: ChromiumPhone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	browser = await chromium.launch({
		executablePath: chromiumPath(),
		args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
	});
	coordinator = await startChromium({ origin: app.origin, push: app.push });
});
test.afterAll(async () => {
	await Promise.all([browser.close(), coordinator.close()]);
	await app.close();
});

async function visit(options: { javaScriptEnabled?: boolean } = {}): Promise<[Page, BrowserContext]> {
	const context = await browser.newContext({
		locale: 'de-DE',
		viewport: { width: 360, height: 800 },
		...options,
	});
	return [await context.newPage(), context];
}

async function kept(): Promise<{ message: string; contact: string }[]> {
	return app.sql`select message, contact from private.feedback order by created_at`;
}

test('without JavaScript every legal page is there, and so are the ways between them', async () => {
	const [page, context] = await visit({ javaScriptEnabled: false });
	await page.goto(app.origin);
	for (const [path, heading, says] of pages) {
		await page.getByRole('navigation', { name: 'Rechtliches' }).getByRole('link', { name: heading }).click();
		await expect(page).toHaveURL(`${app.origin}${path}`);
		await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
		await expect(page.getByText(says).last()).toBeVisible();
		await expect(page.getByText(/^Zuletzt geändert: \d{1,2}\. \p{L}+ 20\d\d/u)).toBeVisible();
	}
	await page.goto(`${app.origin}/datenschutz`);
	await page.getByText('Inhalt', { exact: true }).click();
	await page.getByRole('link', { name: 'Welche Rechte habe ich?' }).click();
	await expect(page.getByRole('heading', { name: 'Welche Rechte habe ich?' })).toBeInViewport();
	await context.close();
});

test('what the server draws looks as it will, before any script: its styles come with it', async () => {
	const [page, context] = await visit({ javaScriptEnabled: false });
	for (const [path, target] of [
		['/', page.getByRole('link', { name: 'Anmelden', exact: true }).first()],
		['/datenschutz', page.getByText('Inhalt', { exact: true })],
		['/barrierefreiheit', page.getByRole('button', { name: 'Rückmeldung senden' })],
		['/anmelden', page.getByRole('button', { name: 'Code senden' })],
	] as const) {
		await page.goto(app.origin + path);
		// A thumb's size is given by the component, not by the browser.
		await expect(async () =>
			expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(48),
		).toPass();
	}
	// Not by text: Playwright takes none of this element.
	await expect(page.locator('noscript p')).toContainText('Zum Anmelden braucht Rufkreis JavaScript.');
	await expect(page.locator('noscript p')).toBeVisible();
	await context.close();
});

test('the front page says who takes part and how to join', async () => {
	const [page, context] = await visit({ javaScriptEnabled: false });
	await page.goto(app.origin);
	await expect(page.getByText('28 Kommunen helfen sich gegenseitig')).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: /^Zeithain$/ })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Koordination schreiben' })).toHaveAttribute(
		'href',
		'mailto:betrieb@muster-it.example',
	);
	await context.close();
});

test('on paper there is the text alone', async () => {
	const [page, context] = await visit();
	await page.goto(`${app.origin}/barrierefreiheit`);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByText('Eine Prüfung von außen gab es noch nicht.')).toBeVisible();
	for (const left of [
		page.getByRole('link', { name: 'Anmelden' }),
		page.getByRole('navigation', { name: 'Rechtliches' }),
		page.getByText('Inhalt', { exact: true }),
		page.getByRole('button', { name: 'Rückmeldung senden' }),
	])
		await expect(left).toBeHidden();
	await context.close();
});

for (const javaScriptEnabled of [false, true]) {
	test(`a barrier is reported ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
		await app.sql`delete from private.feedback`;
		const [page, context] = await visit({ javaScriptEnabled });
		await page.goto(`${app.origin}/barrierefreiheit`);
		await page.getByLabel('Wie erreichen wir Sie?').fill('rita@irgendwo.example');
		await page.getByRole('button', { name: 'Rückmeldung senden' }).click();
		await expect(page.getByText('Schreiben Sie, was Sie hindert.')).toBeVisible();
		await expect(page.getByLabel('Wie erreichen wir Sie?')).toHaveValue('rita@irgendwo.example');
		expect(await kept()).toEqual([]);

		await page.getByLabel('Was hindert Sie?').fill(barrier);
		await page.getByRole('button', { name: 'Rückmeldung senden' }).click();
		await expect(page.getByText('Ihre Rückmeldung ist angekommen')).toBeInViewport();
		await page.reload();
		await expect(page.getByText('Ihre Rückmeldung ist angekommen')).toBeVisible();
		expect(await kept()).toEqual([{ message: barrier, contact: 'rita@irgendwo.example' }]);
		await context.close();
	});
}

test('without a network what was typed stays, and is sent once there is one', async () => {
	await app.sql`delete from private.feedback`;
	const [page, context] = await visit();
	// Loaded is also its script: a deferred one runs before (HTML, "the end").
	await page.goto(`${app.origin}/barrierefreiheit`);
	await page.getByLabel('Was hindert Sie?').fill(barrier);
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Rückmeldung senden' }).click();
	await expect(page.getByText('Gerade keine Verbindung')).toBeVisible();
	await expect(page.getByLabel('Was hindert Sie?')).toHaveValue(barrier);
	await context.setOffline(false);
	await page.getByRole('button', { name: 'Rückmeldung senden' }).click();
	await expect(page.getByText('Ihre Rückmeldung ist angekommen')).toBeVisible();
	expect(await kept()).toHaveLength(1);
	await context.close();
});

test('a form of somebody else keeps nothing, nor does one without an origin', async () => {
	await app.sql`delete from private.feedback`;
	const body = new URLSearchParams({ message: barrier, contact: '', website: '' });
	for (const headers of [
		{ origin: 'https://elsewhere.example' },
		{ origin: 'null' },
		{},
	] satisfies HeadersInit[]) {
		const answer = await fetch(`${app.origin}/barrierefreiheit`, { method: 'POST', headers, body });
		expect(answer.status).toBe(403);
	}
	expect(await kept()).toEqual([]);
});

test('whoever sends too often is told when to come back, and keeps the words', async () => {
	const [page, context] = await visit();
	const sent = (): Promise<unknown> => page.getByText('Ihre Rückmeldung ist angekommen').waitFor();
	// Three went out above; five are the limit.
	for (const next of [sent, sent, () => page.getByText('in zehn Minuten noch einmal').waitFor()]) {
		await page.goto(`${app.origin}/barrierefreiheit`);
		await page.getByLabel('Was hindert Sie?').fill(barrier);
		await page.getByRole('button', { name: 'Rückmeldung senden' }).click();
		await next();
	}
	await expect(page.getByLabel('Was hindert Sie?')).toHaveValue(barrier);
	await context.close();
});

test('coordination reads what was written, and deletes it for good', async () => {
	await app.sql`delete from private.feedback`;
	await app.sql`insert into private.feedback (message, contact, language) values (${barrier}, 'rita@irgendwo.example', 'de')`;
	const page = await coordinator.openPage('/');
	await signIn(page, 'Katrin Osterland');
	await page.goto(`${app.origin}/koordination`);
	await page.getByRole('link', { name: 'Rückmeldungen' }).click();
	await expect(page.getByText('Antwort an: rita@irgendwo.example')).toBeVisible();
	await page.getByRole('button', { name: 'Erledigt, löschen' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Löschen', exact: true }).click();
	await expect(page.getByText('Keine Rückmeldungen')).toBeVisible();
	expect(await kept()).toEqual([]);
	await page.close();
});

test('while nobody has said who runs it, the pages say so and coordination is reminded; then it is public at once', async () => {
	await app.sql`delete from private.operator`;
	const [visitor, context] = await visit();
	await visitor.goto(`${app.origin}/datenschutz`);
	await expect(visitor.getByText('Noch nicht eingetragen.').first()).toBeVisible();
	expect(await (await fetch(`${app.origin}/api/health`)).json()).toMatchObject({ status: 'ok' });

	const page = await coordinator.openPage('/koordination');
	await expect(page.getByText('Impressum fehlt')).toBeVisible();
	await page.getByRole('link', { name: 'Impressum eintragen' }).click();
	await page.getByLabel('Name des Betreibers').fill('Gemeinde Beispiel');
	await page.getByLabel('Anschrift').fill('Dorfstraße 1\n01000 Beispiel');
	await page.getByLabel('E-Mail', { exact: true }).fill('keine Adresse');
	await page.reload();
	await expect(page.getByLabel('Name des Betreibers')).toHaveValue('Gemeinde Beispiel');
	await page.getByRole('button', { name: 'Angaben veröffentlichen' }).click();
	await expect(page.getByText('Das ist keine E-Mail-Adresse.')).toBeVisible();
	await page.getByLabel('E-Mail', { exact: true }).fill('rathaus@beispiel.example');

	await coordinator.context.setOffline(true);
	await page.getByRole('button', { name: 'Angaben veröffentlichen' }).click();
	await expect(page.getByText('Nicht gespeichert: keine Antwort vom Server')).toBeVisible();
	await coordinator.context.setOffline(false);
	await page.getByRole('button', { name: 'Angaben veröffentlichen' }).click();
	await expect(page.getByText('Veröffentlicht', { exact: true })).toBeVisible();

	await visitor.goto(`${app.origin}/impressum`);
	await expect(visitor.getByText('Gemeinde Beispiel')).toBeVisible();
	await expect(visitor.getByRole('link', { name: 'rathaus@beispiel.example' })).toBeVisible();
	await context.close();
	await page.close();
});

test('nobody types a text for the network without being asked to leave citizens out of it', async () => {
	const page = await coordinator.openPage('/hilfe');
	const field = page.getByLabel('Was ist passiert?');
	await expect(field).toHaveAccessibleDescription(/Bitte keine Daten von Bürgerinnen und Bürgern\./);
	await field.fill('x'.repeat(9_900));
	await expect(field).toHaveAccessibleDescription(/Noch 100 Zeichen Bitte keine Daten/);
	await page.close();
});

/** Every screen as different people meet it: accessible, nothing cut off, in both palettes, with large text and on a narrow phone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { fillRequest, signIn } from './people.ts';

const printer = 'e1000000-0000-4000-8000-000000000001';
const anonymous = ['/', '/anmelden', `/annehmen/${printer}`, '/gibt-es-nicht'];
const signedIn = [
	'/anfragen',
	`/anfragen/${printer}`,
	`/anfragen/00000000-0000-4000-8000-000000000000`,
	'/hilfe',
	'/netz',
	'/ich',
];

let app: RunningApp;
let stranger: ChromiumPhone;
let phone: ChromiumPhone;

test.beforeAll(async () => {
	app = await startApp();
	[stranger, phone] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await page.close();
});
test.afterAll(async () => {
	await Promise.all([stranger.close(), phone.close()]);
	await app.close();
});

async function expectSound(page: Page, what: string): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
	// Skeletons and "is being loaded" would be judged instead of the screen.
	await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
	expect(findings, what).toEqual([]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function walk(page: Page, paths: readonly string[]): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		for (const path of paths) {
			await page.goto(`${app.origin}${path}`);
			await expectSound(page, `${path} in ${colorScheme}`);
		}
	}
	for (const path of paths) {
		await page.goto(`${app.origin}${path}`);
		await page.addStyleTag({ content: ':root { font-size: 200% }' });
		await expectSound(page, `${path} with 200 % text`);
	}
	await page.setViewportSize({ width: 320, height: 640 });
	for (const path of paths) {
		await page.goto(`${app.origin}${path}`);
		await expectSound(page, `${path} at 320 px`);
	}
	await page.setViewportSize({ width: 360, height: 800 });
}

test('screens before sign-in are sound', async () => {
	const page = await stranger.openPage('/');
	await walk(page, anonymous);
	await page.close();
});

test('screens of a specialist are sound', async () => {
	const page = await phone.openPage('/');
	await walk(page, signedIn);
	await page.close();
});

test('every screen can be had in English', async () => {
	const page = await phone.openPage('/ich');
	await page.getByRole('radio', { name: 'English' }).check({ force: true });
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	for (const [path, heading] of [
		['/anfragen', 'Requests'],
		['/hilfe', 'Help'],
		['/netz', 'Network'],
		['/ich', 'Me'],
	] as const) {
		await page.goto(`${app.origin}${path}`);
		await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
	}
	await page.goto(`${app.origin}/ich`);
	await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await page.close();
});

test('a request can be written and sent by keyboard alone, and what was typed survives a reload', async () => {
	const page = await phone.openPage('/anfragen');
	await fillRequest(page, {
		title: 'Beamer im Ratssaal',
		cluster: 'Arbeitsplatz',
		urgency: 'Diese Woche',
		body: 'Bleibt blau.',
	});
	await page.reload();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('Beamer im Ratssaal');
	await expect(page.getByLabel('Was ist passiert?')).toHaveValue('Bleibt blau.');
	await page.getByRole('button', { name: 'Anfrage senden' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	await page.close();
});

test('sending without a network keeps the text, says so, and later creates the request once', async () => {
	const page = await phone.openPage('/anfragen');
	await fillRequest(page, { title: 'WLAN im Bauhof weg', cluster: 'Netzwerk', urgency: 'Heute' });
	await phone.context.setOffline(true);
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page.getByText('Noch nicht gesendet')).toBeVisible();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('WLAN im Bauhof weg');
	await phone.context.setOffline(false);
	await page.getByRole('button', { name: /senden$/ }).click();
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	expect(
		await app.sql`select count(*)::int as n from public.requests where title = 'WLAN im Bauhof weg'`,
	).toEqual([{ n: 1 }]);
	await page.close();
});

test('the fields say what is missing, beside the field', async () => {
	const page = await phone.openPage('/hilfe');
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page.getByText('Schreiben Sie in einem Satz, worum es geht.')).toBeVisible();
	await expectSound(page, 'the form with its problems');
	await page.close();
});

test('signing out leaves nothing of the person on the device', async () => {
	const page = await phone.openPage('/ich');
	await page.getByRole('button', { name: 'Abmelden' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Abmelden' }).click();
	await expect(page).toHaveURL(/\/anmelden/);
	const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
	expect(left.filter((name) => name.startsWith('rufkreis'))).toEqual([]);
	await page.close();
});

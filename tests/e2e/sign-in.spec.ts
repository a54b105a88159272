/** Sign-in by code as people do it on a phone: typed, pasted, late, too late, on another device, in English, by keyboard. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';

let app: RunningApp;
let phone: ChromiumPhone;
test.beforeAll(async () => {
	app = await startApp();
	phone = await startChromium({ origin: app.origin, push: app.push });
});
test.afterAll(async () => {
	await phone.close();
	await app.close();
});
test.afterEach(async () => {
	await phone.closePages();
	await phone.context.clearCookies();
	const page = await phone.context.newPage();
	// A page of our origin without the app; a picture would be shown in a page of the browser that our policy forbids its styles.
	await page.goto(`${app.origin}/demo/postfach`);
	await page.evaluate(() => localStorage.clear());
	await page.close();
});

const inbox = { level: 1, name: 'Anfragen' } as const;
const digits = 'Sechs Ziffern aus der E-Mail';

/** The newest code in the mailbox of the demo, as somebody reads it there. */
async function readCode(email: string): Promise<string> {
	const page = await phone.context.newPage();
	await page.goto(`${app.origin}/demo/postfach`);
	const subject = page
		.getByRole('article')
		.filter({ hasText: email })
		.first()
		.getByRole('heading', { level: 2 });
	const code = (await subject.textContent())?.slice(0, 7) ?? '';
	await page.close();
	expect(code).toMatch(/^\d{3} \d{3}$/);
	return code;
}

async function askForCode(page: Page, email: string): Promise<void> {
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByRole('button', { name: 'Code senden' }).click();
	await expect(page.getByLabel(digits)).toBeVisible();
}

function wrongFor(code: string): string {
	return String((Number(code.replace(' ', '')) + 1) % 1_000_000).padStart(6, '0');
}

/** As if the code had been sent so many minutes earlier, for the server as for the page. */
async function age(page: Page, email: string, minutes: number): Promise<void> {
	await app.sql`
		update private.sign_in_codes set made_at = made_at - make_interval(mins => ${minutes}),
			mailed_at = array(select t - make_interval(mins => ${minutes}) from unnest(mailed_at) t)
		where address = ${email}`;
	await page.evaluate((ms) => {
		const step = JSON.parse(localStorage.getItem('rufkreis.code') ?? '{}') as Record<string, unknown>;
		const earlier = { ...step, sent_at: Number(step.sent_at) - ms, again_at: Number(step.again_at) - ms };
		localStorage.setItem('rufkreis.code', JSON.stringify(earlier));
	}, minutes * 60_000);
	await page.reload();
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

test('a known person types the code and is in, after a wrong one that says how many tries are left', async () => {
	const email = 'anna@coswig.example';
	const page = await phone.openPage('/anmelden?zurueck=%2Fnetz');
	await askForCode(page, email);
	const code = await readCode(email);
	await page.getByLabel(digits).pressSequentially(wrongFor(code));
	await expect(page.getByText('Dieser Code stimmt nicht. Noch 4 Versuche.')).toBeVisible();
	await expectSound(page, 'a wrong code');
	await page.getByLabel(digits).pressSequentially(code.replace(' ', ''));
	await expect(page.getByRole('heading', { level: 1, name: 'Netz' })).toBeVisible();
	expect(await page.evaluate(() => localStorage.getItem('rufkreis.code'))).toBeNull();
});

test('a pasted code is handed in by itself, with its blank and the words around it', async () => {
	const email = 'ben@meissen.example';
	const page = await phone.openPage('/anmelden');
	await askForCode(page, email);
	const code = await readCode(email);
	await page.getByLabel(digits).fill(`${code} ist Ihr Code`);
	await expect(page.getByRole('heading', inbox)).toBeVisible();
});

test('the way to the mail and back, a reload, ten minutes: the step is still there and the code is good', async () => {
	const email = 'clara@grossenhain.example';
	const page = await phone.openPage('/anmelden');
	await askForCode(page, email);
	await expect(page.getByRole('button', { name: /^Neuer Code in \d+ s möglich$/ })).toBeDisabled();
	await page.getByRole('link', { name: 'Zum Demo-Postfach' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Demo-Postfach' })).toBeVisible();
	await page.goBack();
	await expect(page.getByText(email)).toBeVisible();
	const code = await readCode(email);
	await age(page, email, 10);
	await expect(page.getByText(email)).toBeVisible();
	await page.getByLabel(digits).fill(code);
	await expect(page.getByRole('heading', inbox)).toBeVisible();
});

test('after sixteen minutes the code is refused as expired, and a new one lets in', async () => {
	const email = 'owner@radebeul.example';
	const page = await phone.openPage('/anmelden');
	await askForCode(page, email);
	const late = await readCode(email);
	await age(page, email, 16);
	await page.getByLabel(digits).fill(late);
	await expect(page.getByText('Der Code ist abgelaufen')).toBeVisible();
	await page.getByRole('button', { name: 'Neuen Code senden' }).click();
	await expect(page.getByRole('button', { name: /^Neuer Code in/ })).toBeDisabled();
	await page.getByLabel(digits).fill(await readCode(email));
	await expect(page.getByRole('heading', inbox)).toBeVisible();
});

test('five wrong tries are the end of a code, and the page says what to do', async () => {
	const email = 'amt@nossen.example';
	const page = await phone.openPage('/anmelden');
	await askForCode(page, email);
	const code = await readCode(email);
	for (const left of ['Noch 4 Versuche.', 'Noch 3 Versuche.', 'Noch 2 Versuche.', 'Noch ein Versuch.']) {
		await page.getByLabel(digits).fill(wrongFor(code));
		await expect(page.getByText(left)).toBeVisible();
	}
	await page.getByLabel(digits).fill(wrongFor(code));
	await expect(page.getByText('Zu viele falsche Versuche')).toBeVisible();
	await page.getByLabel(digits).fill(code);
	await expect(page.getByText('Zu viele falsche Versuche')).toBeVisible();
	await expectSound(page, 'a dead code');
});

test('asked for on one device the code lets in on another, and only once', async () => {
	const email = 'rat@kreis.example';
	const page = await phone.openPage('/anmelden');
	await askForCode(page, email);
	const code = await readCode(email);
	const other = await startChromium({ origin: app.origin, push: app.push });
	try {
		const second = await other.openPage('/anmelden');
		await second.getByLabel('E-Mail-Adresse').fill(email);
		await second.getByRole('button', { name: 'Ich habe schon einen Code' }).click();
		await second.getByLabel(digits).fill(code);
		await expect(second.getByRole('heading', inbox)).toBeVisible();
	} finally {
		await other.close();
	}
	await page.getByLabel(digits).fill(code);
	await expect(page.getByText('Dieser Code gilt nicht')).toBeVisible();
});

test('in English, by keyboard alone, and the mail is English too', async () => {
	await phone.context.addCookies([{ name: 'language', value: 'en', url: app.origin }]);
	const email = 'koordination@kreis.example';
	const page = await phone.openPage('/anmelden');
	await page.getByLabel('E-mail address').focus();
	await page.keyboard.type(email);
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Six digits from the e-mail')).toBeFocused();
	await page.keyboard.type((await readCode(email)).replace(' ', ''));
	await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeVisible();
});

test('an address that is none, three mails, no network: each is said, and what was typed stays', async () => {
	const email = 'anfrage@riesa.example';
	const page = await phone.openPage('/anmelden');
	await page.getByRole('button', { name: 'Code senden' }).click();
	await expect(page.getByText('Die Adresse fehlt.')).toBeVisible();
	await page.getByLabel('E-Mail-Adresse').fill('anfrage@riesa');
	await page.getByRole('button', { name: 'Code senden' }).click();
	await expect(page.getByText('An diese Adresse kann kein Code gehen.')).toBeVisible();
	await expectSound(page, 'an address that is none');
	for (let mails = 0; mails < 3; mails += 1) {
		await askForCode(page, email);
		await page.getByRole('button', { name: 'Andere Adresse' }).click();
		await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue(email);
	}
	await page.getByRole('button', { name: 'Code senden' }).click();
	await expect(page.getByText('Zu oft in kurzer Zeit')).toBeVisible();
	await expect(page.getByText(/Neuer Code in \d+ Minuten möglich/)).toBeVisible();
	await phone.context.setOffline(true);
	await page.getByRole('button', { name: 'Code senden' }).click();
	await expect(page.getByText('Der Server ist nicht erreichbar')).toBeVisible();
	await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue(email);
	await phone.context.setOffline(false);
});

test('somebody new gets an account with the code, enters by their domain, and a stranger waits outside', async () => {
	const page = await phone.openPage('/anmelden');
	await askForCode(page, 'neu@riesa.example');
	expect(await app.sql`select 1 from auth.users where email = 'neu@riesa.example'`).toHaveLength(0);
	await page.getByLabel(digits).fill(await readCode('neu@riesa.example'));
	await page.waitForFunction(() => localStorage.getItem('rufkreis.person') !== null);
	await expect(page).not.toHaveURL(/\/anmelden(\?|$)/);
	const status = (email: string) => app.sql`
		select p.status from public.profiles p join auth.users u on u.id = p.profile_id where u.email = ${email}`;
	expect((await status('neu@riesa.example')).map((row) => row.status as string)).toEqual(['active']);
	await page.close();

	const other = await phone.openPage('/anmelden');
	await askForCode(other, 'fremd@anderswo.example');
	await other.getByLabel(digits).fill(await readCode('fremd@anderswo.example'));
	await expect(other).not.toHaveURL(/\/anmelden(\?|$)/);
	expect((await status('fremd@anderswo.example')).map((row) => row.status as string)).toEqual(['pending']);
});

test('on a new device the page rests until it is touched, and what was pressed before its scripts ran counts', async () => {
	const fresh = await startChromium({ origin: app.origin, push: app.push });
	try {
		const page = await fresh.context.newPage();
		const screens = Promise.withResolvers<undefined>();
		await page.route('**/_app/immutable/nodes/**', async (route) => {
			await screens.promise;
			await route.continue();
		});
		await page.goto(`${app.origin}/anmelden`);
		await page.getByLabel('E-Mail-Adresse').fill('niemand');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Ich habe schon einen Code' }).click();
		screens.resolve(undefined);
		await expect(page.getByText('An diese Adresse kann kein Code gehen.')).toBeVisible();
		await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue('niemand');
		await expect(page).toHaveURL(`${app.origin}/anmelden`);
	} finally {
		await fresh.close();
	}
	const other = await startChromium({ origin: app.origin, push: app.push });
	try {
		const page = await other.openPage('/anmelden');
		// The worker is there, and with it all that a page does by itself; what a page that was taken over keeps is not.
		await page.evaluate(() => navigator.serviceWorker.ready);
		expect(await page.evaluate(() => localStorage.length)).toBe(0);
		await page.getByRole('button', { name: 'Als Sabine Lehmann anmelden' }).click();
		await expect(page.getByRole('heading', inbox)).toBeVisible();
	} finally {
		await other.close();
	}
});

test('both steps are sound, in either palette', async () => {
	const page = await phone.openPage('/anmelden');
	await expect(page.getByLabel('E-Mail-Adresse')).toBeVisible();
	await expectSound(page, 'the address');
	await askForCode(page, 'sehr.langer.name.einer.person+rufkreis@grossenhain.example');
	await expectSound(page, 'the code');
	await page.goto(`${app.origin}/demo/postfach`);
	await expectSound(page, 'the mailbox');
});

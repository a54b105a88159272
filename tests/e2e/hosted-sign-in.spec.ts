/**
 * Sign-in by code through a server in hosted mode: the page comes from one server, the API it signs in at from another, as with Supabase. The
 * other one is ours in embedded mode; what Supabase itself answers is not tried here.
 */
import { expect, test } from '@playwright/test';
import { startSmtpSink } from '#tests/fakes/smtp-sink.ts';
import type { SmtpSink } from '#tests/fakes/smtp-sink.ts';
import { freePort } from '#tests/free-port.ts';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { startHosted } from './hosted.ts';

let mails: SmtpSink;
let project: RunningApp;
let origin: string;
let stopHosted: () => Promise<void>;
let phone: ChromiumPhone;
test.beforeAll(async () => {
	origin = `http://localhost:${await freePort()}`;
	mails = await startSmtpSink();
	project = await startApp({ apiOrigin: origin, smtpUrl: mails.url });
	await project.sql`
		with town as (insert into public.municipalities (slug, name) values ('coswig', 'Coswig') returning municipality_id)
		insert into private.municipality_domains (domain, municipality_id) select 'coswig.example', municipality_id from town`;
	stopHosted = await startHosted(origin, project.hostedVariables());
	phone = await startChromium({ origin, push: project.push });
});
test.afterAll(async () => {
	await phone.close();
	await stopHosted();
	await project.close();
	await mails.close();
});

test('hosted, a code by mail opens the app, which then reads and acts as that person', async () => {
	const page = await phone.openPage('/anmelden');
	// No demo, no accounts to tap: the code is the only way in.
	await page.getByLabel('E-Mail-Adresse').fill('neu@coswig.example');
	await expect(page.getByRole('button', { name: /Anna Richter/ })).toHaveCount(0);
	await page.getByRole('button', { name: 'Code senden' }).click();
	await mails.waitFor(1);
	const [mail] = mails.mails;
	expect(mail?.to).toEqual(['neu@coswig.example']);
	// It stands on a line of its own in the text.
	const code = /^\d{3} \d{3}\r?$/m.exec(mail?.raw ?? '')?.[0].trim() ?? '';
	expect(code).not.toBe('');
	await page.getByLabel('Sechs Ziffern aus der E-Mail').fill(code);

	await expect(page.getByRole('heading', { level: 1, name: 'Wer sind Sie?' })).toBeVisible();
	await expect(page.getByText('Coswig', { exact: true }).first()).toBeVisible();
	await page.getByLabel('Vor- und Nachname').fill('Nele Urban');
	await page.getByRole('button', { name: 'Profil speichern' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Anfragen' })).toBeVisible();
	await expect(page.getByText('aktuell')).toBeVisible();
	const rows = await project.sql`select display_name, status from public.profiles`;
	expect(rows.map((row) => ({ ...row }))).toEqual([{ display_name: 'Nele Urban', status: 'active' }]);
});

/** Silence goes on by mail and to the webhook of the network: whoever wants no mail gets none, coordination sets up and tries, and what is said is true. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startWebhookReceiver } from '#tests/fakes/webhook-receiver.ts';
import type { WebhookReceiver } from '#tests/fakes/webhook-receiver.ts';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { fillRequest, signIn } from './people.ts';

let app: RunningApp;
let receiver: WebhookReceiver;
let phone: ChromiumPhone;
let desk: ChromiumPhone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	receiver = await startWebhookReceiver();
	app = await startApp({ webhook: receiver });
	[phone, desk] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
});
test.afterAll(async () => {
	await Promise.all([phone.close(), desk.close()]);
	await app.close();
	await receiver.close();
});

async function accessible(page: Page): Promise<void> {
	for (const scheme of ['light', 'dark'] as const) {
		await wear(page, scheme);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
	}
	await wear(page, 'light');
}

async function ask(title: string): Promise<string> {
	const page = await desk.openPage('/');
	await signIn(page, 'Sabine Lehmann');
	await fillRequest(page, { title, cluster: 'Netzwerk & Internet', urgency: 'Schalter steht' });
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	await page.close();
	const [row] = await app.sql<
		{ request_id: string }[]
	>`select request_id from public.requests where title = ${title}`;
	if (row === undefined) throw new Error('nothing was asked');
	return row.request_id;
}

test('a mail follows where no device is reached, and none to whoever has switched it off', async () => {
	const anna = await phone.openPage('/');
	await signIn(anna, 'Anna Richter');
	await anna.getByRole('link', { name: 'Ich', exact: true }).click();
	const mails = anna.getByRole('checkbox', { name: /E-Mail/ });
	await expect(mails).toBeChecked();
	await mails.uncheck({ force: true });
	await expect
		.poll(async () => {
			const [row] = await app.sql`
				select s.second_channel from public.notification_settings s join public.profiles p using (profile_id) where p.display_name = 'Anna Richter'`;
			return row?.second_channel as unknown;
		})
		.toBe(false);
	await accessible(anna);
	await anna.close();

	const requestId = await ask('Kasse druckt nicht mehr');
	await expect
		.poll(async () => {
			const rows = await app.sql<{ name: string; state: string }[]>`
				select p.display_name as name, s.state from private.second_deliveries s join public.profiles p using (profile_id)
				where s.request_id = ${requestId} order by 1`;
			return rows.map(({ name, state }) => `${name} ${state}`);
		})
		.toEqual(expect.arrayContaining(['Ben Schubert sent', 'Clara Vogt sent']));
	const [toAnna] = await app.sql`
		select from private.second_deliveries s join public.profiles p using (profile_id) where p.display_name = 'Anna Richter'`;
	expect(toAnna).toBeUndefined();

	const mailbox = await desk.openPage('/demo/postfach');
	await expect(mailbox.getByText('Priorität 1: Kasse druckt nicht mehr').first()).toBeVisible();
	await expect(mailbox.getByText('anna@coswig.example')).toHaveCount(0);
	await expect(mailbox.locator('body')).toContainText(`${app.origin}/anfragen/${requestId}`);
	await expect(mailbox.locator('body')).not.toContainText('/annehmen/');
	await mailbox.close();
});

test('coordination sets up the webhook, hears what is wrong, tries it, and silence arrives there', async () => {
	const page = await phone.openPage('/');
	await signIn(page, 'Katrin Osterland');
	await page.goto(`${app.origin}/koordination`);
	await page.getByRole('link', { name: /Meldung nach außen/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Meldung nach außen' })).toBeVisible();
	await accessible(page);

	const address = page.getByLabel('Adresse der Gegenstelle');
	await address.fill('http://ntfy.sh/thema');
	await page.getByRole('button', { name: 'Meldung einrichten' }).click();
	await expect(page.getByText('Das ist keine Adresse, die mit https:// beginnt')).toBeVisible();
	await expect(address).toBeFocused();
	await address.fill('https://ntfy.sh/thema');
	await page.reload();
	// What was begun is still there.
	await expect(address).toHaveValue('https://ntfy.sh/thema');
	await page.getByRole('button', { name: 'Meldung einrichten' }).click();
	await expect(page.getByText('Diese Gegenstelle ist nicht freigegeben.')).toBeVisible();
	await address.fill(`${receiver.url}/thema`);
	await page.getByRole('button', { name: 'Meldung einrichten' }).click();
	await expect(page.getByText('Eingerichtet')).toBeVisible();

	receiver.moods.push(503);
	await page.getByRole('button', { name: 'Probe senden' }).click();
	await expect(page.getByText('Nicht übergeben', { exact: true })).toBeVisible();
	await expect(page.getByText('Die Gegenstelle ist überlastet oder gestört.')).toBeVisible();
	await page.getByRole('button', { name: 'Probe senden' }).click();
	await expect(page.getByText('Übergeben (Antwort 204)')).toBeVisible();
	await accessible(page);

	await expect(page.getByText(/whsec_/)).toHaveCount(0);
	await page.getByRole('button', { name: 'Schlüssel zeigen' }).click();
	const before = await page.getByText(/whsec_/).innerText();
	await page.getByRole('button', { name: 'Neuen Schlüssel erzeugen' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Neuen erzeugen' }).click();
	await expect(page.getByText('Neuer Schlüssel', { exact: true })).toBeVisible();
	await expect(page.getByText(/whsec_/)).not.toHaveText(before);

	receiver.messages.length = 0;
	const requestId = await ask('Bürgeramt ohne Netz');
	await app.sql`
		update private.alerts set opened_at = opened_at - interval '3 minutes' where request_id = ${requestId}`;
	await app.sql`insert into private.second_looks (request_id, alert_round) values (${requestId}, 1)`;
	await app.sql.notify('rufkreis_second', '');
	await receiver.waitFor(1);
	expect(receiver.messages[0]?.body).toContain(`${app.origin}/anfragen/${requestId}`);
	expect(receiver.messages[0]?.body).not.toContain('Bürgeramt');
	await page.reload();
	await expect(page.getByText('Übergeben (Antwort 204)').first()).toBeVisible();
	await expect(page.getByText(/^Anfrage \d+/)).toBeVisible();

	await page.getByRole('button', { name: 'Nichts mehr melden' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click();
	await expect(page.getByText('Es wird nichts mehr gemeldet')).toBeVisible();
	await expect(address).toHaveValue('');
	expect(await app.sql`select from private.webhook`).toHaveLength(0);
	await page.close();
});

test('without a connection the page says what it cannot know', async () => {
	const page = await phone.openPage('/koordination');
	await expect(page.getByRole('heading', { level: 1, name: 'Koordination' })).toBeVisible();
	await phone.context.setOffline(true);
	await page.goto(`${app.origin}/koordination/meldung`);
	await expect(page.getByText('Der Server ist nicht erreichbar')).toBeVisible();
	await phone.context.setOffline(false);
	await page.getByRole('button', { name: 'Erneut versuchen' }).click();
	await expect(page.getByLabel('Adresse der Gegenstelle')).toBeVisible();
	await page.close();
});

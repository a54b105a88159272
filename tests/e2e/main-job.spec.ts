/** The main job in Chromium: a request becomes a notification, one tap accepts it, everybody learns who has it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { accounts } from './device.ts';
import { ask, signIn, switchNotificationsOn } from './people.ts';

let app: RunningApp;
let anna: ChromiumPhone;
let ben: ChromiumPhone;
let desk: ChromiumPhone;

async function takePhone(name: string): Promise<ChromiumPhone> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	const page = await phone.openPage('/');
	await signIn(page, name);
	await switchNotificationsOn(page);
	phone.goOnline();
	return phone;
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	anna = await takePhone('Anna Richter');
	ben = await takePhone('Ben Schubert');
	desk = await startChromium({ origin: app.origin, push: app.push, viewport: { width: 1280, height: 800 } });
});
test.afterAll(async () => {
	await Promise.all([anna, ben, desk].map((phone) => phone.close()));
	await app.close();
});

test('with no window open, one tap in the notification takes the request and leaves the receipt', async () => {
	await anna.closePages();
	await ben.closePages();
	const page = await desk.openPage('/');
	await signIn(page, 'Sabine Lehmann');
	const id = await ask(page, {
		title: 'Bürgeramt ohne <b>Internet</b>',
		cluster: 'Netzwerk & Internet',
		urgency: 'Schalter steht',
		body: 'Seit 13:58 keine Verbindung an vier Plätzen, Telefon geht. 🖨️',
		place: 'Rathausplatz 1, Erdgeschoss',
		callback: '03500 700-214',
	});

	const shown = await anna.waitForNotification({ tag: id });
	expect(shown.title).toBe('Bürgeramt ohne <b>Internet</b> · Riesa');
	expect(shown.body).toContain('Schalter steht');
	expect(shown.body).toContain('03500 700-214');
	expect(shown.actions.map((action) => action.title)).toEqual(['Annehmen', 'Später']);
	await ben.waitForNotification({ tag: id, title: shown.title });
	await expect
		.poll(
			() =>
				app.sql`select count(*)::int as arrived from private.deliveries where request_id = ${id} and state = 'arrived'`,
		)
		.toEqual([{ arrived: 2 }]);

	const tapped = await anna.tapNotification({ tag: id, action: 'accept' });
	expect(tapped.opened).toEqual([]);
	const [request] = await app.sql`
		select r.status, p.display_name from public.requests r join public.profiles p on p.profile_id = r.accepted_by
		where r.request_id = ${id}`;
	expect(request).toEqual({ status: 'accepted', display_name: 'Anna Richter' });

	const receipt = await anna.waitForNotification({ tag: id });
	expect(receipt.title).toMatch(/^Übernommen \d\d:\d\d/);
	expect(receipt.body).toContain('03500 700-214');
	const told = await ben.waitForNotification({ tag: id, title: 'Übernommen von Anna Richter (Coswig)' });
	expect(told.actions).toEqual([]);

	// The desk has no push: it hears it from the live feed, long before its next sweep.
	await expect(page.getByText('Anna Richter (Coswig)').first()).toBeVisible({ timeout: 10_000 });
});

test('a slip of the finger is taken back from the receipt, and the others learn it without a sound', async () => {
	await anna.closePages();
	await ben.closePages();
	const page = desk.context.pages().at(-1);
	if (page === undefined) throw new Error('the desk has no page');
	const id = await ask(page, {
		title: 'Kopierer im Bauamt streikt',
		cluster: 'Netzwerk & Internet',
		urgency: 'Diese Woche',
	});
	const alert = await anna.waitForNotification({ tag: id });
	await ben.waitForNotification({ tag: id, title: alert.title });
	await anna.tapNotification({ tag: id, action: 'accept' });
	await ben.waitForNotification({ tag: id, title: 'Übernommen von Anna Richter (Coswig)' });
	const receipt = await anna.waitForNotification({ tag: id });
	expect(receipt.actions.map((action) => action.title)).toEqual(['Öffnen', 'Rückgängig']);

	const tapped = await anna.tapNotification({ tag: id, action: 'undo' });
	expect(tapped.opened).toEqual([]);
	const undone = await anna.waitForNotification({ tag: id, title: 'Zurückgenommen' });
	expect(undone.actions.map((action) => action.title)).toEqual(['Annehmen']);
	const again = await ben.waitForNotification({ tag: id, title: `Wieder offen: ${alert.title}` });
	expect(again).toMatchObject({ silent: true, actions: [{ title: 'Annehmen' }, { title: 'Später' }] });

	await ben.tapNotification({ tag: id, action: 'accept' });
	await anna.waitForNotification({ tag: id, title: 'Übernommen von Ben Schubert (Meißen)' });
});

test('who taps too late learns by name who was faster, and nothing moves', async () => {
	const page = desk.context.pages().at(-1);
	if (page === undefined) throw new Error('the desk has no page');
	const id = await ask(page, { title: 'VPN trennt sich', cluster: 'Netzwerk & Internet', urgency: 'Heute' });
	await anna.waitForNotification({ tag: id });
	const asked = await ben.waitForNotification({ tag: id });
	expect(asked.actions).toHaveLength(2);
	// Ben's phone hears nothing more: the notification he taps is the old one.
	ben.goOffline();
	await anna.tapNotification({ tag: id, action: 'accept' });
	await ben.tapNotification({ tag: id, action: 'accept' });
	const answer = await ben.waitForNotification({ tag: id });
	expect(answer.title).toBe('Anna Richter (Coswig) war schneller');
	expect(answer.actions.map((action) => action.action)).not.toContain('accept');
	expect(
		await app.sql`select count(*)::int as n from public.request_events where request_id = ${id} and kind = 'accepted'`,
	).toEqual([{ n: 1 }]);
	ben.goOnline();
	await ben.waitForNotification({ tag: id, title: 'Übernommen von Anna Richter (Coswig)' });
});

async function askForAnna(title: string): Promise<string> {
	// One person may ask five times in ten minutes.
	await app.sql`update public.requests set created_at = created_at - interval '10 minutes'`;
	const page = desk.context.pages().at(-1);
	if (page === undefined) throw new Error('the desk has no page');
	const id = await ask(page, { title, cluster: 'Netzwerk & Internet', urgency: 'Heute' });
	await anna.waitForNotification({ tag: id });
	return id;
}

function statusOf(id: string): PromiseLike<unknown> {
	return app.sql`select status from public.requests where request_id = ${id}`;
}

test('a tap in a dead zone is kept, claims nothing, and is sent once there is a network', async () => {
	const id = await askForAnna('Telefonanlage im Keller stumm');
	await anna.context.setOffline(true);
	await anna.tapNotification({ tag: id, action: 'accept' });
	const kept = await anna.waitForNotification({ tag: id, title: 'Gemerkt: Annehmen' });
	expect(kept.body).toMatch(/Wird gesendet, sobald Netz da ist, längstens bis \d\d:\d\d\./);
	expect(kept.body).toContain('Übernommen ist erst mit der Bestätigung.');
	expect(kept.actions.map((action) => action.title)).toEqual(['Nicht senden']);
	expect(await anna.wakeForKeptTaps()).toBe('again');
	expect(await statusOf(id)).toEqual([{ status: 'open' }]);

	await anna.stopWorker();
	await anna.ageKeptTaps(2);
	await anna.context.setOffline(false);
	expect(await anna.wakeForKeptTaps()).toBe('done');
	expect((await anna.waitForNotification({ tag: id })).title).toMatch(/^Übernommen \d\d:\d\d$/);
	expect(await statusOf(id)).toEqual([{ status: 'accepted' }]);
});

test('after twenty minutes it asks instead of sending', async () => {
	const id = await askForAnna('Beamer im Keller dunkel');
	await anna.context.setOffline(true);
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.waitForNotification({ tag: id, title: 'Gemerkt: Annehmen' });
	await anna.ageKeptTaps(20);
	await anna.context.setOffline(false);
	expect(await anna.wakeForKeptTaps()).toBe('done');
	const question = await anna.waitForNotification({ tag: id, title: 'Noch annehmen?' });
	expect(question.actions.map((action) => action.title)).toEqual(['Annehmen', 'Später']);
	expect(await statusOf(id)).toEqual([{ status: 'open' }]);
	await anna.tapNotification({ tag: id, action: 'accept' });
	expect((await anna.waitForNotification({ tag: id })).title).toMatch(/^Übernommen/);
});

test('what is kept can be called off, and nothing of it is sent', async () => {
	const id = await askForAnna('Drucker im Keller leer');
	const alert = await anna.waitForNotification({ tag: id });
	await anna.context.setOffline(true);
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.tapNotification({ tag: id, action: 'forget' });
	const again = await anna.waitForNotification({ tag: id, title: alert.title });
	expect(again).toMatchObject({ silent: true, actions: [{ title: 'Annehmen' }, { title: 'Später' }] });
	await anna.context.setOffline(false);
	expect(await anna.wakeForKeptTaps()).toBe('done');
	expect(await statusOf(id)).toEqual([{ status: 'open' }]);
});

test('a session that ran out a month ago keeps nobody from accepting', async () => {
	const home = await anna.openPage('/anfragen');
	const session = await home.evaluate(() => {
		const kept: unknown = JSON.parse(localStorage.getItem('rufkreis.auth') ?? '{}');
		const aMonthAgo = Math.floor(Date.now() / 1000) - 30 * 24 * 3600;
		const spent = { access_token: 'spent', refresh_token: 'spent', expires_at: aMonthAgo, expires_in: 3600 };
		localStorage.setItem('rufkreis.auth', JSON.stringify({ ...(kept as object), ...spent }));
		return JSON.stringify(kept);
	});
	await anna.closePages();
	const id = await askForAnna('Türöffner am Hintereingang klemmt');
	await anna.tapNotification({ tag: id, action: 'accept' });
	expect((await anna.waitForNotification({ tag: id })).title).toMatch(/^Übernommen \d\d:\d\d$/);
	expect(await statusOf(id)).toEqual([{ status: 'accepted' }]);

	const page = await anna.openPage('/anfragen');
	await expect(page.getByRole('link', { name: 'Neu anmelden' })).toBeVisible();
	await page.evaluate((kept) => localStorage.setItem('rufkreis.auth', kept), session);
	await anna.closePages();
});

test('after a second round the button of the old notification says that it has expired', async () => {
	const id = await askForAnna('Scanner im Archiv zieht schief');
	await ben.waitForNotification({ tag: id });
	ben.goOffline();
	await anna.tapNotification({ tag: id, action: 'accept' });
	await anna.waitForNotification({ tag: id });
	const answer = await fetch(`${app.origin}/rest/v1/rpc/release_request`, {
		method: 'POST',
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${app.tokenOf(accounts.anna)}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ command_id: randomUUID(), request_id: id }),
	});
	expect(await answer.json()).toMatchObject({ outcome: 'released' });

	await ben.tapNotification({ tag: id, action: 'accept' });
	const expired = await ben.waitForNotification({ tag: id, title: 'Diese Alarmierung ist abgelaufen' });
	expect(expired.actions).toEqual([]);
	expect(await statusOf(id)).toEqual([{ status: 'open' }]);
	// With a network again the second round rings, and its button accepts.
	ben.goOnline();
	await ben.waitForNotification({ tag: id, title: 'Scanner im Archiv zieht schief · Riesa' });
	await ben.tapNotification({ tag: id, action: 'accept' });
	expect((await ben.waitForNotification({ tag: id })).title).toMatch(/^Übernommen/);
});

test('after a release the round starts anew, and the notification opens a page that accepts', async () => {
	const page = await anna.openPage('/anfragen');
	await page.getByRole('link', { name: 'VPN trennt sich' }).click();
	await page.getByRole('button', { name: 'Abgeben' }).click();
	await page.getByRole('button', { name: 'Ja, abgeben' }).click();
	await expect(page.getByText('Abgegeben').first()).toBeVisible();
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	const again = await ben.waitForNotification({ tag: id, title: 'VPN trennt sich · Riesa' });
	expect(again.actions.map((action) => action.title)).toEqual(['Annehmen', 'Später']);
	const { opened } = await ben.tapNotification({ tag: id });
	expect(opened).toHaveLength(1);
	const address = new URL(opened[0] ?? '', app.origin);
	expect(address.pathname).toBe(`/annehmen/${id}`);
	expect(address.search).toBe('');
	expect(address.hash).not.toBe('');
	const acceptPage = ben.context.pages().at(-1);
	if (acceptPage === undefined) throw new Error('no page was opened');
	await acceptPage.getByRole('button', { name: 'Annehmen' }).click();
	await expect(acceptPage.getByText(/Übernommen \d\d:\d\d/)).toBeVisible();
	const [request] = await app.sql`
		select p.display_name from public.requests r join public.profiles p on p.profile_id = r.accepted_by where r.request_id = ${id}`;
	expect(request).toEqual({ display_name: 'Ben Schubert' });
});

test('handing over to another cluster alerts there, and the story says so', async () => {
	const page = ben.context.pages().at(-1);
	if (page === undefined) throw new Error('no page is open');
	await page.goto(`${app.origin}/anfragen`);
	await page.getByRole('link', { name: 'VPN trennt sich' }).click();
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	await page.getByRole('button', { name: 'An anderes Cluster übergeben' }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByRole('radio', { name: 'Netzwerk & Internet' })).toHaveCount(0);
	await sheet.getByRole('button', { name: 'Übergeben', exact: true }).click();
	await expect(sheet.getByText('Wählen Sie das Cluster, zu dem die Anfrage gehört.')).toBeVisible();
	await sheet.getByRole('radio', { name: 'Arbeitsplatz & Drucker' }).check({ force: true });
	await sheet.getByRole('button', { name: 'Übergeben', exact: true }).click();
	await expect(page.getByText('Das andere Cluster wird jetzt alarmiert.')).toBeVisible();
	await expect(
		page.getByText('Text und Rückruf sehen die Mitglieder von „Arbeitsplatz & Drucker“.'),
	).toBeVisible();

	const again = await anna.waitForNotification({ tag: id, title: 'VPN trennt sich · Riesa' });
	expect(again.actions.map((action) => action.title)).toEqual(['Annehmen', 'Später']);
	const story = await anna.openPage(`/anfragen/${id}`);
	await expect(
		story.getByText('Ben Schubert (Meißen) hat an Arbeitsplatz & Drucker übergeben'),
	).toBeVisible();
	await story.close();
});

test('a push nobody can read is still shown', async () => {
	await anna.deliverPush('\u0000 not for us {');
	const shown = await anna.waitForNotification({ title: 'Rufkreis' });
	expect(shown.body).toContain('Öffnen Sie Rufkreis');
});

/** An alert goes on by the usual steps, and whoever asked reads at every moment what is known of it: four people in four states. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { accounts } from './device.ts';
import { ask, signIn, switchNotificationsOn } from './people.ts';

let app: RunningApp;
let anna: ChromiumPhone;
let ben: ChromiumPhone;
let clara: ChromiumPhone;
/** Two people sit at desks without push: the one who asked, and Ben, who looks after his phone. */
let desk: ChromiumPhone;
let bensDesk: ChromiumPhone;

async function takePhone(name: string): Promise<ChromiumPhone> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	const page = await phone.openPage('/');
	await signIn(page, name);
	await switchNotificationsOn(page);
	return phone;
}

test.beforeAll(async () => {
	app = await startApp({ escalation: 'usual' });
	anna = await takePhone('Anna Richter');
	anna.goOnline();
	ben = await takePhone('Ben Schubert');
	clara = await takePhone('Clara Vogt');
	desk = await startChromium({ origin: app.origin, push: app.push });
	bensDesk = await startChromium({
		origin: app.origin,
		push: app.push,
		viewport: { width: 1280, height: 800 },
	});
	// Olaf has no device; a fifth member would be a fifth state.
	await app.sql`
		delete from public.cluster_members m using public.profiles p, public.clusters c
		where p.profile_id = m.profile_id and c.cluster_id = m.cluster_id and p.display_name = 'Jörg Naumann' and c.slug = 'netzwerk'`;
});
test.afterAll(async () => {
	await Promise.all([anna, ben, clara, desk, bensDesk].map((phone) => phone.close()));
	await app.close();
});

/** So much time goes by for the steps that wait. */
async function pass(requestId: string, interval: string): Promise<void> {
	await app.sql`
		update private.alerts set due_at = due_at - ${interval}::interval, opened_at = opened_at - ${interval}::interval,
			course = jsonb_set(course, '{regularAt}', to_jsonb((course ->> 'regularAt')::timestamptz - ${interval}::interval))
		where request_id = ${requestId} and state = 'due'`;
	await app.sql`select pg_notify('rufkreis_alerts', '')`;
}

test('on call first, then the others; sent, confirmed, resting, without a device and who comes later are told apart, live', async () => {
	const claraAtHome = await clara.openPage('/ich');
	await claraAtHome.getByRole('button', { name: 'Bis morgen 8 Uhr' }).click();
	await expect
		.poll(() => app.sql`select profile_id from public.notification_settings where paused_until > now()`)
		.toEqual([{ profile_id: accounts.clara }]);
	for (const phone of [anna, ben, clara]) await phone.closePages();

	const page = await desk.openPage('/');
	await signIn(page, 'Sabine Lehmann');
	const id = await ask(page, {
		title: 'VPN im Bauhof bricht ab',
		cluster: 'Netzwerk & Internet',
		urgency: 'Heute',
	});
	const line = page.getByText(/gesendet/);
	await anna.waitForNotification({ tag: id });
	await expect(line).toHaveText('an 1 Person gesendet · 1 Gerät bestätigt');
	expect(await ben.shownNotifications()).toEqual([]);

	// Nobody answers. Ben's phone lies without a network: sent is not confirmed.
	await pass(id, '5 minutes');
	// Whoever has no device is written to.
	await expect(line).toHaveText(
		'an 2 Personen gesendet · 1 Gerät bestätigt · 1 ruht · 1 ohne Gerät · 1 per E-Mail angeschrieben',
	);
	const atBens = await bensDesk.openPage('/');
	await signIn(atBens, 'Ben Schubert');
	await app.sql`update public.devices set last_seen_at = now() - interval '9 days' where profile_id = ${accounts.ben}`;
	await atBens.goto(`${app.origin}/ich`);
	const bensPhone = atBens.getByRole('listitem', { name: 'Chrome · Linux' });
	await expect(bensPhone).toContainText('Seit Tagen still');

	ben.goOnline();
	await ben.waitForNotification({ tag: id });
	await expect(line).toHaveText(
		'an 2 Personen gesendet · 2 Geräte bestätigt · 1 ruht · 1 ohne Gerät · 1 per E-Mail angeschrieben',
	);
	await atBens.reload();
	await expect(bensPhone).toContainText('Meldet sich');

	await ben.tapNotification({ tag: id, action: 'later' });
	await expect(line).toHaveText(/1 per E-Mail angeschrieben\s· 1 kann ab (morgen )?\d\d:\d\d$/);
	// The cluster reads the same as whoever asked.
	await atBens.goto(`${app.origin}/anfragen/${id}`);
	await expect(atBens.getByText(/an 2 Personen gesendet/)).toBeVisible();

	const history = page.getByRole('region', { name: 'Verlauf' });
	await expect(history.getByText('Bereitschaft: an 1 Person, 1 Gerät')).toBeVisible();
	await expect(history.getByText('Verfügbare Mitglieder: an 1 Person, 1 Gerät')).toBeVisible();
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([]);
	}

	await anna.tapNotification({ tag: id, action: 'accept' });
	await expect(page.getByText(/gesendet/)).toBeHidden();
	await ben.waitForNotification({ tag: id, title: 'Übernommen von Anna Richter (Coswig)' });
	expect(await clara.shownNotifications()).toEqual([]);
});

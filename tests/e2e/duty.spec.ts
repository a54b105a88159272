/** Whoever is on call and goes away hands over, or everybody who has to know learns of the gap; whoever is on call and cannot be called is rung up. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
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
let owner: ChromiumPhone;
let desk: ChromiumPhone;
let annas: Page;
let bens: Page;
let owners: Page;
let desks: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp({ escalation: 'usual' });
	[anna, ben, owner, desk] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	// Who is on call is said below.
	await app.sql`delete from private.rotations`;
	await app.sql`delete from private.shifts`;
	[annas, bens, owners, desks] = (await Promise.all(
		[anna, ben, owner, desk].map((phone) => phone.openPage('/')),
	)) as [Page, Page, Page, Page];
	await signIn(annas, 'Anna Richter');
	await signIn(bens, 'Ben Schubert');
	await signIn(owners, 'Olaf Wernicke');
	await signIn(desks, 'Katrin Osterland');
});
test.afterAll(async () => {
	await Promise.all([anna, ben, owner, desk].map((phone) => phone.close()));
	await app.close();
});

async function expectSound(page: Page, what: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(
			violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]),
			`${what} in ${colorScheme}`,
		).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), what).toBe(true);
	}
	await wear(page, 'light');
}

/** On call for the network from `from` on for so many hours; by the clock of the database. */
async function plan(profileId: string, from: string, hours: number): Promise<void> {
	await app.sql`
		insert into private.shifts (cluster_id, profile_id, during)
		select cluster_id, ${profileId}, tstzrange(now() + ${from}::interval, now() + ${from}::interval + ${`${hours} hours`}::interval)
		from public.clusters where slug = 'netzwerk'`;
}

test('coordination reads the name of whoever is on call without a reachable device, and of nobody else', async () => {
	await plan(accounts.anna, '-1 hour', 72);
	await desks.goto(`${app.origin}/koordination`);
	const alarms = desks.getByRole('region', { name: 'Bereitschaft in Gefahr' });
	await expect(alarms.getByRole('alert')).toHaveCount(1);
	await expect(alarms).toContainText('Bereitschaft ohne erreichbares Gerät');
	await expect(alarms).toContainText(/Anna Richter, Netzwerk & Internet, jetzt bis /);
	await expectSound(desks, 'the alarms of coordination');
	await switchNotificationsOn(annas);
	await desks.reload();
	await expect(desks.getByRole('heading', { level: 2 }).first()).toBeVisible();
	await expect(alarms).toHaveCount(0);
});

test('topic owners read how many cannot be reached, without a name', async () => {
	await owners.goto(`${app.origin}/netz/alarmierung/netzwerk`);
	const notice = owners.getByRole('status').filter({ hasText: 'von 5 Mitgliedern sind nicht erreichbar' });
	await expect(notice).toContainText('ohne ein Gerät, an das Alarmierungen gehen');
	await expect(notice).not.toContainText('Vogt');
	await expectSound(owners, 'the alerting of a cluster');
	await owners.goto(`${app.origin}/netz`);
	await expect(notice).toBeVisible();
	await expectSound(owners, 'the clusters of a topic owner');
	// Nobody else.
	await annas.goto(`${app.origin}/netz`);
	await expect(annas.getByRole('heading', { name: 'Netzwerk & Internet' })).toBeVisible();
	await expect(annas.getByText('nicht erreichbar')).toHaveCount(0);
});

async function onCall(): Promise<unknown[]> {
	const rows = await app.sql`
		select o.id from public.clusters c cross join lateral private.on_call_at(c.cluster_id, now()) o(id) where c.slug = 'netzwerk'`;
	return rows.map(({ id }) => id as unknown);
}

test('whoever is on call and pauses hands over, having asked; who cannot be called cannot take it', async () => {
	await annas.goto(`${app.origin}/ich`);
	await annas.getByRole('button', { name: 'Nur heute' }).click();
	const question = annas.getByRole('status').filter({ hasText: 'Sie haben in dieser Zeit Bereitschaft' });
	await expect(question).toContainText('Eine Lücke sehen die Themen-Zuständigen');
	await question.getByRole('button', { name: 'Übergeben …' }).click();
	const sheet = annas.getByRole('dialog', { name: 'Übergabe' });
	await sheet.getByRole('button', { name: 'Übergeben und pausieren' }).click();
	await expect(sheet.getByText('Wählen Sie, wer übernimmt, oder dass es eine Lücke bleibt.')).toBeVisible();
	await sheet.getByLabel('„Netzwerk & Internet“ geht an').selectOption({ label: 'Ben Schubert, Meißen' });
	await sheet.getByRole('button', { name: 'Übergeben und pausieren' }).click();
	await expect(sheet.getByText('Fragen Sie zuerst')).toBeVisible();
	await sheet.getByRole('checkbox', { name: 'Das ist so abgesprochen' }).check();
	// Ben has no device yet.
	await sheet.getByRole('button', { name: 'Übergeben und pausieren' }).click();
	await expect(sheet.getByText('Ben Schubert kann sie gerade nicht übernehmen')).toBeVisible();
	await expectSound(annas, 'the sheet of a hand-over');
	expect(await onCall()).toEqual([accounts.anna]);

	await switchNotificationsOn(bens);
	await sheet.getByRole('button', { name: 'Übergeben und pausieren' }).click();
	await expect(sheet).toBeHidden();
	await expect(annas.getByText(/Ben Schubert wird gerufen/)).toBeVisible();
	await expect(annas.getByRole('status').filter({ hasText: 'Sie pausieren bis' })).toBeVisible();
	expect(await onCall()).toEqual([accounts.ben]);
	await expectSound(annas, 'what was handed over');
});

test('the colleague sees it without reloading, and is the one an alert reaches', async () => {
	const notice = bens
		.getByRole('status')
		.filter({ hasText: 'Anna Richter hat Ihnen die Bereitschaft übergeben' });
	await expect(notice).toContainText('in „Netzwerk & Internet“');
	await expectSound(bens, 'a duty that was taken over');

	const sabine = await startChromium({ origin: app.origin, push: app.push });
	const page = await sabine.openPage('/');
	await signIn(page, 'Sabine Lehmann');
	const id = await ask(page, { title: 'Switch im Keller tot', cluster: 'Netzwerk', urgency: 'Heute' });
	await expect
		.poll(
			() =>
				app.sql`select distinct profile_id from private.deliveries where request_id = ${id} and kind = 'alert' and state in ('sent', 'arrived')`,
		)
		.toEqual([{ profile_id: accounts.ben }]);
	await sabine.close();
});

test('given back it is a gap, loud for topic owners, or for coordination where no owner is there', async () => {
	await owners.goto(`${app.origin}/netz/alarmierung/netzwerk`);
	await expect(owners.getByRole('heading', { name: 'Netzwerk & Internet' })).toBeVisible();
	const gap = owners.getByRole('alert').filter({ hasText: 'Lücke in der Bereitschaft' });
	await expect(gap).toHaveCount(0);
	await bens.getByRole('button', { name: /^Zurückgeben/ }).click();
	await expect(bens.getByText('Sie werden dort nicht mehr gerufen.')).toBeVisible();
	await expect(annas.getByText('Ihre Bereitschaft hat niemand')).toBeVisible();
	await owners.reload();
	await expect(gap).toContainText(/jetzt bis 24:00/);
	await expect(owners.getByText('Niemand ist in Bereitschaft')).toBeVisible();
	await expectSound(owners, 'a gap');
	await desks.goto(`${app.origin}/koordination`);
	await expect(desks.getByRole('heading', { level: 2 }).first()).toBeVisible();
	await expect(desks.getByText('Lücke in der Bereitschaft')).toHaveCount(0);

	await app.sql`
		insert into public.notification_settings (profile_id, paused_until)
		select profile_id, now() + interval '1 day' from public.cluster_members m join public.clusters c using (cluster_id)
		where c.slug = 'netzwerk' and m.role = 'owner'
		on conflict (profile_id) do update set paused_until = excluded.paused_until`;
	await desks.reload();
	await expect(desks.getByRole('alert').filter({ hasText: 'Lücke in der Bereitschaft' })).toContainText(
		/Netzwerk & Internet, jetzt bis 24:00/,
	);
	await expectSound(desks, 'a gap for coordination');
});

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
import { signIn, switchNotificationsOn } from './people.ts';

let app: RunningApp;
let anna: ChromiumPhone;
let owner: ChromiumPhone;
let desk: ChromiumPhone;
let annas: Page;
let owners: Page;
let desks: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp({ escalation: 'usual' });
	[anna, owner, desk] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	// Who is on call is said below.
	await app.sql`delete from private.rotations`;
	await app.sql`delete from private.shifts`;
	[annas, owners, desks] = await Promise.all([anna.openPage('/'), owner.openPage('/'), desk.openPage('/')]);
	await signIn(annas, 'Anna Richter');
	await signIn(owners, 'Olaf Wernicke');
	await signIn(desks, 'Katrin Osterland');
});
test.afterAll(async () => {
	await Promise.all([anna, owner, desk].map((phone) => phone.close()));
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

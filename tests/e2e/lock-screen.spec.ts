/** A phone that lies on a counter: what it is asked to keep off its lock screen stays off it, and one tap accepts all the same. */
import { expect, test } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { ask, signIn, switchNotificationsOn } from './people.ts';

const setting = 'Inhalt auf dem Sperrbildschirm zeigen';
const title = 'WLAN im Standesamt schwach';

let app: RunningApp;
let anna: ChromiumPhone;
let desk: ChromiumPhone;

test.beforeAll(async () => {
	app = await startApp();
	[anna, desk] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push, viewport: { width: 1280, height: 800 } }),
	]);
});
test.afterAll(async () => {
	await Promise.all([anna, desk].map((phone) => phone.close()));
	await app.close();
});

test('a device that hides content says only that there is something, also in what the worker says after the tap', async () => {
	const page = await anna.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
	await page.goto(`${app.origin}/ich`);
	const choice = page.getByRole('checkbox', { name: setting });
	await expect(choice).toBeChecked();
	await anna.context.setOffline(true);
	await choice.uncheck();
	// Here at once, at the server with the network.
	await expect(page.getByText('Gilt, sobald der Server es weiß.')).toBeVisible();
	await page.reload();
	await expect(choice).not.toBeChecked();
	await expect(page.getByText('Dort steht nur „Neue Anfrage, Priorität 1“.')).toBeVisible();
	await anna.context.setOffline(false);
	await expect
		.poll(() => app.sql`select count(*)::integer as hidden from public.devices where not shows_content`, {
			timeout: 20_000,
		})
		.toEqual([{ hidden: 1 }]);
	await anna.closePages();
	anna.goOnline();

	const atDesk = await desk.openPage('/');
	await signIn(atDesk, 'Sabine Lehmann');
	const id = await ask(atDesk, { title, cluster: 'Netzwerk & Internet', urgency: 'Heute' });
	const alert = await anna.waitForNotification({ tag: id });
	expect(alert).toMatchObject({ title: 'Neue Anfrage, Priorität 2', body: '' });
	expect(alert.actions.map(({ action }) => action)).toEqual(['accept', 'later']);
	await anna.tapNotification({ tag: id, action: 'accept' });
	await expect
		.poll(async () => (await anna.shownNotifications()).map((shown) => `${shown.title}\n${shown.body}`))
		.toEqual([
			expect.stringMatching(/^Übernommen \d\d:\d\d\nPriorität 2\nRückruf und Ort stehen in Rufkreis\.$/),
		]);
	// The person who asked hears who comes.
	await expect(atDesk.getByText(/Anna Richter/).first()).toBeVisible();
});

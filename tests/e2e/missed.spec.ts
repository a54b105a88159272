/** A phone that lay without a network for longer than push services keep an alert: what is still open is said once, when it is back. */
import { expect, test } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { ask, signIn, switchNotificationsOn } from './people.ts';

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

test('back after hours, a phone shows one notification about all that is still open, and it leads to the list', async () => {
	const page = await anna.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
	await anna.closePages();
	// Its push service keeps what is sent, and loses it before the phone is back.
	const channel = anna.subscription()?.channel ?? '';
	const atDesk = await desk.openPage('/');
	await signIn(atDesk, 'Sabine Lehmann');
	for (const [title, urgency] of [
		['Drucker im Bauamt druckt blass', 'Diese Woche'],
		['Bürgeramt ohne Internet', 'Schalter steht'],
		['Beamer im Ratssaal', 'Heute'],
	] as const)
		await ask(atDesk, { title, cluster: 'Netzwerk & Internet', urgency });
	await app.push.waitFor(channel, 3);
	await expect
		.poll(() => app.sql`select distinct state from private.deliveries`)
		.toEqual([{ state: 'sent' }]);
	await app.sql`update private.deliveries set sent_at = sent_at - interval '3 hours', expires_at = expires_at - interval '3 hours'`;
	await app.sql`update public.devices set last_seen_at = last_seen_at - interval '3 hours'`;
	app.push.forget();

	// The person opens the app again: its first look at the server is the sign of life.
	const back = await anna.openPage('/netz');
	await expect.poll(() => app.sql`select 1 from private.awakenings`).toHaveLength(1);
	await app.sql`update private.awakenings set due_at = now()`;
	await app.sql`select pg_notify('rufkreis_alerts', '')`;
	const [sent] = await app.push.waitFor(channel, 1);
	await anna.deliverPush(anna.decrypt(sent?.body ?? Buffer.alloc(0)));
	const shown = await anna.shownNotifications();
	expect(shown).toMatchObject([
		{
			tag: 'several',
			title: '3 offene Anfragen warten',
			body: 'Bürgeramt ohne Internet · Riesa\nBeamer im Ratssaal · Riesa\nDrucker im Bauamt druckt blass · Riesa',
			actions: [],
			silent: false,
		},
	]);
	await expect
		.poll(() => app.sql`select kind, state from private.deliveries order by kind`)
		.toEqual(['alert', 'alert', 'alert', 'several'].map((kind) => ({ kind, state: 'arrived' })));

	await back.close();
	const tapped = await anna.tapNotification({ tag: 'several' });
	expect(tapped.opened.map((url) => new URL(url).pathname)).toEqual(['/anfragen']);
	expect(await anna.shownNotifications()).toEqual([]);
	const list = anna.context.pages().find((open) => open.url().endsWith('/anfragen'));
	if (list === undefined) throw new Error('the list did not open');
	await expect(list.getByText('Bürgeramt ohne Internet')).toBeVisible();
});

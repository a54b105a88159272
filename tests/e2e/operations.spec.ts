/** The page from which coordination sees whether alerts leave and arrive. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { signIn } from './people.ts';

let app: RunningApp;
let desk: ChromiumPhone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	desk = await startChromium({ origin: app.origin, push: app.push });
});
test.afterAll(async () => {
	await desk.close();
	await app.close();
});

async function expectSound(page: Page, what: string): Promise<void> {
	await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
		what,
	).toEqual([]);
}

/** Twelve messages to six people, ten of them confirmed; their push service then refuses the devices of five of them. */
async function sendAndRefuse(): Promise<void> {
	await app.sql`
		with people as (
			select profile_id, row_number() over (order by profile_id) as place from public.profiles where status = 'active' limit 6
		), devices as (
			insert into public.devices (device_id, profile_id, label, platform)
			select gen_random_uuid(), profile_id, 'Handy', 'test' from people returning device_id, profile_id
		), endpoints as (
			insert into private.push_endpoints (device_id, endpoint, host, p256dh, auth, last_success_at, refused_at)
			select device_id, 'https://web.push.apple.com/' || device_id, 'web.push.apple.com', '', '', now() - interval '1 hour',
				case when place <= 5 then now() end
			from devices join people using (profile_id)
		)
		insert into private.deliveries (kind, request_id, alert_round, profile_id, device_id, state, priority, created_at, expires_at, sent_at, arrived_at)
		select 'alert', r.request_id, 1, v.profile_id, v.device_id, 'sent', 2, now() - interval '10 minutes', now(), now() - interval '10 minutes',
			case when p.place <= 5 then now() - interval '10 minutes' + interval '1.2 seconds' end
		from devices v join people p using (profile_id) cross join (select request_id from public.requests order by number limit 2) r`;
	await app.sql`
		insert into private.push_answers (service, answer, posts) values ('push.apple.com', '2xx', 12), ('push.apple.com', 'refused', 5)`;
}

test('a specialist is refused calmly and sees no figure', async () => {
	const page = await desk.openPage('/');
	await signIn(page, 'Ben Schubert');
	await page.goto(`${app.origin}/koordination/betrieb`);
	await expect(page.getByText('Diese Seite ist für die Koordination')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Push-Dienste' })).toHaveCount(0);
	await page.close();
});

test('coordination reads in one sentence that all is well, and of an empty network no share', async () => {
	const page = await desk.openPage('/');
	await signIn(page, 'Katrin Osterland');
	await page.goto(`${app.origin}/koordination`);
	await page.getByRole('link', { name: 'Betrieb' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Betrieb' })).toBeVisible();
	await expect(page.getByText('Alles in Ordnung')).toBeVisible();
	await expect(page.getByText('Noch nichts gesendet.')).toHaveCount(2);
	await expect(page.getByText('Nichts wartet', { exact: true })).toBeVisible();
	await expect(page.getByText('Noch kein Gerät ist für Alarme angemeldet.')).toBeVisible();
	for (const scheme of ['light', 'dark'] as const) {
		await wear(page, scheme);
		await expectSound(page, `all is well in ${scheme}`);
	}
	await page.close();
});

test('a push service that refuses everybody is named first with what to do, while one reads, without a jump', async () => {
	const page = await desk.openPage('/');
	await page.clock.install();
	await page.goto(`${app.origin}/koordination/betrieb`);
	await expect(page.getByText('Alles in Ordnung')).toBeVisible();
	// Whoever reads further down keeps their place, whatever appears above. Low enough that the rest is out of sight.
	await page.setViewportSize({ width: 360, height: 420 });
	const reading = page.getByRole('heading', { name: 'Versand' });
	await reading.evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
	const before = (await reading.boundingBox())?.y;
	await sendAndRefuse();
	await page.clock.fastForward(31_000);
	const notice = page.getByRole('alert').filter({ hasText: 'Apple (iPhone, Safari) weist uns ab' });
	await expect(notice).toContainText('Prüfen Sie Schlüssel (VAPID) und Uhr des Servers.');
	await expect(page.getByText('Alles in Ordnung')).toHaveCount(0);
	await expect(
		page.getByText(
			'Von 12 gesendeten Meldungen haben Geräte 10 bestätigt. Die Hälfte davon war nach 1,2 Sekunden da.',
		),
	).toHaveCount(2);
	expect((await reading.boundingBox())?.y).toBeCloseTo(before ?? -1, -1);
	await page.setViewportSize({ width: 360, height: 800 });
	for (const scheme of ['light', 'dark'] as const) {
		await wear(page, scheme);
		await expectSound(page, `a refusing push service in ${scheme}`);
	}
	await page.close();
});

test('without a connection what was read stays, with its time, and is not called well', async () => {
	await app.sql`update private.push_endpoints set refused_at = null, last_success_at = now()`;
	const page = await desk.openPage('/');
	await page.clock.install();
	await page.goto(`${app.origin}/koordination/betrieb`);
	await expect(page.getByText('Alles in Ordnung')).toBeVisible();
	await desk.context.setOffline(true);
	await page.clock.fastForward(31_000);
	await expect(page.getByText('Gerade keine Antwort vom Server')).toBeVisible();
	await expect(page.getByText('Alles in Ordnung')).toHaveCount(0);
	await expect(page.getByText('nimmt an')).toBeVisible();
	await page.reload();
	await expect(page.getByText('Dafür braucht es eine Verbindung')).toBeVisible();
	await expect(page.getByText('Ob Alarme hinausgehen, weiß nur der Server.')).toBeVisible();
	await desk.context.setOffline(false);
	await page.getByRole('button', { name: 'Erneut versuchen' }).click();
	await expect(page.getByText('Alles in Ordnung')).toBeVisible();
	await page.close();
});

/** A person with several devices sees which of them is still heard of, and what to do about the others. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { accounts } from './device.ts';
import { signIn, switchNotificationsOn } from './people.ts';

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

test('each device says how long it has been silent, and what that means for the next alert', async () => {
	const page = await phone.openPage('/');
	await signIn(page, 'Anna Richter');
	await switchNotificationsOn(page);
	await app.sql`
		insert into public.devices (device_id, profile_id, label, platform, last_seen_at)
		select gen_random_uuid(), ${accounts.anna}, label, 'test', now() - silence
		from (values ('Laptop im Büro', interval '2 hours'), ('iPhone', interval '9 days'), ('Altes Tablet', interval '60 days')) as old (label, silence)`;
	await page.reload();
	const device = (name: string) => page.getByRole('listitem', { name });
	await expect(device('Laptop im Büro')).toContainText('Meldet sich');
	await expect(device('Laptop im Büro')).not.toContainText('Öffnen Sie Rufkreis dort');
	await expect(device('iPhone')).toContainText('Seit Tagen still');
	await expect(device('iPhone')).toContainText('Öffnen Sie Rufkreis dort einmal.');
	await expect(device('Altes Tablet')).toContainText('Seit Wochen still');
	await expect(device('Altes Tablet')).toContainText('Rechnen Sie nicht mit diesem Gerät.');
	// What is known of the one in hand stands above it.
	await expect(device('Chrome · Linux')).toContainText('dieses Gerät');
	await expect(device('Chrome · Linux')).not.toContainText('Meldet sich');

	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
	}

	await device('Altes Tablet').getByRole('button', { name: 'Altes Tablet entfernen' }).click();
	await expect(page.getByText('Entfernt. Dieses Gerät wird nicht mehr gerufen.')).toBeVisible();
	await expect(device('Altes Tablet')).toHaveCount(0);
});

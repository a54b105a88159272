/** What people do on the screens, by the words they read there. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Signs in as one of the demo people and waits for the inbox. */
export async function signIn(page: Page, name: string): Promise<void> {
	await page.goto(new URL('/anmelden', page.url()).href);
	await page.getByRole('button', { name: `Als ${name} anmelden` }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Anfragen' })).toBeVisible();
}

/** The session that a redeemed code would give, put where the app keeps it: how one signs in is another journey. Ends at the inbox or before it. */
export async function enterAs(
	page: Page,
	{ origin, publishableKey }: { origin: string; publishableKey: string },
	{ email, profile_id }: { email: string; profile_id: string },
): Promise<void> {
	const answer = await fetch(`${origin}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password: 'rufkreis' }),
	});
	const session: unknown = await answer.json();
	await page.evaluate(
		([kept, person]) => {
			localStorage.setItem('rufkreis.auth', kept ?? '');
			localStorage.setItem('rufkreis.person', person ?? '');
		},
		[JSON.stringify(session), JSON.stringify({ profile_id, name: '' })],
	);
	await page.goto(`${origin}/anfragen`);
}

/** Of the demo world: waits for coordination. */
export const paula = {
	email: 'paula@wasserwerk.example',
	profile_id: 'd3000000-0000-4000-8000-000000000001',
} as const;

/** Switches notifications on at “Ich” and waits until the server knows the device. */
export async function switchNotificationsOn(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Ich', exact: true }).click();
	await page.getByRole('button', { name: /einschalten/i }).click();
	await expect(page.getByText('Eingeschaltet', { exact: true })).toBeVisible();
}

export interface Wish {
	title: string;
	cluster: string;
	urgency: string;
	body?: string;
	place?: string;
	callback?: string;
}

/** Fills the form at “Hilfe”; does not send. */
export async function fillRequest(page: Page, wish: Wish): Promise<void> {
	await page.getByRole('link', { name: 'Hilfe', exact: true }).click();
	await page.getByLabel('Worum geht es?').fill(wish.title);
	await page.getByRole('radio', { name: new RegExp(`^${wish.cluster}`) }).check({ force: true });
	await page.getByRole('radio', { name: new RegExp(`^${wish.urgency}`) }).check({ force: true });
	if (wish.body !== undefined) await page.getByLabel('Was ist passiert?').fill(wish.body);
	if (wish.place !== undefined) await page.getByLabel('Wo?').fill(wish.place);
	if (wish.callback !== undefined) await page.getByLabel('Rückruf').fill(wish.callback);
}

/** Asks and waits for the page of the new request; answers its id. */
export async function ask(page: Page, wish: Wish): Promise<string> {
	await fillRequest(page, wish);
	await page.getByRole('button', { name: 'Anfrage senden' }).click();
	await expect(page).toHaveURL(/\/anfragen\/[0-9a-f-]{36}$/);
	await expect(page.getByRole('heading', { name: wish.title })).toBeVisible();
	return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

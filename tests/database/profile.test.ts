import { afterAll, beforeAll, expect, test } from 'vitest';
import { contact } from '#contracts/account.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, emailOf, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

/** What one person sees of another, and what they read of themselves. */
async function seen(by: string, of: string): Promise<unknown> {
	const rows = await database.as(
		'authenticated',
		idOf(by),
	)((sql) => sql`select phone, email from public.profile_contacts where profile_id = ${idOf(of)}`);
	return rows[0] && { ...rows[0] };
}

async function own(person: string) {
	const [row] = await database.as(
		'authenticated',
		idOf(person),
	)((sql) => sql<{ answer: unknown }[]>`select public.my_contact() as answer`);
	return contact.parse(row?.answer);
}

const profile = { display_name: 'Anna Richter', shows_phone: true, shows_email: true, phone: '03500 660-31' };

test.each([
	[{ display_name: ' ' }, 'display_name', 'missing'],
	[{ display_name: 'x'.repeat(121) }, 'display_name', 'too_long'],
	[{ phone: '0'.repeat(41) }, 'phone', 'too_long'],
])('%j is refused, and nothing moved', async (wrong, field, reason) => {
	const before = await contentsOf(database, refusalsOnly);
	expect(await send(database, 'anna', 'save_profile', { ...profile, ...wrong })).toEqual({
		outcome: 'invalid',
		field,
		reason,
	});
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test('a number from before anything was saved is known, and stays', async () => {
	expect(await own('ben')).toMatchObject({ phone: '03500 ben' });
	await send(database, 'ben', 'save_profile', { display_name: 'Ben', shows_phone: true, shows_email: false });
	expect(await seen('anna', 'ben')).toEqual({ phone: '03500 ben', email: '' });
});

test('what is shown is read by colleagues; what is hidden is in no table they read, and stays one’s own', async () => {
	await send(database, 'anna', 'save_profile', profile);
	expect(await seen('ben', 'anna')).toEqual({ phone: '03500 660-31', email: emailOf('anna') });
	await send(database, 'anna', 'save_profile', { ...profile, shows_phone: false, shows_email: false });
	expect(await seen('ben', 'anna')).toEqual({ phone: '', email: '' });
	expect(await seen('kora', 'anna')).toEqual({ phone: '', email: '' });
	expect(await own('anna')).toEqual({
		phone: '03500 660-31',
		email: emailOf('anna'),
		shows_phone: false,
		shows_email: false,
	});
	const hidden = database.as('authenticated', idOf('ben'))((sql) => sql`select * from private.contacts`);
	await expect(hidden).rejects.toMatchObject({ code: '42501' });
});

test('a number the device does not know stays, and comes back when it is shown again', async () => {
	await send(database, 'anna', 'save_profile', { ...profile, shows_phone: false });
	const { phone: _, ...without } = profile;
	await send(database, 'anna', 'save_profile', { ...without, display_name: 'Anna R.' });
	expect(await seen('ben', 'anna')).toEqual({ phone: '03500 660-31', email: emailOf('anna') });
	await send(database, 'anna', 'save_profile', { ...profile, phone: ' ' });
	expect(await seen('ben', 'anna')).toMatchObject({ phone: '' });
});

test('whoever waits says who they are, and reads no more than before', async () => {
	await send(database, 'pia', 'save_profile', { ...profile, display_name: ' Pia\u202e\nPohl ' });
	const [row] = await database.sql`
		select display_name, status, municipality_id from public.profiles where profile_id = ${idOf('pia')}`;
	expect(row).toEqual({ display_name: 'Pia Pohl', status: 'pending', municipality_id: null });
	expect(await own('olaf')).toMatchObject({ email: emailOf('olaf') });
});

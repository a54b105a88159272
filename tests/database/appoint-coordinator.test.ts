import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '#server/appoint.ts';
import { StartError } from '#server/backend/start-error.ts';
import { contentsOf } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, emailOf, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql`insert into private.municipality_domains values ('riesa.example', ${idOf('Riesa')})`;
});
afterAll(() => database.drop());

async function coordinatorsOf(town: string): Promise<string[]> {
	const rows = await database.sql<{ email: string }[]>`
		select u.email from public.roles r join public.profiles p using (profile_id) join auth.users u on u.id = p.profile_id
		join public.municipalities m using (municipality_id)
		where r.role = 'coordinator' and p.status = 'active' and m.name = ${town} order by 1`;
	return rows.map((row) => row.email);
}

describe('an empty network', () => {
	let empty: TestDatabase;
	beforeAll(async () => {
		empty = await createTestDatabase();
	});
	afterAll(() => empty.drop());

	test('asks for its first municipality, and nothing moved', async () => {
		const before = await contentsOf(empty);
		const appointment = { email: 'erste@kreis.example', municipality: undefined };
		await expect(appoint(empty.sql, appointment)).rejects.toThrow(
			'Das Netz hat noch keine Kommune; bitte die erste mit nennen:',
		);
		await expect(
			appoint(empty.sql, { email: 'erste@kreis.example', municipality: 'x'.repeat(81) }),
		).rejects.toThrow('Der Name der Kommune darf höchstens 80 Zeichen lang sein.');
		expect(await contentsOf(empty)).toEqual(before);
	});

	test('gets it, and the person becomes coordinator with the first proof of the address', async () => {
		expect(await appoint(empty.sql, { email: 'erste@kreis.example', municipality: 'Großenhain Süd' })).toBe(
			'erste@kreis.example ist vorgemerkt und gehört mit der ersten Anmeldung zur Koordination (Großenhain Süd).',
		);
		expect([...(await empty.sql`select slug, name from public.municipalities`)]).toEqual([
			{ slug: 'grossenhain-sued', name: 'Großenhain Süd' },
		]);
		// A second one needs no name: there is one municipality.
		expect(await appoint(empty.sql, { email: 'zweite@kreis.example', municipality: undefined })).toContain(
			'(Großenhain Süd)',
		);
		const person = await empty.addAccount('erste@kreis.example');
		const [answer] = await empty.sql`select private.admit_by_address(${person}) as outcome`;
		expect(answer).toEqual({ outcome: 'entered' });
		const [role] = await empty.sql`select role from public.roles where profile_id = ${person}`;
		expect(role).toEqual({ role: 'coordinator' });
	});
});

describe('a network of several', () => {
	test('refuses what cannot be known, and nothing moved', async () => {
		const before = await contentsOf(database);
		const email = 'erste@kreis.example';
		const refused = [
			[
				undefined,
				`Zu welcher Kommune ${email} gehört, verrät die Adresse nicht; bitte --municipality=… dazu nennen: Coswig, Meißen, Nossen, Riesa.`,
			],
			['Dresden', 'Eine Kommune „Dresden“ gibt es im Netz nicht; es gibt: Coswig, Meißen, Nossen, Riesa.'],
		] as const;
		for (const [municipality, sentence] of refused) {
			const asked = appoint(database.sql, { email, municipality });
			await expect(asked).rejects.toThrow(StartError);
			await expect(asked).rejects.toThrow(sentence);
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test('takes the municipality by name or slug, whatever the case, and makes whoever is known coordinator at once', async () => {
		expect(await appoint(database.sql, { email: emailOf('pia'), municipality: 'meißen' })).toBe(
			`${emailOf('pia')} gehört jetzt zur Koordination (Meißen).`,
		);
		expect(await coordinatorsOf('Meißen')).toEqual([emailOf('kora'), emailOf('pia')]);
	});

	test('leaves whoever is in already where they are, and may be told twice', async () => {
		const sentence = `${emailOf('anna')} gehört jetzt zur Koordination (Coswig).`;
		const appointment = { email: emailOf('anna'), municipality: undefined };
		expect(await appoint(database.sql, appointment)).toBe(sentence);
		const before = await contentsOf(database);
		expect(await appoint(database.sql, appointment)).toBe(sentence);
		expect(await contentsOf(database, ['public.profiles'])).toEqual({
			...before,
			'public.profiles': undefined,
		});
	});

	test('knows the municipality by the domain, and keeps who merely claims an address waiting', async () => {
		const claimed = await database.addAccount('neu@riesa.example');
		await database.sql`update auth.users set email_confirmed_at = null where id = ${claimed}`;
		expect(await appoint(database.sql, { email: 'neu@riesa.example', municipality: undefined })).toContain(
			'ist vorgemerkt',
		);
		expect(await coordinatorsOf('Riesa')).toEqual([]);
	});

	test('does not count a municipality that left', async () => {
		await database.sql`update public.municipalities set left_at = now() where name = 'Nossen'`;
		await expect(
			appoint(database.sql, { email: 'wer@nossen.example', municipality: 'Nossen' }),
		).rejects.toThrow('Nossen hat das Netz verlassen; bitte eine andere Kommune nennen.');
	});
});

test('a database from before this command is said so', async () => {
	const old = await createTestDatabase();
	await old.sql`drop function private.appoint_coordinator(text, text)`;
	await expect(appoint(old.sql, { email: 'erste@kreis.example', municipality: 'Coswig' })).rejects.toThrow(
		'Die Datenbank ist älter als dieses Rufkreis',
	);
	await old.drop();
});

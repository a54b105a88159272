import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf, refusalsOnly } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql`
		insert into private.municipality_domains values ('riesa.example', ${idOf('Riesa')}), ('schule.nossen.example', ${idOf('Nossen')})`;
});
afterAll(() => database.drop());

async function enter(person: string, commandId: string = randomUUID()): Promise<unknown> {
	return database.as(
		'authenticated',
		person,
	)(async (sql) => {
		const [row] = await sql<{ answer: unknown }[]>`select public.enter_network(${commandId}) as answer`;
		return row?.answer;
	});
}

async function scopeOf(person: string): Promise<number> {
	const [row] = await database.sql<
		{ version: number }[]
	>`select version from private.scopes where profile_id = ${person}`;
	return row?.version ?? 0;
}

test.each([
	'neu@fremd.example',
	'neu@nossen.example',
	'neu@it.riesa.example',
	'neu@evilriesa.example',
	'riesa.example@fremd.example',
])('%s belongs to no domain that is listed: pending, and nothing moves', async (email) => {
	const person = await database.addAccount(email);
	const before = await contentsOf(database, refusalsOnly);
	expect(await enter(person)).toEqual({ outcome: 'pending' });
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test('an address that was never proven opens nothing, whatever its domain', async () => {
	const person = randomUUID();
	await database.sql`insert into auth.users (id, email) values (${person}, 'behauptet@riesa.example')`;
	const before = await contentsOf(database, refusalsOnly);
	expect(await enter(person)).toEqual({ outcome: 'pending' });
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test('who left stays outside, a listed domain or not', async () => {
	const person = await database.addAccount('weg@riesa.example');
	await database.sql`update public.profiles set status = 'left' where profile_id = ${person}`;
	const before = await contentsOf(database, refusalsOnly);
	expect(await enter(person)).toEqual({ outcome: 'left' });
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test('a proven address of a listed domain enters its municipality, and all devices of the person pull anew', async () => {
	const person = await database.addAccount('Neu@Riesa.example');
	const scope = await scopeOf(person);
	expect(await enter(person)).toEqual({ outcome: 'entered' });
	const [profile] =
		await database.sql`select status, municipality_id from public.profiles where profile_id = ${person}`;
	expect(profile).toEqual({ status: 'active', municipality_id: idOf('Riesa') });
	expect(await scopeOf(person)).toBeGreaterThan(scope);
	const seen = await database.as('authenticated', person)((sql) => sql`select 1 from public.municipalities`);
	expect(seen.length).toBeGreaterThan(0);
});

test('a subdomain that is listed itself enters', async () => {
	const person = await database.addAccount('lehrer@schule.nossen.example');
	expect(await enter(person)).toEqual({ outcome: 'entered' });
});

test('asked again whoever is in stays in, unchanged', async () => {
	const person = await database.addAccount('zweimal@riesa.example');
	await enter(person);
	const before = await contentsOf(database, refusalsOnly);
	expect(await enter(person)).toEqual({ outcome: 'entered' });
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test('who waits gets in with the next question once the domain is listed', async () => {
	const person = await database.addAccount('wartet@spaeter.example');
	const first = randomUUID();
	expect(await enter(person, first)).toEqual({ outcome: 'pending' });
	await database.sql`insert into private.municipality_domains values ('spaeter.example', ${idOf('Coswig')})`;
	// The same question has the same answer; a new one is asked at every start.
	expect(await enter(person, first)).toEqual({ outcome: 'pending' });
	expect(await enter(person)).toEqual({ outcome: 'entered' });
});

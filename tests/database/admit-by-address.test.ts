import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql`insert into private.municipality_domains values ('riesa.example', ${idOf('Riesa')})`;
});
afterAll(() => database.drop());

async function admit(person: string): Promise<string | undefined> {
	const [row] = await database.sql<{ outcome: string }[]>`
		select private.admit_by_address(${person}) as outcome`;
	return row?.outcome;
}

async function standing(person: string): Promise<unknown> {
	const [row] = await database.sql`
		select p.status, m.name as town, array(select r.role from public.roles r where r.profile_id = p.profile_id) as roles
		from public.profiles p left join public.municipalities m using (municipality_id) where p.profile_id = ${person}`;
	return row && { ...row };
}

const stranger = { status: 'pending', town: null, roles: [] };

describe('nobody gets in', () => {
	test.each([
		['with another domain', 'max@elsewhere.example'],
		['with a domain below the one of the town hall', 'max@mail.riesa.example'],
		['with the domain of the town hall in front of the sign', 'riesa.example@elsewhere.example'],
		['with a domain that merely ends like it', 'max@badriesa.example'],
	])('%s, and nothing moved', async (_, email) => {
		const person = await database.addAccount(email);
		const before = await contentsOf(database);
		expect(await admit(person)).toBe('pending');
		expect(await standing(person)).toEqual(stranger);
		expect(await contentsOf(database)).toEqual(before);
	});

	test('whose address is not proven', async () => {
		const person = await database.addAccount('claims@riesa.example');
		await database.sql`update auth.users set email_confirmed_at = null where id = ${person}`;
		const before = await contentsOf(database);
		expect(await admit(person)).toBe('pending');
		expect(await contentsOf(database)).toEqual(before);
	});

	test('whose municipality has left the network', async () => {
		const person = await database.addAccount('late@riesa.example');
		await database.sql`update public.municipalities set left_at = now() where name = 'Riesa'`;
		const before = await contentsOf(database);
		expect(await admit(person)).toBe('pending');
		expect(await contentsOf(database)).toEqual(before);
		await database.sql`update public.municipalities set left_at = null where name = 'Riesa'`;
	});

	test('whom coordination turned away, and who does not exist', async () => {
		const person = await database.addAccount('turned@riesa.example');
		await database.sql`update public.profiles set status = 'left' where profile_id = ${person}`;
		const before = await contentsOf(database);
		expect(await admit(person)).toBe('left');
		expect(await admit(idOf('nobody'))).toBe('pending');
		expect(await contentsOf(database)).toEqual(before);
	});
});

describe('who proves an address', () => {
	test('of a municipality is in, without a role, and their devices learn of it', async () => {
		const person = await database.addAccount('Max@Riesa.example');
		expect(await admit(person)).toBe('entered');
		expect(await standing(person)).toEqual({ status: 'active', town: 'Riesa', roles: [] });
		const [scope] = await database.sql`select version from private.scopes where profile_id = ${person}`;
		expect(scope).toBeDefined();
		const before = await contentsOf(database);
		expect(await admit(person)).toBe('entered');
		expect(await contentsOf(database)).toEqual(before);
	});

	test('of somebody active stays where they are', async () => {
		await database.sql`update auth.users set email = 'anna@riesa.example' where id = ${idOf('anna')}`;
		expect(await admit(idOf('anna'))).toBe('entered');
		expect(await standing(idOf('anna'))).toMatchObject({ town: 'Coswig' });
	});
});

describe('whom the machine named', () => {
	beforeEach(async () => {
		await database.sql`
			insert into private.awaited_coordinators (email, municipality_id) values ('erste@kreis.example', ${idOf('Nossen')})
			on conflict do nothing`;
	});

	test('is not whoever merely claims the address', async () => {
		const person = await database.addAccount('erste@kreis.example');
		await database.sql`update auth.users set email_confirmed_at = null where id = ${person}`;
		expect(await admit(person)).toBe('pending');
		expect(await standing(person)).toEqual(stranger);
		await database.sql`delete from auth.users where id = ${person}`;
	});

	test('becomes coordinator by proving it, once: taken away later, it does not come back', async () => {
		const person = await database.addAccount('Erste@Kreis.example');
		expect(await admit(person)).toBe('entered');
		expect(await standing(person)).toEqual({ status: 'active', town: 'Nossen', roles: ['coordinator'] });
		await database.sql`delete from public.roles where profile_id = ${person}`;
		expect(await admit(person)).toBe('entered');
		expect(await standing(person)).toMatchObject({ roles: [] });
		await database.sql`delete from auth.users where id = ${person}`;
	});

	test('becomes it also after having been turned away', async () => {
		const person = await database.addAccount('erste@kreis.example');
		await database.sql`update public.profiles set status = 'left' where profile_id = ${person}`;
		expect(await admit(person)).toBe('entered');
		expect(await standing(person)).toMatchObject({ status: 'active', roles: ['coordinator'] });
	});
});

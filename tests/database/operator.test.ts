import { afterAll, beforeEach, expect, test } from 'vitest';
import { operatorArguments, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld } from './world.ts';

let database: TestDatabase | undefined;

async function open(): Promise<TestDatabase> {
	await database?.drop();
	database = await createTestDatabase();
	await buildWorld(database.sql);
	return database;
}
beforeEach(async () => {
	await open();
});
afterAll(() => database?.drop());

function world(): TestDatabase {
	if (database === undefined) throw new Error('no database');
	return database;
}

const long = (length: number): string => 'x'.repeat(length);

test.each([
	['name', ' \u200b ', 'missing'],
	['name', long(201), 'too_long'],
	['address', '\n\n', 'missing'],
	['address', long(501), 'too_long'],
	['email', '', 'missing'],
	['email', `${long(250)}@a.de`, 'too_long'],
	['email', 'it verband.example', 'unknown'],
	['email', 'it@verband', 'unknown'],
	['email', '"><b>@verband.example', 'unknown'],
	['phone', long(61), 'too_long'],
	['represented_by', long(201), 'too_long'],
	['supervisory_authority', long(501), 'too_long'],
	['data_protection_officer', long(501), 'too_long'],
	['enforcement_body', long(501), 'too_long'],
])('%s as "%s" is refused as %s, and nothing is kept', async (field, value, reason) => {
	const answer = await send(world(), 'kora', 'set_operator', { ...operatorArguments(), [field]: value });
	expect(answer).toEqual({ outcome: 'invalid', field, reason });
	expect(await world().sql`select 1 from private.operator`).toEqual([]);
});

test('what a coordinator writes is there once, tidied, and the next one replaces it as a whole', async () => {
	const { sql } = world();
	const first = { ...operatorArguments(), name: '  Zweckverband\nIT ', phone: '03500 9' };
	expect(await send(world(), 'kora', 'set_operator', first)).toEqual({ outcome: 'saved' });
	const second = { ...operatorArguments(), phone: '', enforcement_body: 'Stelle\nStraße 1' };
	expect(await send(world(), 'kora', 'set_operator', second)).toEqual({ outcome: 'saved' });
	const rows = await sql`select * from private.operator`;
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatchObject({
		name: 'Zweckverband IT',
		address: 'Markt 1\n01000 Musterstadt',
		phone: '',
		enforcement_body: 'Stelle\nStraße 1',
	});
});

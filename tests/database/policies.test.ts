import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { namesOf, visible } from './visibility.ts';
import { buildWorld, idOf, personNames } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

const tables = Object.keys(visible);
const privateTables = [
	'alerts',
	'awaited_coordinators',
	'awakenings',
	'chores',
	'commands',
	'contacts',
	'deliveries',
	'escalation_steps',
	'feedback',
	'municipality_domains',
	'operator',
	'push_answers',
	'push_endpoints',
	'reach_due',
	'rotation_members',
	'rotations',
	'scopes',
	'second_deliveries',
	'second_looks',
	'settings',
	'shifts',
	'sign_in_codes',
	'tombstones',
	'webhook',
];

test('this file knows every table of private', async () => {
	const rows = await database.sql<{ name: string }[]>`
		select relname as name from pg_class where relnamespace = 'private'::regnamespace and relkind = 'r' order by 1`;
	expect(rows.map((row) => row.name)).toEqual(privateTables);
});

describe.each(tables)('%s', (name) => {
	const table = visible[name];
	if (!table) throw new Error(`no rule for ${name}`);

	test('a stranger without an account is refused', async () => {
		const asked = database.as('anon')((sql) => sql`select * from ${sql(`public.${name}`)}`);
		await expect(asked).rejects.toMatchObject({ code: '42501' });
	});

	test('an account without a profile reads nothing', async () => {
		const rows = await database.as(
			'authenticated',
			idOf('nobody'),
		)((sql) => sql`select * from ${sql(`public.${name}`)}`);
		expect(rows).toEqual([]);
	});

	test.each(personNames)('%s reads exactly what is theirs to read', async (person) => {
		const rows = await database.as(
			'authenticated',
			idOf(person),
		)((sql) => sql`select * from ${sql(`public.${name}`)}`);
		expect(namesOf(table, rows)).toEqual([...table.reads[person]].sort());
	});
});

describe('nobody writes to a table', () => {
	const everybody = [
		['anon', undefined] as const,
		...personNames.map((person) => ['authenticated', person] as const),
	];

	test.each(everybody)(
		'%s %s is refused every insert, update and delete, and nothing moved',
		async (role, person) => {
			const columns = await database.sql<{ table: string; column: string }[]>`
			select format('%s.%s', n.nspname, c.relname) as table, a.attname as column
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			-- The first that may be written at all: of others PostgreSQL says so before it asks who writes.
			join lateral (
				select attname from pg_attribute where attrelid = c.oid and attnum > 0 and attidentity <> 'a' and attgenerated = '' order by attnum limit 1
			) a on true
			where n.nspname in ('public', 'private') and c.relkind = 'r'`;
			expect(columns).toHaveLength(tables.length + privateTables.length);
			const attempts = columns.flatMap(({ table, column }) => [
				`insert into ${table} default values`,
				`update ${table} set ${column} = ${column}`,
				`delete from ${table}`,
				`truncate ${table} cascade`,
				...(table.startsWith('private.')
					? [`select 1 from ${table}`, `lock table ${table} in access share mode`]
					: []),
			]);
			const before = await contentsOf(database);
			const actor = database.as(role, person && idOf(person));
			for (const attempt of attempts) {
				await expect(
					actor((sql) => sql.unsafe(attempt)),
					attempt,
				).rejects.toMatchObject({ code: '42501' });
			}
			expect(await contentsOf(database)).toEqual(before);
		},
	);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});

afterAll(() => database.drop());

test('our own server is no superuser, as on hosted Supabase', async () => {
	expect(
		await database.sql`select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles where not rolname like 'pg\\_%' order by 1`,
	).toEqual([
		{ rolname: 'anon', rolsuper: false, rolbypassrls: false, rolcanlogin: false },
		{ rolname: 'authenticated', rolsuper: false, rolbypassrls: false, rolcanlogin: false },
		{ rolname: 'authenticator', rolsuper: false, rolbypassrls: false, rolcanlogin: false },
		{ rolname: 'postgres', rolsuper: false, rolbypassrls: true, rolcanlogin: true },
		{ rolname: 'rufkreis_api', rolsuper: false, rolbypassrls: false, rolcanlogin: true },
		{ rolname: 'service_role', rolsuper: false, rolbypassrls: true, rolcanlogin: false },
		{ rolname: 'supabase_admin', rolsuper: true, rolbypassrls: true, rolcanlogin: true },
		{ rolname: 'supabase_auth_admin', rolsuper: false, rolbypassrls: false, rolcanlogin: false },
		{ rolname: 'supabase_storage_admin', rolsuper: false, rolbypassrls: false, rolcanlogin: false },
	]);
});

test('auth and storage are not ours to change', async () => {
	await expect(database.sql`create table auth.mine (id int)`).rejects.toThrow(
		'permission denied for schema auth',
	);
	await expect(database.sql`alter table auth.users add column mine int`).rejects.toThrow(
		'must be owner of table users',
	);
	expect(
		await database.sql`
			select distinct n.nspname as schema, pg_get_userbyid(c.relowner) as owner
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname in ('auth', 'storage') and c.relkind = 'r' order by 1`,
	).toEqual([
		{ schema: 'auth', owner: 'supabase_auth_admin' },
		{ schema: 'storage', owner: 'supabase_storage_admin' },
	]);
});

test('extensions live in their own schema and are found without naming it', async () => {
	const rows = await database.sql<{ extname: string }[]>`
		select extname from pg_extension where extnamespace = 'extensions'::regnamespace order by 1`;
	expect(rows.map(({ extname }) => extname)).toEqual([
		'btree_gist',
		'citext',
		'pg_trgm',
		'pgcrypto',
		'unaccent',
	]);
	expect(await database.sql`select unaccent('Größe') as plain`).toEqual([{ plain: 'Grosse' }]);
});

test('an umlaut is a letter: for case, for trigrams, for words', async () => {
	expect(
		await database.sql`
			select lower('ÄÖÜ') as lowered, show_trgm('Öl') = show_trgm('öl') as same, array_length(show_trgm('öäü'), 1) as trigrams,
				to_tsvector('simple', 'Tür-Öffner')::text as words`,
	).toEqual([
		{ lowered: 'äöü', same: true, trigrams: 4, words: expect.stringContaining("'öffner'") as string },
	]);
});

test('PostgreSQL speaks UTC', async () => {
	expect(await database.sql`select current_setting('timezone') as zone`).toEqual([{ zone: 'UTC' }]);
});

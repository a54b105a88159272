/** The migrations as a hosted project meets them: no superuser, wide default privileges, extensions there or not, auth and storage of others. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { requireMigrations } from '#server/backend/hosted-checks.ts';
import { applyMigrations, knownVersions } from '#server/backend/migrate.ts';
import { prepareSchemas } from '#server/backend/schemas.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';

let database: TestDatabase;

async function asAdmin(statement: string): Promise<void> {
	const { port, keys } = inject('testServer');
	const admin = connect(databaseUrl(port, keys, 'admin', database.name), 1);
	await admin.unsafe(statement);
	await admin.end();
}

async function prepare(): Promise<void> {
	const { port, keys } = inject('testServer');
	const admin = connect(databaseUrl(port, keys, 'admin', database.name), 1);
	await prepareSchemas(admin);
	await admin.end();
}

const used = ['pgcrypto', 'pg_trgm', 'unaccent', 'citext', 'btree_gist'];

describe.each([
	['with every extension installed beforehand', []],
	['with none of them', used],
])('%s', (_what, dropped) => {
	beforeAll(async () => {
		database = await createTestDatabase('template0');
		await prepare();
		for (const extension of dropped) await asAdmin(`drop extension ${extension}`);
	});
	afterAll(() => database.drop());

	test('all of them go in as a role that is no superuser and owns neither auth nor storage', async () => {
		const [role] =
			await database.sql`select rolsuper, current_user as name from pg_roles where rolname = current_user`;
		expect(role).toEqual({ rolsuper: false, name: 'postgres' });
		expect((await applyMigrations(database.url)).length).toBe(knownVersions().length);
		expect(await applyMigrations(database.url)).toEqual([]);
	});

	test('extensions are in their own schema, and everything made is owned by the role that made it', async () => {
		expect(
			await database.sql`
				select e.extname as name, n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
				where e.extname <> 'plpgsql' and n.nspname <> 'extensions'`,
		).toEqual([]);
		expect(
			await database.sql`
				select c.oid::regclass::text as name from pg_class c where c.relnamespace::regnamespace::text in ('public', 'private')
					and c.relowner <> 'postgres'::regrole
				union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace::regnamespace::text in ('public', 'private')
					and p.proowner <> 'postgres'::regrole`,
		).toEqual([]);
	});

	test('in auth and storage they add triggers and policies, and nothing else', async () => {
		expect(
			await database.sql`
				select c.oid::regclass::text as name from pg_class c where c.relnamespace::regnamespace::text in ('auth', 'storage')
					and c.relowner = 'postgres'::regrole
				union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace::regnamespace::text in ('auth', 'storage')
					and p.proowner = 'postgres'::regrole`,
		).toEqual([]);
		const triggers = await database.sql`
			select t.tgrelid::regclass::text || ' ' || t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
			where not t.tgisinternal and c.relnamespace::regnamespace::text in ('auth', 'storage')
				and t.tgname like 'rufkreis%' order by 1`;
		expect(triggers).toEqual([
			{ name: 'auth.users rufkreis_create_pending_profile' },
			{ name: 'auth.users rufkreis_drop_unproven_password' },
		]);
	});

	test('what hosted hands to everybody in public is taken back', async () => {
		await database.sql`create table public.later (id int)`;
		await database.sql`create function public.later() returns int language sql as 'select 1'`;
		const [may] = await database.sql`
			select has_table_privilege('anon', 'public.later', 'select') or has_table_privilege('authenticated', 'public.later', 'insert') as "table",
				has_function_privilege('anon', 'public.later()', 'execute') or has_function_privilege('authenticated', 'public.later()', 'execute') as function`;
		expect(may).toEqual({ table: false, function: false });
	});
});

test('the Supabase CLI brings them from this folder, and the start finds every one by name', async () => {
	const target = await createTestDatabase('template0');
	database = target;
	await prepare();
	await expect(requireMigrations(target.sql)).rejects.toThrow(/fehlen \d+ Schritte/);
	const cli = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'supabase');
	const { status, stderr } = spawnSync(
		cli,
		['db', 'push', '--yes', '--db-url', `${target.url}?sslmode=disable`],
		{
			encoding: 'utf8',
			cwd: join(import.meta.dirname, '..', '..'),
		},
	);
	expect(status, stderr).toBe(0);
	await requireMigrations(target.sql);
	await target.drop();
}, 60_000);

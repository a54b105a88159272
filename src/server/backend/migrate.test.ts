import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { applyMigrations, migrationsFolder } from './migrate.ts';
import { StartError } from './start-error.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
	database = await createTestDatabase();
	folder = mkdtempSync(join(tmpdir(), 'migrations-'));
});

afterEach(async () => {
	rmSync(folder, { recursive: true });
	await database.drop();
});

async function history() {
	return database.sql`select version, name, statements from supabase_migrations.schema_migrations order by version`;
}

async function forget(): Promise<void> {
	await database.sql`delete from supabase_migrations.schema_migrations`;
}

test('the second run on a migrated database does nothing', async () => {
	const before = await history();
	expect(await applyMigrations(database.url, migrationsFolder())).toEqual([]);
	expect(await history()).toEqual(before);
});

test('migrations run in order of version and are recorded as the Supabase CLI does', async () => {
	await forget();
	writeFileSync(
		join(folder, '20260102000000_fill_things.sql'),
		`insert into public.things values (1, 'a;b'); select 1;\n`,
	);
	writeFileSync(
		join(folder, '20260101000000_create_things.sql'),
		'create table public.things (id int, name text);\n',
	);
	writeFileSync(join(folder, 'notes.md'), 'not a migration');
	expect(await applyMigrations(database.url, folder)).toEqual(['create_things', 'fill_things']);
	expect(await database.sql`select * from public.things`).toEqual([{ id: 1, name: 'a;b' }]);
	expect(await history()).toEqual([
		{
			version: '20260101000000',
			name: 'create_things',
			statements: ['create table public.things (id int, name text)'],
		},
		{
			version: '20260102000000',
			name: 'fill_things',
			statements: [`insert into public.things values (1, 'a;b')`, 'select 1'],
		},
	]);
});

test('two processes that start at once apply each migration once', async () => {
	await forget();
	writeFileSync(join(folder, '20260101000000_create_things.sql'), 'create table public.things (id int);');
	const runs = await Promise.all([
		applyMigrations(database.url, folder),
		applyMigrations(database.url, folder),
	]);
	expect(runs.flat()).toEqual(['create_things']);
});

test('a migration that fails leaves nothing and is named with its line', async () => {
	await forget();
	writeFileSync(
		join(folder, '20260101000000_create_things.sql'),
		'create table public.things (id int);\n\nselect nonsense;\n',
	);
	const failed = applyMigrations(database.url, folder);
	await expect(failed).rejects.toThrow(StartError);
	await expect(failed).rejects.toThrow(
		/20260101000000_create_things\.sql, Zeile 3 ist gescheitert: column "nonsense"/,
	);
	expect(await database.sql`select to_regclass('public.things') as found`).toEqual([{ found: null }]);
	expect(await history()).toEqual([]);
});

test('an older program refuses a newer database', async () => {
	await database.sql`insert into supabase_migrations.schema_migrations (version, name) values ('29990101000000', 'from_the_future')`;
	await expect(applyMigrations(database.url, migrationsFolder())).rejects.toThrow(
		/neuer als dieses Rufkreis \(Schritt 29990101000000\)/,
	);
});

test('a folder without migrations is fine', async () => {
	await forget();
	expect(await applyMigrations(database.url, join(folder, 'missing'))).toEqual([]);
});

/**
 * Applies supabase/migrations to the embedded database exactly as `supabase db push` does to a hosted one: in order
 * of name, each in its own transaction, recorded in the same table, so both tools see the same history.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { splitSqlStatements } from '@supabase/lite';
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { StartError } from './start-error.ts';

export interface Migration {
	version: string;
	name: string;
	path: string;
}

/** Any number: the two processes that must not migrate at once are both ours. */
const migrationLock = 7_283_655_116;

function projectRoot(): string {
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		if (existsSync(join(folder, 'supabase', 'migrations'))) return folder;
		if (folder === dirname(folder)) return process.cwd();
	}
}

/** The folder of this project's migrations, found from the source tree and from the built app alike. */
export function migrationsFolder(): string {
	return join(projectRoot(), 'supabase', 'migrations');
}

/** In order of version; none when there is no such folder. */
export function listMigrations(folder: string): Migration[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.sort()
		.flatMap((file) => {
			const [, version, name] = /^(\d{14})_(.+)\.sql$/.exec(file) ?? [];
			return version && name ? [{ version, name, path: join(folder, file) }] : [];
		});
}

async function recorded(sql: Sql): Promise<Set<string>> {
	const rows = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`;
	return new Set(rows.map((row) => row.version));
}

const historySql = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
	version text not null primary key,
	statements text[],
	name text
);
`;

function lineOf(text: string, position: string | undefined): string {
	const offset = Number(position);
	return Number.isInteger(offset) ? `, Zeile ${text.slice(0, offset).split('\n').length}` : '';
}

async function applyMigration(sql: Sql, migration: Migration): Promise<void> {
	const text = readFileSync(migration.path, 'utf8');
	try {
		await sql.begin(async (transaction) => {
			await transaction.unsafe(text).simple();
			await transaction`
				insert into supabase_migrations.schema_migrations (version, statements, name)
				values (${migration.version}, ${splitSqlStatements(text)}, ${migration.name})`;
		});
	} catch (error) {
		if (!(error instanceof postgres.PostgresError)) throw error;
		const place = `${migration.version}_${migration.name}.sql${lineOf(text, error.position)}`;
		throw new StartError(`Der Datenbankschritt ${place} ist gescheitert: ${error.message}`, { cause: error });
	}
}

/** The versions of this project's migrations, in order. */
export function knownVersions(): string[] {
	return listMigrations(migrationsFolder()).map(({ version }) => version);
}

/**
 * Brings a database up to date and returns the names of the migrations it applied, none when it already was.
 * `databaseUrl` signs in the role that shall own the schema. Waits for another process that is just migrating. With `only` it stops short of
 * the others: the state of an older backup.
 */
export async function applyMigrations(
	databaseUrl: string,
	folder = migrationsFolder(),
	only?: readonly string[],
): Promise<string[]> {
	// One connection: the advisory lock belongs to a session, and the transactions must run in that very session.
	const sql = postgres(databaseUrl, {
		max: 1,
		onnotice: () => undefined,
		connection: { application_name: 'rufkreis migrate' },
	});
	try {
		await sql`select pg_advisory_lock(${migrationLock})`;
		await sql.unsafe(historySql).simple();
		const done = await recorded(sql);
		const known = listMigrations(folder);
		const unknown = [...done].find((version) => !known.some((migration) => migration.version === version));
		if (unknown !== undefined) {
			throw new StartError(
				`Die Datenbank ist neuer als dieses Rufkreis (Schritt ${unknown}); bitte die neuere Version starten.`,
			);
		}
		const pending = known.filter(
			({ version }) => !done.has(version) && (only === undefined || only.includes(version)),
		);
		for (const migration of pending) await applyMigration(sql, migration);
		return pending.map((migration) => migration.name);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

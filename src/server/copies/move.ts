/**
 * Moves an embedded installation that stands still to a hosted project: files through the API of its storage, rows in one transaction. Whoever
 * has an account keeps it and signs in once more by code; devices keep their subscriptions, because the VAPID keys go along.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Sql, TransactionSql } from 'postgres';
import { clusterExists } from '#server/backend/cluster.ts';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { prepareDatabase } from '#server/backend/embedded.ts';
import { openFileStorage } from '#server/backend/file-storage.ts';
import {
	requireClock,
	requireMigrations,
	requireNotify,
	requireOwner,
} from '#server/backend/hosted-checks.ts';
import { openKeys } from '#server/backend/keys.ts';
import type { Keys } from '#server/backend/keys.ts';
import { lockFolder } from '#server/backend/lock.ts';
import { applyMigrations, knownVersions } from '#server/backend/migrate.ts';
import { markMoved, refuseMoved } from '#server/backend/moved.ts';
import { startPostgres } from '#server/backend/postgres.ts';
import { refuseHalfRestored } from '#server/backend/restored.ts';
import { prepareSchemas } from '#server/backend/schemas.ts';
import { StartError } from '#server/backend/start-error.ts';
import { receiveAccounts } from './accounts.ts';
import {
	fixTextForm,
	listSequences,
	listTables,
	nameOf,
	readLines,
	setSequence,
	writeLines,
} from './tables.ts';
import { uploadFiles } from './upload-files.ts';
import type { Storage } from './upload-files.ts';

export interface MovePlan {
	dataDir: string;
	/** Of the hosted project: the direct or the session connection. */
	target: string;
	/** Needed where there are files. */
	storage: Storage | undefined;
	now: Date;
	/** Told what is being done, in German, for the console. */
	report: (step: string) => void;
}

export interface Moved {
	accounts: number;
	requests: number;
	files: number;
	devices: number;
	/** Holds the environment of the new installation, secrets included. */
	envFile: string;
}

const own = new Set(['public', 'private']);

async function count(sql: TransactionSql | Sql, table: string): Promise<number> {
	const [row] = await sql.unsafe<{ count: number }[]>(`select count(*)::int as count from ${table}`);
	return row?.count ?? 0;
}

async function refuseDemo(sql: TransactionSql): Promise<void> {
	const [row] = await sql<{ value: string }[]>`select value from private.settings where key = 'demo'`;
	if (row?.value !== '1') return;
	throw new StartError(
		'In diesem Datenordner liegt die Demo; ihre Konten haben ein öffentliches Passwort und ziehen nicht um.',
	);
}

async function requireEmpty(sql: Sql): Promise<void> {
	for (const table of ['auth.users', 'public.profiles', 'public.municipalities', 'public.requests']) {
		if ((await count(sql, table)) === 0) continue;
		throw new StartError('Die Zieldatenbank ist nicht leer; ein Umzug geht nur in ein neues Projekt.');
	}
}

async function requireSameVersion(sql: Sql): Promise<void> {
	await requireMigrations(sql);
	const known = knownVersions();
	const rows = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`;
	if (rows.every(({ version }) => known.includes(version))) return;
	throw new StartError(
		'Die Zieldatenbank ist neuer als dieses Rufkreis; bitte erst hier aktualisieren, dann umziehen.',
	);
}

async function openTarget(url: string): Promise<Sql> {
	const sql = postgres(url, { max: 2, connect_timeout: 10, onnotice: () => undefined });
	try {
		await requireNotify(sql);
		await requireSameVersion(sql);
		await requireOwner(sql);
		await requireClock(sql);
		await requireEmpty(sql);
		return sql;
	} catch (error) {
		await sql.end({ timeout: 0 });
		if (error instanceof StartError) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		throw new StartError(`Die Zieldatenbank antwortet nicht (${reason}).`, { cause: error });
	}
}

/** All rows of ours, as they are and past every trigger: nothing follows from them a second time. */
async function carry(from: TransactionSql, to: TransactionSql): Promise<void> {
	await fixTextForm(from);
	await fixTextForm(to);
	const tables = (await listTables(from)).filter(({ schema }) => own.has(schema));
	await to`set local session_replication_role = replica`;
	await to.unsafe(`truncate ${tables.map(nameOf).join(', ')}`);
	for (const table of tables) await writeLines(to, table, readLines(from, table));
	await receiveAccounts(from, to);
	for (const sequence of await listSequences(from))
		if (own.has(sequence.schema)) await setSequence(to, sequence);
	await to`set local session_replication_role = origin`;
	// There sign-in is another's, and says in its tokens how a session came to be.
	await to`delete from private.settings where key = 'sign_in_door'`;
	await to`select private.raise_sync_epoch()`;
}

function writeEnvironment({ dataDir, target, storage }: MovePlan, { vapid }: Keys): string {
	const path = join(dataDir, 'hosted.env');
	const lines = [
		`PUBLIC_SUPABASE_URL=${storage?.url ?? ''}`,
		'PUBLIC_SUPABASE_PUBLISHABLE_KEY=',
		`DATABASE_URL=${target}`,
		`VAPID_PUBLIC_KEY=${vapid.publicKey}`,
		`VAPID_PRIVATE_KEY=${vapid.privateKey}`,
		'VAPID_SUBJECT=',
		'ORIGIN=',
	];
	writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 });
	return path;
}

async function moveRows(plan: MovePlan, keys: Keys, source: Sql, target: Sql): Promise<Moved> {
	return source.begin('isolation level repeatable read read only', async (from) => {
		await refuseDemo(from);
		const files = await uploadFiles(
			from,
			openFileStorage(join(plan.dataDir, 'files')),
			plan.storage,
			plan.report,
		);
		plan.report('Daten werden übertragen …');
		try {
			await target.begin((to) => carry(from, to));
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			throw new StartError(
				`Der Umzug ist gescheitert, in der Zieldatenbank steht nichts davon (${reason}).`,
				{ cause: error },
			);
		}
		return {
			files,
			accounts: await count(from, 'auth.users'),
			requests: await count(from, 'public.requests'),
			devices: await count(from, 'public.devices'),
			envFile: writeEnvironment(plan, keys),
		};
	});
}

/** Moves everything, or nothing of the rows. Throws a StartError for what a person can mend. Afterwards the old folder starts no more. */
export async function move(plan: MovePlan): Promise<Moved> {
	const { dataDir, report } = plan;
	if (!clusterExists(dataDir))
		throw new StartError(`In ${dataDir} liegt keine Installation; bitte DATA_DIR=… setzen.`);
	refuseHalfRestored(dataDir);
	refuseMoved(dataDir);
	const lock = lockFolder(dataDir);
	try {
		const target = await openTarget(plan.target);
		try {
			const keys = openKeys(dataDir, true);
			const server = await startPostgres({
				dataDir,
				adminPassword: keys.passwords.admin,
				durable: true,
				report,
			});
			const source = connect(databaseUrl(server.port, keys, 'admin'), 2);
			try {
				await prepareDatabase(server.port, keys, prepareSchemas);
				await applyMigrations(databaseUrl(server.port, keys, 'owner'));
				const moved = await moveRows(plan, keys, source, target);
				markMoved(dataDir, plan.now);
				return moved;
			} finally {
				await source.end({ timeout: 1 });
				await server.stop();
			}
		} finally {
			await target.end({ timeout: 1 });
		}
	} finally {
		lock.release();
	}
}

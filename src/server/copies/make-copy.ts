/**
 * Makes a backup of a data folder while its server runs or stands still. Everything comes from one moment: the rows from one snapshot, the
 * files from links made before and after it, so none is missing that a row of it names. The archive gets its name when it is whole.
 */
import {
	createReadStream,
	createWriteStream,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import { clusterExists, clusterFolder } from '#server/backend/cluster.ts';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { fileNameOf } from '#server/backend/file-storage.ts';
import { openKeys } from '#server/backend/keys.ts';
import type { Keys } from '#server/backend/keys.ts';
import { holderOf, lockFolder } from '#server/backend/lock.ts';
import { startPostgres } from '#server/backend/postgres.ts';
import { findPostmaster } from '#server/backend/postmaster.ts';
import { isAlive } from '#server/backend/process-identity.ts';
import { StartError, explainFileError } from '#server/backend/start-error.ts';
import { aboutName, format, keysName, linesNameOf } from './about.ts';
import type { About } from './about.ts';
import type { Source } from './archive.ts';
import { linkFiles, listFiles, sizeOf } from './files.ts';
import { pathFor, writeWhole } from './target.ts';
import { fixTextForm, listSequences, listTables, readLines } from './tables.ts';

export interface CopyPlan {
	dataDir: string;
	/** A folder that exists, or the name of a file that does not. */
	target: string;
	/** Of Rufkreis. */
	version: string;
	now: Date;
	/** Told what is being done, in German, for the console. */
	report: (step: string) => void;
}

export interface CopyMade {
	path: string;
	bytes: number;
	about: About;
	/** Files a row names and the disk does not have; they were missing before. */
	missing: number;
}

const stagingPrefix = 'backup.new-';
const patienceMs = 60_000;

/** What a backup that was cut off left behind. */
function removeUnfinished(dataDir: string): void {
	for (const name of readdirSync(dataDir)) {
		const pid = name.startsWith(stagingPrefix) ? Number(name.slice(stagingPrefix.length)) : NaN;
		if (pid > 0 && !isAlive(pid)) rmSync(join(dataDir, name), { recursive: true, force: true });
	}
}

interface Reached {
	port: number;
	done: () => Promise<void>;
}

/** The database of a running server, or of one that stands still, started for this alone. */
async function reachDatabase({ dataDir, report }: CopyPlan, keys: Keys): Promise<Reached> {
	if (holderOf(dataDir) !== undefined) {
		const deadline = performance.now() + patienceMs;
		while (performance.now() < deadline) {
			const running = findPostmaster(clusterFolder(dataDir));
			if (running?.state === 'ready') return { port: running.port, done: () => Promise.resolve() };
			await pause(50);
		}
		throw new StartError(
			'Rufkreis startet oder endet gerade; bitte die Sicherung gleich noch einmal beginnen.',
		);
	}
	const lock = lockFolder(dataDir);
	try {
		const server = await startPostgres({
			dataDir,
			adminPassword: keys.passwords.admin,
			durable: true,
			report,
		});
		return { port: server.port, done: () => server.stop().finally(() => lock.release()) };
	} catch (error) {
		lock.release();
		throw error;
	}
}

async function countRows(sql: TransactionSql, table: string): Promise<number> {
	const [row] = await sql.unsafe<{ count: number }[]>(`select count(*)::int as count from ${table}`);
	return row?.count ?? 0;
}

/** Writes the rows into the folder. Answers what they are, and the names of the stored files they speak of. */
async function gather(
	sql: TransactionSql,
	folder: string,
	facts: Pick<About, 'version' | 'madeAt'>,
): Promise<{ about: About; named: string[] }> {
	await fixTextForm(sql);
	const tables = await listTables(sql);
	mkdirSync(join(folder, 'database'), { mode: 0o700 });
	for (const table of tables) {
		const lines = Readable.from(withEnds(readLines(sql, table)));
		await pipeline(lines, createWriteStream(join(folder, linesNameOf(table)), { mode: 0o600 }));
	}
	const objects = await sql<
		{ bucket: string; name: string }[]
	>`select bucket_id as bucket, name from storage.objects`;
	const named = objects.map(({ bucket, name }) => fileNameOf(bucket, name));
	const migrations = await sql<{ version: string }[]>`
		select version from supabase_migrations.schema_migrations order by version`;
	const about: About = {
		program: 'rufkreis',
		format,
		...facts,
		migrations: migrations.map(({ version }) => version),
		tables,
		sequences: await listSequences(sql),
		accounts: await countRows(sql, 'auth.users'),
		requests: await countRows(sql, 'public.requests'),
		files: named.length,
	};
	return { about, named };
}

async function* withEnds(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
	for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

function sourcesOf(folder: string, about: About, keys: string): Source[] {
	function text(name: string, content: string): Source {
		const bytes = Buffer.from(content);
		return { name, size: bytes.length, open: () => Readable.from([bytes]) };
	}
	function file(name: string): Source {
		const path = join(folder, name);
		return { name, size: sizeOf(path), open: () => createReadStream(path) };
	}
	return [
		text(aboutName, `${JSON.stringify(about, null, '\t')}\n`),
		text(keysName, keys),
		...about.tables.map((table) => file(linesNameOf(table))),
		...listFiles(join(folder, 'files')).map((name) => file(`files/${name}`)),
	];
}

/** Makes a backup. Throws a StartError for what a person can mend, and then leaves nothing behind. */
export async function makeCopy(plan: CopyPlan): Promise<CopyMade> {
	const { dataDir, version, now } = plan;
	const path = pathFor(plan.target, now);
	if (!clusterExists(dataDir))
		throw new StartError(`In ${dataDir} liegt keine Installation; bitte DATA_DIR=… setzen.`);
	const keys = openKeys(dataDir, true);
	const folder = join(dataDir, `${stagingPrefix}${process.pid}`);
	try {
		removeUnfinished(dataDir);
		mkdirSync(folder, { mode: 0o700 });
		const reached = await reachDatabase(plan, keys);
		const sql = connect(databaseUrl(reached.port, keys, 'admin'), 1);
		try {
			linkFiles(join(dataDir, 'files'), join(folder, 'files'));
			const { about, named } = await sql.begin('isolation level repeatable read read only', (transaction) =>
				gather(transaction, folder, { version, madeAt: now.toISOString() }),
			);
			linkFiles(join(dataDir, 'files'), join(folder, 'files'));
			const missing = named.filter((name) => !existsSync(join(folder, 'files', name))).length;
			const keysText = readFileSync(join(dataDir, keysName), 'utf8');
			const bytes = await writeWhole(path, sourcesOf(folder, about, keysText), now);
			return { path, bytes, about, missing };
		} finally {
			await sql.end({ timeout: 1 });
			await reached.done();
		}
	} catch (error) {
		throw explainFileError(error, dataDir);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

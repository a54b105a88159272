/**
 * Makes an installation of a backup, in an empty data folder. The whole archive is read and checked first; then everything grows in a folder
 * of its own and moves up at the end. While that folder is there no server starts (backend/restored.ts), and a new restore begins anew.
 */
import {
	createReadStream,
	createWriteStream,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransactionSql } from 'postgres';
import { clusterFolder } from '#server/backend/cluster.ts';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { prepareDatabase } from '#server/backend/embedded.ts';
import { openKeys } from '#server/backend/keys.ts';
import { holderOf, lockFolder } from '#server/backend/lock.ts';
import { applyMigrations, knownVersions, migrationsFolder } from '#server/backend/migrate.ts';
import { makeDataDir, startPostgres } from '#server/backend/postgres.ts';
import { findPostmaster } from '#server/backend/postmaster.ts';
import { restoringFolder } from '#server/backend/restored.ts';
import { prepareSchemas } from '#server/backend/schemas.ts';
import { StartError, explainFileError } from '#server/backend/start-error.ts';
import { aboutName, aboutSchema, anyFormat, isEntryName, linesNameOf } from './about.ts';
import type { About } from './about.ts';
import { ArchiveError, readArchive } from './archive.ts';
import type { ArchiveFault, Entry } from './archive.ts';
import { ShapeError, fixTextForm, nameOf, parseLine, setSequence, writeLines } from './tables.ts';
import type { Line, Table } from './tables.ts';

export interface PutBackPlan {
	/** The archive. */
	path: string;
	dataDir: string;
	/** Told what is being done, in German, for the console. */
	report: (step: string) => void;
}

/** What a file system may have made by itself. */
const harmless = new Set(['lost+found', '.DS_Store']);
/** What a restore leaves in its folder and the installation does not need. */
const scaffolding = new Set(['database', 'lock.json']);

function sentenceOf(fault: ArchiveFault, path: string): string {
	switch (fault) {
		case 'foreign':
			return `${path} ist keine Sicherung von Rufkreis.`;
		case 'truncated':
			return `${path} ist abgeschnitten; bitte die Sicherung vollständig kopieren oder eine andere nehmen.`;
		case 'altered':
			return `${path} ist beschädigt, die Prüfsummen stimmen nicht; bitte eine andere Sicherung nehmen.`;
	}
}

/** `newer` and `foreign` hold only once the sums at the end agree: one bit that turned makes either of a good file. */
type Judgement = { kind: 'known'; about: About } | { kind: 'newer' } | { kind: 'foreign' };

function judgeAbout(text: string): Judgement {
	let given: unknown;
	try {
		given = JSON.parse(text);
	} catch {
		return { kind: 'foreign' };
	}
	const parsed = aboutSchema.safeParse(given);
	if (!parsed.success) return { kind: anyFormat.safeParse(given).success ? 'newer' : 'foreign' };
	const known = knownVersions();
	const isKnown = parsed.data.migrations.every((version) => known.includes(version));
	return isKnown ? { kind: 'known', about: parsed.data } : { kind: 'newer' };
}

/** Reads the whole archive; with a folder its entries are written there. */
async function readThrough(path: string, folder?: string): Promise<About> {
	let judged: Judgement | undefined;

	async function take({ name, body }: Entry): Promise<void> {
		if ((judged === undefined) !== (name === aboutName)) throw new ArchiveError('foreign');
		// What a newer one calls its entries is not known here, and nothing of it is kept.
		if (judged?.kind !== 'newer' && !isEntryName(name)) throw new ArchiveError('foreign');
		if (name === aboutName) {
			judged = judgeAbout(Buffer.concat(await Array.fromAsync(body)).toString());
		} else if (folder === undefined || judged?.kind !== 'known') {
			await pipeline(Readable.from(body), new PassThrough().resume());
		} else {
			const target = join(folder, name);
			mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
			await pipeline(
				Readable.from(body),
				createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }),
			);
		}
	}

	try {
		await readArchive(path, take);
	} catch (error) {
		if (error instanceof ArchiveError) throw new StartError(sentenceOf(error.fault, path), { cause: error });
		throw error;
	}
	switch (judged?.kind) {
		case 'known':
			return judged.about;
		case 'newer':
			throw new StartError(`${path} stammt von einem neueren Rufkreis; bitte mit diesem wiederherstellen.`);
		case 'foreign':
		case undefined:
			throw new StartError(sentenceOf('foreign', path));
	}
}

function explainReading(error: unknown, path: string): unknown {
	if (error instanceof StartError || !(error instanceof Error) || !('code' in error)) return error;
	switch (error.code) {
		case 'ENOENT':
			return new StartError(`${path} gibt es nicht; bitte die Datei der Sicherung nennen.`, { cause: error });
		case 'EACCES':
		case 'EPERM':
			return new StartError(`${path} darf dieses Benutzerkonto nicht lesen; bitte die Rechte ändern.`, {
				cause: error,
			});
		case 'EISDIR':
			return new StartError(`${path} ist ein Ordner; bitte die Datei der Sicherung nennen.`, {
				cause: error,
			});
		default:
			return error;
	}
}

/** The folder must hold nothing, or nothing but a restore that was cut off. */
function requireEmpty(dataDir: string): void {
	const pid = existsSync(dataDir) ? holderOf(dataDir) : undefined;
	if (pid !== undefined) {
		throw new StartError(
			`Rufkreis läuft auf ${dataDir} (Prozess ${pid}); wiederhergestellt wird nur in einen leeren Ordner, bitte DATA_DIR=… setzen.`,
		);
	}
	if (!existsSync(dataDir) || existsSync(restoringFolder(dataDir))) return;
	if (readdirSync(dataDir).every((name) => harmless.has(name))) return;
	throw new StartError(
		`${dataDir} ist nicht leer; wiederhergestellt wird nur in einen leeren Ordner, bitte DATA_DIR=… setzen oder den alten umbenennen.`,
	);
}

async function* linesOf(path: string): AsyncGenerator<Line> {
	const reader = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
	for await (const line of reader) yield parseLine(line);
}

async function load(sql: TransactionSql, about: About, folder: string): Promise<void> {
	await fixTextForm(sql);
	// Rows come as they were: nothing follows from them a second time, and no order of tables is needed.
	await sql`set local session_replication_role = replica`;
	await sql.unsafe(`truncate ${about.tables.map(nameOf).join(', ')}`);
	for (const table of about.tables) await writeTable(sql, table, folder);
	for (const sequence of about.sequences) await setSequence(sql, sequence);
	await sql`set local session_replication_role = origin`;
	// Every device holds a cursor of a history that went on after the backup: all of them pull anew.
	await sql`select private.raise_sync_epoch()`;
}

async function writeTable(sql: TransactionSql, table: Table, folder: string): Promise<void> {
	await writeLines(sql, table, linesOf(join(folder, linesNameOf(table))));
}

async function build(about: About, folder: string, report: PutBackPlan['report']): Promise<void> {
	const keys = openKeys(folder, true);
	const server = await startPostgres({
		dataDir: folder,
		adminPassword: keys.passwords.admin,
		durable: true,
		report,
	});
	try {
		await prepareDatabase(server.port, keys, prepareSchemas);
		await applyMigrations(databaseUrl(server.port, keys, 'owner'), migrationsFolder(), about.migrations);
		const sql = connect(databaseUrl(server.port, keys, 'admin'), 1);
		try {
			await sql.begin((transaction) => load(transaction, about, folder));
			await sql`analyze`;
		} finally {
			await sql.end({ timeout: 1 });
		}
	} finally {
		await server.stop();
	}
}

/** Everything the installation needs moves up, the database last; then the mark goes. */
function moveUp(dataDir: string): void {
	const folder = restoringFolder(dataDir);
	for (const name of readdirSync(folder).filter((entry) => !scaffolding.has(entry)))
		renameSync(join(folder, name), join(dataDir, name));
	rmSync(folder, { recursive: true, force: true });
}

/** Restores. Throws a StartError for what a person can mend. Nothing is touched before the archive has been read to its end. */
export async function putBack({ path, dataDir, report }: PutBackPlan): Promise<About> {
	const about = await readThrough(path).catch((error: unknown) => {
		throw explainReading(error, path);
	});
	requireEmpty(dataDir);
	try {
		makeDataDir(dataDir);
		const folder = restoringFolder(dataDir);
		// A folder with this mark was empty when it got it: whatever is in there is of an attempt that was cut off.
		const isMarked = existsSync(folder);
		if (!isMarked) makeDataDir(folder);
		const lock = lockFolder(dataDir);
		try {
			if (isMarked) {
				await clear(dataDir);
				makeDataDir(folder);
			}
			report('Die Sicherung ist unversehrt und wird eingespielt …');
			await readThrough(path, folder);
			await build(about, folder, report);
			moveUp(dataDir);
		} catch (error) {
			await clear(dataDir);
			throw error;
		} finally {
			lock.release();
		}
	} catch (error) {
		throw error instanceof ShapeError ? explainShape(error, path) : explainFileError(error, dataDir);
	}
	return about;
}

function explainShape(error: ShapeError, path: string): StartError {
	return new StartError(
		`${path} enthält etwas, das dieses Rufkreis nicht kennt (${error.message}); bitte mit der Version wiederherstellen, die gesichert hat.`,
		{ cause: error },
	);
}

/** Empties the folder, the mark last. A database that outlived a killed restore is ended first. */
async function clear(dataDir: string): Promise<void> {
	const folder = restoringFolder(dataDir);
	const orphan = findPostmaster(clusterFolder(folder));
	if (orphan) process.kill(orphan.pid, 'SIGQUIT');
	const kept = new Set([...harmless, 'lock.json', basename(folder)]);
	// Its children may write for another moment.
	const patience = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };
	for (const name of readdirSync(dataDir).filter((entry) => !kept.has(entry)))
		await rm(join(dataDir, name), patience);
	await rm(folder, patience);
}

/** Makes the database folder, completely or not at all. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Binaries } from './binaries.ts';
import { findByCommandLine } from './process-identity.ts';
import { StartError, errorCode } from './start-error.ts';
import { giveTo } from './system-user.ts';
import type { Account } from './system-user.ts';

export interface ClusterPlan {
	dataDir: string;
	binaries: Binaries;
	account: Account;
	adminPassword: string;
	/** False only in tests: nothing is forced to the disk. */
	durable: boolean;
}

/** The bootstrap superuser, named as hosted Supabase names it. */
export const adminRole = 'supabase_admin';
const folderName = 'postgres';
const unfinishedPrefix = `${folderName}.new`;

/** Where the database of a data folder lives. */
export function clusterFolder(dataDir: string): string {
	return join(dataDir, folderName);
}

function listIfThere(folder: string): string[] | undefined {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** True when a finished database is there. StartError when the folder holds anything else. */
export function clusterExists(dataDir: string): boolean {
	const folder = clusterFolder(dataDir);
	const entries = listIfThere(folder);
	if (entries === undefined || entries.length === 0) return false;
	if (!entries.includes('PG_VERSION')) {
		throw new StartError(
			`${folder} enthält keine Datenbank, ist aber nicht leer; bitte den Ordner umbenennen oder DATA_DIR=… setzen.`,
		);
	}
	const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
	if (version === '17') return true;
	throw new StartError(
		`${folder} wurde mit PostgreSQL ${version} angelegt, dieses Rufkreis bringt PostgreSQL 17 mit.`,
	);
}

interface InitdbRun {
	code: number | null;
	output: string;
}

async function runInitdb(
	plan: ClusterPlan,
	folder: string,
	passwordFile: string,
	ctype: string,
): Promise<InitdbRun> {
	const options = [
		`--pgdata=${folder}`,
		`--username=${adminRole}`,
		`--pwfile=${passwordFile}`,
		'--auth=scram-sha-256',
		'--encoding=UTF8',
		// Sorting and case from PostgreSQL itself: the same on every machine, and no reindexing after a system update.
		'--locale-provider=builtin',
		'--builtin-locale=C.UTF-8',
		'--locale=C',
		// pg_trgm and the full text parser ask the system what a letter is; under C an umlaut would be none.
		`--lc-ctype=${ctype}`,
		'--lc-messages=C',
		'--no-instructions',
		...(plan.durable ? [] : ['--no-sync']),
	];
	const child = spawn(join(plan.binaries.folder, 'bin', 'initdb'), options, {
		...plan.account,
		cwd: '/',
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { LC_ALL: 'C' },
	});
	const exited = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	const [code, output] = await Promise.all([exited, text(child.stderr)]);
	return { code, output };
}

function explainInitdb({ code, output }: InitdbRun, dataDir: string): StartError {
	if (/No space left on device|Disk quota exceeded/.test(output)) {
		return new StartError(`Der Datenträger von ${dataDir} ist voll; bitte Platz schaffen und neu starten.`);
	}
	const last = output.trim().split('\n').at(-1) ?? '';
	return new StartError(`Die Datenbank in ${dataDir} ließ sich nicht anlegen (initdb ${code}): ${last}`);
}

function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (errorCode(error) !== 'ESRCH') throw error;
	}
}

/** Removes what attempts that were cut off left behind: an initdb outlives its killed parent and would go on. */
async function removeUnfinished(dataDir: string): Promise<void> {
	const left = readdirSync(dataDir).filter((name) => name.startsWith(unfinishedPrefix));
	if (left.length === 0) return;
	for (const pid of findByCommandLine(`--pgdata=${join(dataDir, unfinishedPrefix)}`)) killIfThere(pid);
	// A child of that initdb may write for another moment, until it finds its parent gone. Not rmSync: Node 24's gives up without an error
	// when a file appears between its last look and the removal of the folder.
	const patience = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };
	for (const name of left) await rm(join(dataDir, name), patience);
}

/**
 * Makes a new database. It grows under another name and gets its own by one rename at the end, so a folder named
 * `postgres` is always a finished one.
 */
export async function makeCluster(plan: ClusterPlan): Promise<void> {
	await removeUnfinished(plan.dataDir);
	const folder = join(plan.dataDir, `${unfinishedPrefix}-${process.pid}`);
	const passwordFile = `${folder}.password`;
	mkdirSync(folder, { mode: 0o700 });
	giveTo(plan.account, folder);
	writeFileSync(passwordFile, plan.adminPassword, { mode: 0o600 });
	giveTo(plan.account, passwordFile);
	try {
		for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
			const run = await runInitdb(plan, folder, passwordFile, ctype);
			if (run.code === 0) break;
			if (ctype === 'C' || !run.output.includes('invalid locale name'))
				throw explainInitdb(run, plan.dataDir);
		}
		// Should an empty folder of that name be there, rename replaces it.
		renameSync(folder, clusterFolder(plan.dataDir));
	} finally {
		rmSync(passwordFile, { force: true });
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * PostgreSQL as our own child: made, started, adopted, stopped. It runs in its own process group, because Ctrl-C
 * goes to the whole group of the terminal and the database must outlive our drain. It listens on the loopback
 * address only, on whatever port is free; postmaster.pid is the one place that says which.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
	chmodSync,
	closeSync,
	fstatSync,
	ftruncateSync,
	mkdirSync,
	openSync,
	readFileSync,
	statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { clusterExists, clusterFolder, makeCluster } from './cluster.ts';
import { findPostmaster, removeStalePostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { isAlive } from './process-identity.ts';
import { StartError, explainFileError } from './start-error.ts';
import { chooseAccount, reachableBinaries, requireReachable } from './system-user.ts';
import type { Account } from './system-user.ts';

export interface PostgresOptions {
	/** Exists and is ours. */
	dataDir: string;
	adminPassword: string;
	/** False only in tests: a crash of the machine may then lose writes. */
	durable: boolean;
	/** Told what is being done, in German, for the console. */
	report: (step: string) => void;
}

export interface PostgresServer {
	origin: 'made' | 'started' | 'adopted';
	port: number;
	pid: number;
	/** Ends all sessions and waits until the server is gone, at most 1.5 s. Safe to call twice. */
	stop(): Promise<void>;
}

/** Long enough for crash recovery on a slow disk. */
const startLimitMs = 120_000;
/** With the drain before it, everything must be over after 3 s. */
const stopLimitMs = 1_200;
const pollMs = 10;
/** Bytes. */
const logLimit = 1_000_000;

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve, reject) => {
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', resolve);
	});
	const address = probe.address();
	await new Promise((resolve) => probe.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('no TCP port');
	return address.port;
}

function settings(port: number, durable: boolean): string[] {
	const values = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		max_connections: '100',
		timezone: 'UTC',
		log_timezone: 'UTC',
		jit: 'off',
		// Its own course of life, no statements: those hold personal data, and whoever sent one gets its error.
		log_min_messages: 'log',
		log_checkpoints: 'off',
		...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
	};
	return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function logPath(dataDir: string): string {
	return join(dataDir, 'postgres.log');
}

function explainFailure(output: string, dataDir: string): StartError {
	if (/No space left on device|Disk quota exceeded/.test(output)) {
		return new StartError(`Der Datenträger von ${dataDir} ist voll; bitte Platz schaffen und neu starten.`);
	}
	const fatal = /(?:FATAL|PANIC|ERROR):\s*(.+)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? '';
	return new StartError(`Die Datenbank startet nicht: ${fatal} (Protokoll: ${logPath(dataDir)}).`);
}

/** Waits until the server of this folder takes connections; undefined when `ended` says it gave up. */
async function waitUntilReady(folder: string, ended: () => boolean): Promise<Postmaster | undefined> {
	const deadline = Date.now() + startLimitMs;
	while (Date.now() < deadline) {
		const postmaster = findPostmaster(folder);
		if (postmaster?.state === 'ready') return postmaster;
		if (ended()) return undefined;
		await pause(pollMs);
	}
	throw new StartError(
		`Die Datenbank in ${folder} ist nach zwei Minuten noch nicht bereit; bitte das Protokoll dort ansehen.`,
	);
}

async function waitUntilGone(pid: number, limitMs: number): Promise<boolean> {
	const deadline = Date.now() + limitMs;
	while (isAlive(pid)) {
		if (Date.now() > deadline) return false;
		await pause(pollMs);
	}
	return true;
}

async function stopPostmaster(pid: number): Promise<void> {
	if (!isAlive(pid)) return;
	// SIGINT: roll back what is open, write a checkpoint, end ("fast shutdown").
	process.kill(pid, 'SIGINT');
	if (await waitUntilGone(pid, stopLimitMs)) return;
	// SIGQUIT: end at once; nothing acknowledged is lost, the next start replays the log ("immediate shutdown").
	process.kill(pid, 'SIGQUIT');
	await waitUntilGone(pid, 300);
}

/** A server that outlived its Rufkreis: taken over when it works, waited for when it is on its way out. */
async function adopt(folder: string): Promise<Postmaster | undefined> {
	const found = findPostmaster(folder);
	if (!found) return undefined;
	if (found.state === 'stopping') {
		if (!(await waitUntilGone(found.pid, stopLimitMs))) process.kill(found.pid, 'SIGQUIT');
		await waitUntilGone(found.pid, stopLimitMs);
		return undefined;
	}
	return waitUntilReady(folder, () => !isAlive(found.pid));
}

interface Leash {
	release: () => void;
}

/** However this process ends, short of SIGKILL, the database is told to end too. */
function leashTo(pid: number | undefined): Leash {
	function endWithUs(): void {
		if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGINT');
	}
	process.on('exit', endWithUs);
	return { release: () => void process.off('exit', endWithUs) };
}

interface Held {
	postmaster: Postmaster;
	leash: Leash;
}

interface Launch {
	child: ChildProcess;
	leash: Leash;
	/** What this very server has written to its log. */
	output: () => string;
}

/** Opens the log at its end; a long one begins anew. */
function openLog(path: string): { file: number; end: number } {
	const file = openSync(path, 'a', 0o600);
	const { size } = fstatSync(file);
	if (size < logLimit) return { file, end: size };
	ftruncateSync(file);
	return { file, end: 0 };
}

function launch(programs: string, options: PostgresOptions, account: Account, port: number): Launch {
	const path = logPath(options.dataDir);
	const { file, end } = openLog(path);
	try {
		const args = ['-D', clusterFolder(options.dataDir), ...settings(port, options.durable)];
		const child = spawn(join(programs, 'bin', 'postgres'), args, {
			...account,
			cwd: '/',
			detached: true,
			stdio: ['ignore', file, file],
			env: { LC_ALL: 'C' },
		});
		child.unref();
		return { child, leash: leashTo(child.pid), output: () => readFileSync(path).subarray(end).toString() };
	} finally {
		closeSync(file);
	}
}

async function start(programs: string, options: PostgresOptions, account: Account): Promise<Held> {
	const folder = clusterFolder(options.dataDir);
	for (let attempt = 1; ; attempt += 1) {
		removeStalePostmaster(folder);
		const { child, leash, output } = launch(programs, options, account, await freePort());
		let failure: Error | undefined;
		child.once('error', (error) => (failure = error));
		const postmaster = await waitUntilReady(
			folder,
			() => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
		);
		if (postmaster) return { postmaster, leash };
		leash.release();
		if (failure) throw failure;
		// Another program took the port first, or children of a killed server are still leaving: both pass.
		const passing = /could not bind|pre-existing shared memory block/.test(output());
		if (!passing || attempt === 20) throw explainFailure(output(), options.dataDir);
		await pause(100);
	}
}

function asServer({ postmaster, leash }: Held, origin: PostgresServer['origin']): PostgresServer {
	const { pid, port } = postmaster;
	let stopping: Promise<void> | undefined;

	async function stop(): Promise<void> {
		await stopPostmaster(pid);
		leash.release();
	}

	return { origin, pid, port, stop: () => (stopping ??= stop()) };
}

/**
 * Brings up the database of a data folder: adopts a server that still runs on it, else starts it, else makes it first.
 * Everything a person can mend is a StartError with one sentence. The caller holds the folder's lock.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
	const { dataDir, report } = options;
	const folder = clusterFolder(dataDir);
	try {
		const account = chooseAccount(folder);
		requireReachable(account, dataDir);
		const exists = clusterExists(dataDir);
		const adopted = exists ? await adopt(folder) : undefined;
		if (adopted) {
			report('Die Datenbank läuft noch vom letzten Mal und wird übernommen.');
			return asServer({ postmaster: adopted, leash: leashTo(adopted.pid) }, 'adopted');
		}
		const binaries = reachableBinaries(account, findBinaries(), dataDir);
		if (!exists) {
			report('Datenbank wird angelegt …');
			await makeCluster({
				dataDir,
				binaries,
				account,
				adminPassword: options.adminPassword,
				durable: options.durable,
			});
		}
		report('Datenbank startet …');
		return asServer(await start(binaries.folder, options, account), exists ? 'started' : 'made');
	} catch (error) {
		throw explainFileError(error, dataDir);
	}
}

/** The data folder itself. Under root others may pass through it (not read), so that the database account gets in. */
export function makeDataDir(dataDir: string): void {
	const root = process.getuid?.() === 0;
	try {
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		const { mode, uid } = statSync(dataDir);
		if (root && uid === 0) chmodSync(dataDir, mode | 0o011);
	} catch (error) {
		throw explainFileError(error, dataDir);
	}
}

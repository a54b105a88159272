/** Starts, watches and ends programs of the product, as this account or as an ordinary one. */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { clusterFolder } from '#server/backend/cluster.ts';
import { findPostmaster } from '#server/backend/postmaster.ts';
import { isAlive } from '#server/backend/process-identity.ts';

export interface Account {
	name: string;
	uid: number;
	gid: number;
}

export interface Exit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

export interface Program {
	pid: number;
	output: () => string;
	/** Waits until the output holds this; answers the rest of that line. */
	printed: (text: string) => Promise<string>;
	exited: Promise<Exit>;
	signal: (name: NodeJS.Signals) => void;
}

const root = resolve(import.meta.dirname, '..', '..');
const patience = { timeout: 60_000, interval: 10 };

/** Waits for a fact. */
export function until(fact: () => boolean | Promise<boolean>, what: string): Promise<void> {
	return vi.waitFor(async () => {
		if (!(await fact())) throw new Error(`still waiting: ${what}`);
	}, patience);
}

/** Under root also an ordinary account, which every system has; otherwise the present one is ordinary already. */
export function accounts(): [string, Account | undefined][] {
	if (process.getuid?.() !== 0) return [['an ordinary user', undefined]];
	const [uid, gid] = ['-u', '-g'].map((flag) =>
		Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout),
	);
	if (!uid || gid === undefined) throw new Error('there is no account "nobody"');
	return [
		['root', undefined],
		['an ordinary user', { name: 'nobody', uid, gid }],
	];
}

/** A checkout below a closed home: the ordinary account may pass through it for the test, and gets no other right. */
function passThrough({ uid, gid }: Account): string[] {
	const { status } = spawnSync('test', ['-r', join(root, 'package.json')], { uid, gid, cwd: '/' });
	if (status === 0) return [];
	return [
		'setpriv',
		`--reuid=${uid}`,
		`--regid=${gid}`,
		'--clear-groups',
		'--inh-caps=+dac_override',
		'--ambient-caps=+dac_override',
		'--',
	];
}

/** Runs a TypeScript file of the checkout with exactly this environment and these arguments, its log in words. */
export function run(
	file: string,
	env: Record<string, string>,
	account?: Account,
	args: readonly string[] = [],
): Program {
	const wrapper = account ? passThrough(account) : [];
	const child = spawn('env', [...wrapper, process.execPath, join(root, file), ...args], {
		cwd: root,
		// As at a terminal, where an operator meets it.
		env: { PATH: process.env.PATH ?? '', LOG: 'text', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
		...(account && wrapper.length === 0 ? { uid: account.uid, gid: account.gid } : {}),
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exited = new Promise<Exit>((done) => {
		child.once('close', (code, signal) => done({ code, signal }));
	});
	if (child.pid === undefined) throw new Error(`could not start ${file}`);

	function lineAfter(text: string): string | undefined {
		const [, rest] = output.split(text, 2);
		return rest?.includes('\n') ? rest.split('\n')[0] : undefined;
	}

	return {
		pid: child.pid,
		output: () => output,
		exited,
		signal: (name) => void child.kill(name),
		async printed(text) {
			await Promise.race([until(() => lineAfter(text) !== undefined, `"${text}" from ${file}`), exited]);
			const line = lineAfter(text);
			if (line === undefined) throw new Error(`${file} ended before it printed "${text}":\n${output}`);
			return line;
		},
	};
}

/** The database that runs on a data folder right now. */
export function databasePid(dataDir: string): number | undefined {
	return findPostmaster(clusterFolder(dataDir))?.pid;
}

/** A data folder for one test. `remove` also ends a database the test left behind. */
export function temporaryFolder(account?: Account) {
	const path = mkdtempSync(join(tmpdir(), 'rufkreis-life-'));
	if (account) chownSync(path, account.uid, account.gid);

	async function remove(): Promise<void> {
		const pid = databasePid(path);
		if (pid !== undefined) {
			process.kill(pid, 'SIGQUIT');
			await until(() => !isAlive(pid), 'the end of a left-over database');
		}
		rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
	}

	return { path, remove };
}

/**
 * The account PostgreSQL runs under. It refuses to run as root (postgres.c), so under root it gets a system account
 * of its own; started by anybody else it simply runs as that person.
 */
import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { StartError } from './start-error.ts';

/** `undefined` where no change of account is needed. */
export type Account = { uid: number; gid: number } | undefined;

const accountName = 'rufkreis';

function lookUp(name: string): Account {
	const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
	const [uid, gid] = ids.map(({ status, stdout }) => (status === 0 ? Number(stdout.trim()) : NaN));
	return uid !== undefined && gid !== undefined && uid > 0 && !Number.isNaN(gid) ? { uid, gid } : undefined;
}

function create(name: string): void {
	const made = spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
	if (made.error) spawnSync('adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name]);
}

/** Chooses the account for a database folder; under root that is the owner of an existing folder, else our own. */
export function chooseAccount(folder: string): Account {
	if (process.getuid?.() !== 0) return undefined;
	if (existsSync(folder)) {
		const { uid, gid } = statSync(folder);
		if (uid !== 0) return { uid, gid };
	}
	if (!lookUp(accountName)) create(accountName);
	const account = lookUp(accountName);
	if (!account) {
		throw new StartError(
			`Die Datenbank läuft nicht als root, und das Benutzerkonto „${accountName}“ ließ sich nicht anlegen; bitte Rufkreis als gewöhnlicher Benutzer starten.`,
		);
	}
	return account;
}

/** Hands a file or folder to the account. */
export function giveTo(account: Account, path: string): void {
	if (account) chownSync(path, account.uid, account.gid);
}

function ancestors(path: string): string[] {
	const parent = dirname(path);
	return parent === path ? [path] : [...ancestors(parent), path];
}

/** The first folder on the way to `path` that the account cannot enter. Asks the system itself, so ACLs count too. */
function firstClosed(account: Account, path: string): string | undefined {
	if (!account) return undefined;
	const script = 'for folder; do [ -x "$folder" ] || { printf %s "$folder"; exit; }; done';
	const existing = ancestors(path).filter((folder) => existsSync(folder));
	const asked = spawnSync('/bin/sh', ['-c', script, 'sh', ...existing], {
		...account,
		cwd: '/',
		encoding: 'utf8',
	});
	return asked.stdout || undefined;
}

/** StartError with the folder that stands in the way when the account cannot reach the data folder. */
export function requireReachable(account: Account, dataDir: string): void {
	const closed = firstClosed(account, dataDir);
	if (closed === undefined) return;
	throw new StartError(
		`Die Datenbank läuft unter root mit eigenem Benutzerkonto, und das kommt nicht durch ${closed}; bitte einen anderen Datenordner nennen, zum Beispiel DATA_DIR=/var/lib/rufkreis npm start.`,
	);
}

/**
 * The programs where the account can reach them: in place, or, from a checkout below a closed home, as a copy in the
 * data folder (60 MB, made once per release).
 */
export function reachableBinaries(account: Account, binaries: Binaries, dataDir: string): Binaries {
	if (firstClosed(account, join(binaries.folder, 'bin')) === undefined) return binaries;
	const copy = join(dataDir, `postgresql-${binaries.release}`);
	if (!existsSync(copy)) {
		const prepared = `${copy}.new`;
		rmSync(prepared, { recursive: true, force: true });
		cpSync(binaries.folder, prepared, { recursive: true, verbatimSymlinks: true });
		renameSync(prepared, copy);
	}
	return { ...binaries, folder: copy };
}

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartError } from './start-error.ts';
import { chooseAccount, giveTo, reachableBinaries, requireReachable } from './system-user.ts';

const root = process.getuid?.() === 0;
let folder: string;
let home: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'account-'));
	chmodSync(folder, 0o755);
	home = join(folder, 'home');
	mkdirSync(join(home, 'native', 'bin'), { recursive: true });
	writeFileSync(join(home, 'native', 'bin', 'postgres'), 'program');
	chmodSync(home, 0o700);
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

test('under root the database has an account of its own, otherwise that of whoever started it', () => {
	const account = chooseAccount(join(folder, 'postgres'));
	if (root) expect(account?.uid).toBeGreaterThan(0);
	else expect(account).toBeUndefined();
});

test('an existing database keeps the account it belongs to', () => {
	const account = chooseAccount(join(folder, 'postgres'));
	mkdirSync(join(folder, 'postgres'));
	const other = account && { uid: account.uid + 1, gid: account.gid };
	giveTo(other, join(folder, 'postgres'));
	expect(chooseAccount(join(folder, 'postgres'))).toEqual(other);
});

test('programs below a closed home are copied once to where the account can run them', () => {
	const account = chooseAccount(join(folder, 'postgres'));
	const binaries = { folder: join(home, 'native'), release: '17.0' };
	const reachable = reachableBinaries(account, binaries, folder);
	expect(reachable.folder).toBe(root ? join(folder, 'postgresql-17.0') : binaries.folder);
	expect(readFileSync(join(reachable.folder, 'bin', 'postgres'), 'utf8')).toBe('program');
	expect(existsSync(join(folder, 'postgresql-17.0.new'))).toBe(false);
	expect(reachableBinaries(account, binaries, folder)).toEqual(reachable);

	chmodSync(home, 0o755);
	expect(reachableBinaries(account, binaries, folder)).toEqual(binaries);
});

test('a closed folder on the way to the data is named; an open way is fine', () => {
	const account = chooseAccount(join(folder, 'postgres'));
	const ask = () => requireReachable(account, join(home, 'daten'));
	if (root) expect(ask).toThrow(StartError);
	if (root) expect(ask).toThrow(`kommt nicht durch ${home};`);
	chmodSync(home, 0o711);
	expect(ask).not.toThrow();
});

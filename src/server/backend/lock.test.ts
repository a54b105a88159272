import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './lock.ts';
import { startTime } from './process-identity.ts';
import { StartError } from './start-error.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'lock-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

function writeLock(holder: unknown): void {
	writeFileSync(join(folder, 'lock.json'), typeof holder === 'string' ? holder : JSON.stringify(holder));
}

function deadPid(): number {
	return spawnSync('true').pid;
}

test('a folder is locked once, and again after its release', () => {
	const lock = lockFolder(folder);
	expect(() => lockFolder(folder)).toThrow(
		new RegExp(`läuft auf diesem Datenordner schon \\(Prozess ${process.pid}, `),
	);
	lock.release();
	lock.release();
	lockFolder(folder).release();
	expect(readdirSync(folder)).toEqual([]);
});

test('somebody who lives keeps the lock', () => {
	writeLock({ pid: process.ppid, started: startTime(process.ppid) });
	expect(() => lockFolder(folder)).toThrow(StartError);
	expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.ppid });
});

test.each([
	['of a process that is gone', () => ({ pid: deadPid(), started: '1' })],
	['whose process id now belongs to somebody else', () => ({ pid: process.ppid, started: 'earlier' })],
	['cut off while it was written', () => '{"pid":'],
	['that is empty', () => ''],
])('a lock %s is recovered', (_case, holder) => {
	writeLock(holder());
	const lock = lockFolder(folder);
	expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid });
	lock.release();
	expect(readdirSync(folder)).toEqual([]);
});

test('a release leaves the lock of a successor alone', () => {
	const lock = lockFolder(folder);
	writeLock({ pid: process.ppid, started: startTime(process.ppid) });
	lock.release();
	expect(readdirSync(folder)).toEqual(['lock.json']);
});

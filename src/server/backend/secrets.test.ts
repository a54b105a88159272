import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeys } from './keys.ts';
import { closeToOthers } from './secrets.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rufkreis-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function modeOf(path: string): string {
	return (statSync(path).mode & 0o777).toString(8);
}

test('keys are made readable to their owner alone', () => {
	openKeys(folder, false);
	expect(modeOf(join(folder, 'keys.json'))).toBe('600');
});

test('what a careless copy opened is closed again', () => {
	const [keys, files] = [join(folder, 'keys.json'), join(folder, 'files')];
	writeFileSync(keys, '{}');
	mkdirSync(files);
	for (const [path, mode] of [
		[folder, 0o777],
		[keys, 0o664],
		[files, 0o755],
	] as const)
		chmodSync(path, mode);
	closeToOthers(folder);
	expect([modeOf(folder), modeOf(keys), modeOf(files)]).toEqual(['711', '600', '700']);
});

test('what is closed stays as it is, and what is not there yet is no trouble', () => {
	chmodSync(folder, 0o700);
	closeToOthers(folder);
	expect(modeOf(folder)).toBe('700');
});

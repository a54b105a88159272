/** Whether a data folder holds the demo world is decided once: its accounts and their known passwords never leave it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError, errorCode, explainFileError } from './start-error.ts';

function readChoice(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** Keeps the choice of the first start; StartError when a later start wants the other one. */
export function requireSameDemo(dataDir: string, demo: boolean, databaseExists: boolean): void {
	const path = join(dataDir, 'demo');
	const wanted = demo ? '1' : '0';
	try {
		const kept = databaseExists ? readChoice(path) : undefined;
		if (kept === undefined) writeFileSync(path, `${wanted}\n`, { mode: 0o600 });
		else if (kept !== wanted) {
			throw new StartError(
				`${dataDir} wurde mit DEMO=${kept} angelegt; bitte dabei bleiben oder mit DATA_DIR=… einen neuen Ordner beginnen.`,
			);
		}
	} catch (error) {
		throw explainFileError(error, dataDir);
	}
}

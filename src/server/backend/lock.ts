/** One Rufkreis process per data folder: a lock file with process id and start time. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findIdentified, identify } from './process-identity.ts';
import { StartError, errorCode, explainFileError } from './start-error.ts';

export interface Lock {
	/** Safe to call twice. */
	release(): void;
}

/** The folder belongs to a Rufkreis that is running. */
export class FolderInUse extends StartError {}

function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** Links the prepared file into place: creating and filling happen in one step, so no reader sees half a lock. */
function tryTake(prepared: string, path: string): boolean {
	try {
		linkSync(prepared, path);
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

/** Moves a stale lock away; if a faster process replaced it meanwhile, that one is put back. */
function removeStale(path: string, seen: string): void {
	const aside = `${path}.stale-${process.pid}`;
	try {
		renameSync(path, aside);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return;
		throw error;
	}
	if (readFileSync(aside, 'utf8') !== seen) tryTake(aside, path);
	rmSync(aside, { force: true });
}

/** The process that holds a data folder right now. */
export function holderOf(folder: string): number | undefined {
	const seen = readIfThere(join(folder, 'lock.json'));
	return seen === undefined ? undefined : findIdentified(seen);
}

/**
 * Takes the lock of a data folder. A lock whose process is gone is recovered; one whose process lives ends in a
 * StartError that names it.
 */
export function lockFolder(folder: string): Lock {
	const path = join(folder, 'lock.json');
	const prepared = `${path}.${process.pid}`;
	const mine = identify(process.pid);
	try {
		writeFileSync(prepared, mine, { mode: 0o600 });
		for (;;) {
			if (tryTake(prepared, path)) break;
			const seen = readIfThere(path);
			if (seen === undefined) continue;
			const pid = findIdentified(seen);
			if (pid !== undefined) {
				throw new FolderInUse(
					`Rufkreis läuft auf diesem Datenordner schon (Prozess ${pid}, ${folder}); bitte diesen zuerst beenden.`,
				);
			}
			removeStale(path, seen);
		}
	} catch (error) {
		throw explainFileError(error, folder);
	} finally {
		rmSync(prepared, { force: true });
	}
	return {
		release() {
			if (readIfThere(path) === mine) rmSync(path, { force: true });
		},
	};
}

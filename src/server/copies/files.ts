/** The stored files of a data folder. They never change under their name, so a second link to one keeps it, whatever happens to the first. */
import { linkSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '#server/backend/start-error.ts';

/** Names of finished files below the folder, as `ab/ab…`; an upload on its way has another form. */
export function listFiles(folder: string): string[] {
	try {
		return readdirSync(folder)
			.filter((part) => /^[0-9a-f]{2}$/.test(part))
			.flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`))
			.filter((name) => /^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(name))
			.sort();
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw error;
	}
}

/** Links every file that is there and not yet linked. Safe to repeat; a file deleted meanwhile is simply not there. */
export function linkFiles(from: string, to: string): void {
	for (const name of listFiles(from)) {
		mkdirSync(dirname(join(to, name)), { recursive: true, mode: 0o700 });
		try {
			linkSync(join(from, name), join(to, name));
		} catch (error) {
			if (errorCode(error) !== 'EEXIST' && errorCode(error) !== 'ENOENT') throw error;
		}
	}
}

/** Bytes. */
export function sizeOf(path: string): number {
	return statSync(path).size;
}

/** The file of a backup: it appears under its name when it is whole, readable by its owner only, and replaces nothing. */
import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StartError, errorCode, explainFileError } from '#server/backend/start-error.ts';
import { writeArchive } from './archive.ts';
import type { Source } from './archive.ts';
import { sizeOf } from './files.ts';

/** Where the archive goes: a dated name in a folder, or the name itself. StartError when something is there already. */
export function pathFor(target: string, now: Date): string {
	const wanted = resolve(target);
	const isFolder = existsSync(wanted) && statSync(wanted).isDirectory();
	const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
	const path = isFolder ? join(wanted, `rufkreis-${stamp}Z.tar.gz`) : wanted;
	if (existsSync(path)) {
		throw new StartError(
			`${path} gibt es schon; eine Sicherung überschreibt nichts, bitte einen anderen Namen nennen.`,
		);
	}
	if (!existsSync(dirname(path))) {
		throw new StartError(`Den Ordner ${dirname(path)} gibt es nicht; bitte einen vorhandenen nennen.`);
	}
	return path;
}

/** Gives the finished archive its name, which nobody else has taken meanwhile. */
function nameIt(prepared: string, path: string): void {
	try {
		linkSync(prepared, path);
	} catch (error) {
		const code = errorCode(error);
		if (code === 'EEXIST') throw new StartError(`${path} gibt es schon; eine Sicherung überschreibt nichts.`);
		// Some network drives know no second names.
		if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
		renameSync(prepared, path);
	}
}

function explain(error: unknown, folder: string): unknown {
	const code = errorCode(error);
	if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return explainFileError(error, folder);
	return new StartError(
		`In ${folder} darf dieses Benutzerkonto nicht schreiben; bitte die Rechte ändern oder einen anderen Ordner nennen.`,
		{ cause: error },
	);
}

/** Writes the archive. Answers its size in bytes. Leaves nothing behind when it cannot. */
export async function writeWhole(path: string, sources: Iterable<Source>, now: Date): Promise<number> {
	const prepared = join(dirname(path), `.${basename(path)}.${process.pid}`);
	try {
		await writeArchive(prepared, sources, now);
		nameIt(prepared, path);
		return sizeOf(path);
	} catch (error) {
		throw explain(error, dirname(path));
	} finally {
		rmSync(prepared, { force: true });
	}
}

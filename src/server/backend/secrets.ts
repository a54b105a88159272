/** What lies in DATA_DIR is the installation: keys, database, files. Nobody but its owner reads any of it. */
import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Reading and writing for group and others. Passing through stays allowed: PostgreSQL runs as an account of its own under root. */
const forOthers = 0o066;
/** For what holds secrets directly, passing through is of no use either. */
const anythingForOthers = 0o077;

function close(path: string, bits: number): void {
	if (!existsSync(path)) return;
	const { mode } = statSync(path);
	if ((mode & bits) === 0) return;
	try {
		chmodSync(path, mode & ~bits & 0o7777);
	} catch (error) {
		throw new StartError(
			`${path} ist für andere lesbar und lässt sich nicht schließen; bitte dem Konto übergeben, unter dem Rufkreis läuft.`,
			{ cause: error },
		);
	}
}

/**
 * Closes what a copy, a restore or an open umask left readable to others; safe to call at every start. StartError when it belongs to somebody
 * else. PostgreSQL looks after its own folder in the same way.
 */
export function closeToOthers(dataDir: string): void {
	close(dataDir, forOthers);
	close(join(dataDir, 'keys.json'), anythingForOthers);
	close(join(dataDir, 'files'), anythingForOthers);
}

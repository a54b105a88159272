/** Builds the app when it was never built or its sources are newer. */
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartError } from './backend/start-error.ts';

const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];

/** Milliseconds; the folders' own times count too, so a deleted file is a change. */
function newestIn(path: string): number {
	if (!existsSync(path)) return 0;
	const status = lstatSync(path);
	if (!status.isDirectory()) return status.mtimeMs;
	return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Written last and dated to the start of the build: a build that was cut off, or overtaken by an edit, does not count. */
function stampOf(root: string): string {
	return join(root, 'build', '.built');
}

function isCurrent(root: string): boolean {
	const stamp = stampOf(root);
	return (
		existsSync(stamp) &&
		statSync(stamp).mtimeMs >= Math.max(...sources.map((name) => newestIn(join(root, name))))
	);
}

/** Makes `build/` current. `root` is the project folder. StartError, after the builder's own words, when it fails. */
export async function buildIfNeeded(root: string, report: (line: string) => void): Promise<void> {
	// An image carries what was built and not what builds; copying gave its files times of their own.
	if (existsSync(stampOf(root)) && !existsSync(join(root, 'vite.config.ts'))) return;
	if (isCurrent(root)) return;
	const builder = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	if (!existsSync(builder)) {
		throw new StartError(
			'Die App ist noch nicht gebaut, und das Bauwerkzeug fehlt; bitte „npm ci“ ausführen.',
		);
	}
	report('App wird gebaut (einmalig, etwa eine halbe Minute) …');
	const started = new Date();
	const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NODE_ENV: 'production' },
	});
	const exited = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	const [code, output, errors] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
	if (code !== 0) {
		report(`${output}${errors}`.trim());
		throw new StartError('Die App ließ sich nicht bauen; die Ursache steht in den Zeilen darüber.');
	}
	writeFileSync(stampOf(root), '');
	utimesSync(stampOf(root), started, started);
}

if (import.meta.main) {
	const { report } = await import('./report.ts');
	await buildIfNeeded(join(import.meta.dirname, '..', '..'), report);
}

/**
 * Finds the browsers the tests drive, and as `node tests/browsers.ts` brings them: an installed one first, then
 * Playwright's download (Chromium), then apt-get as root. Safe to run again; says one line per step. It never
 * removes or upgrades what is there. `CHROMIUM` and `FIREFOX` may name an executable; `FIREFOX=0` does without.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { chromium } from '@playwright/test';

/** The first Firefox whose notifications carry buttons (`actions`). */
const oldestFirefox = 152;
const minutes = 60_000;

/** Path of a Chromium that starts, or `undefined`. */
export function findChromium(): string | undefined {
	const named = process.env.CHROMIUM;
	const usual = [
		'/usr/bin/chromium',
		'chromium',
		'chromium-browser',
		'google-chrome',
		'google-chrome-stable',
	];
	return firstPath(
		[...(named ? [named] : usual), chromium.executablePath()],
		(path) => version('Chrom', path) > 0,
	);
}

/** Path of a Firefox that is new enough, or `undefined`. */
export function findFirefox(): string | undefined {
	const named = process.env.FIREFOX;
	return firstPath(
		named ? [named] : ['firefox-esr', 'firefox'],
		(path) => version('Firefox', path) >= oldestFirefox,
	);
}

/** True unless `FIREFOX=0` asked to do without. */
export function isFirefoxWanted(): boolean {
	return process.env.FIREFOX !== '0';
}

/** Path of Chromium; throws a sentence that says what to do. */
export function chromiumPath(): string {
	const path = findChromium();
	if (path !== undefined) return path;
	throw new Error(
		'No Chromium here: run `node tests/browsers.ts`, or name one in CHROMIUM=/path/to/chromium.',
	);
}

/** Path of Firefox; throws a sentence that says what to do. */
export function firefoxPath(): string {
	const path = findFirefox();
	if (path !== undefined) return path;
	throw new Error(
		`No Firefox ${String(oldestFirefox)} or newer here: install firefox or firefox-esr, name one in ` +
			'FIREFOX=/path/to/firefox, or set FIREFOX=0 to leave its tests out.',
	);
}

function firstPath(names: string[], isGood: (path: string) => boolean): string | undefined {
	for (const name of names) {
		const folders = isAbsolute(name) ? [''] : (process.env.PATH ?? '').split(delimiter);
		const path = folders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
		if (path !== undefined && isGood(path)) return path;
	}
	return undefined;
}

/** Major version as the program itself says it ("Mozilla Firefox 153.7"); 0 when it is another one or does not start. */
function version(name: string, path: string): number {
	const said = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: minutes });
	if (said.status !== 0 || !said.stdout.includes(name)) return 0;
	return Number(/(\d+)\.\d/.exec(said.stdout)?.[1] ?? 0);
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
	say(`${command} ${args.join(' ')}`);
	const whole = { ...process.env, ...env };
	return spawnSync(command, args, { stdio: 'ignore', timeout: 10 * minutes, env: whole }).status === 0;
}

/** Debian, Ubuntu and their kin, as root; elsewhere it only says no. */
function installByApt(names: string[]): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	run('apt-get', ['update', '-qq'], env);
	return names.some((name) => run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', name], env));
}

function downloadChromium(): boolean {
	const manifest = createRequire(import.meta.url).resolve('@playwright/test/package.json');
	const cli = join(dirname(manifest), 'cli.js');
	return run(process.execPath, [cli, 'install', 'chromium'], {
		PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000',
	});
}

function bring(name: string, find: () => string | undefined, steps: (() => boolean)[]): boolean {
	for (const step of [() => true, ...steps]) {
		if (!step()) continue;
		const path = find();
		if (path === undefined) continue;
		say(`${name} at ${path}`);
		return true;
	}
	return false;
}

function say(line: string): void {
	process.stdout.write(`browsers: ${line}\n`);
}

function bringAll(): number {
	const hasChromium = bring('Chromium', findChromium, [downloadChromium, () => installByApt(['chromium'])]);
	if (!hasChromium) say('no Chromium could be found or installed; name one in CHROMIUM=/path/to/chromium.');
	if (!isFirefoxWanted()) say('Firefox is left out (FIREFOX=0).');
	const hasFirefox =
		!isFirefoxWanted() || bring('Firefox', findFirefox, [() => installByApt(['firefox-esr', 'firefox'])]);
	if (!hasFirefox)
		say(
			`no Firefox ${String(oldestFirefox)} or newer could be found or installed; install it, or set FIREFOX=0.`,
		);
	return hasChromium && hasFirefox ? 0 : 1;
}

if (import.meta.main) process.exitCode = bringAll();

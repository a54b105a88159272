/** A demo has a public password: it stays on this machine, and never becomes a real installation or the other way round. */
import { chmodSync, readdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#tests/free-port.ts';
import { run, temporaryFolder } from './processes.ts';
import type { Program } from './processes.ts';

const mail = { DEMO: '0', SMTP_URL: 'smtp://127.0.0.1:1' };

let folder: ReturnType<typeof temporaryFolder>;
let demoDir: string;
let realDir: string;

beforeAll(() => {
	folder = temporaryFolder();
	// Under root the database has an account of its own, which must get through.
	chmodSync(folder.path, 0o755);
	demoDir = join(folder.path, 'demo');
	realDir = join(folder.path, 'echt');
});

afterAll(() => folder.remove());

/** Under which this machine can be asked by others, and one that only a server for everybody answers. */
function otherAddresses(): string[] {
	const outside = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ family, internal }) => family === 'IPv4' && !internal)
		.map(({ address }) => address);
	return process.platform === 'linux' ? ['127.0.0.2', ...outside] : outside;
}

async function isReachable(address: string, port: number): Promise<boolean> {
	try {
		return (await fetch(`http://${address}:${port}/api/health`)).ok;
	} catch {
		return false;
	}
}

async function start(settings: Record<string, string>): Promise<{ program: Program; port: number }> {
	const port = await freePort();
	const program = run('src/server/start.ts', { PORT: String(port), ...settings });
	await program.printed('Rufkreis ist bereit');
	return { program, port };
}

async function end(program: Program): Promise<void> {
	program.signal('SIGTERM');
	expect((await program.exited).code).toBe(0);
}

async function refusal(settings: Record<string, string>): Promise<string> {
	const program = run('tests/server/backend-process.ts', settings);
	expect((await program.exited).code, program.output()).toBe(1);
	return program.output().trim().split('\n').at(-1) ?? '';
}

test('by default no other machine reaches a demo, and a real installation is reached', async () => {
	const demo = await start({ DATA_DIR: demoDir });
	expect(await isReachable('127.0.0.1', demo.port)).toBe(true);
	for (const address of otherAddresses()) expect(await isReachable(address, demo.port), address).toBe(false);
	await end(demo.program);
	expect(demo.program.output()).not.toContain('Achtung');

	// The same addresses answer where everybody is meant: the silence above was no accident.
	const real = await start({ DATA_DIR: realDir, ...mail });
	for (const address of otherAddresses()) expect(await isReachable(address, real.port), address).toBe(true);
	await end(real.program);
});

test('neither becomes the other, and both still start as what they are', async () => {
	expect(await refusal({ DATA_DIR: demoDir, ...mail })).toMatch(
		/^In der Datenbank liegen Demo-Daten mit öffentlichem Passwort; bitte mit DATA_DIR einen neuen Ordner wählen/,
	);
	expect(await refusal({ DATA_DIR: realDir })).toMatch(
		/^In diesem Datenordner liegt eine echte Installation; bitte DEMO=0/,
	);
	const demo = await start({ DATA_DIR: demoDir, HOST: '0.0.0.0' });
	// A line of its own, which may come a moment after the one that says it is ready.
	await demo.program.printed('Achtung');
	await end(demo.program);
	expect(demo.program.output()).toContain(
		'Achtung: Die Demo ist über HOST=0.0.0.0 von anderen Rechnern erreichbar.\n',
	);
});

test('without mail no real installation begins, and nothing is made', async () => {
	const empty = temporaryFolder();
	expect(await refusal({ DATA_DIR: empty.path, DEMO: '0' })).toBe(
		'DEMO=0 braucht SMTP_URL: ohne E-Mail kann sich niemand anmelden.',
	);
	expect(readdirSync(empty.path)).toEqual([]);
	await empty.remove();
});

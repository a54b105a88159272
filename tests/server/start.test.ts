/** `npm start` as an operator meets it. The first case builds the app when that has not been done. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databasePid, run, temporaryFolder, until } from './processes.ts';
import type { Program } from './processes.ts';

let folder: ReturnType<typeof temporaryFolder>;
let program: Program | undefined;

beforeEach(() => {
	folder = temporaryFolder();
});

afterEach(async () => {
	program?.signal('SIGKILL');
	await program?.exited;
	await folder.remove();
});

/** A port that was free a moment ago; `npm start` needs a number to announce. */
async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const address = probe.address();
	await new Promise((resolve) => probe.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('no TCP port');
	return address.port;
}

async function start() {
	const port = await freePort();
	program = run('src/server/start.ts', { PORT: String(port), DATA_DIR: folder.path });
	await program.printed('Beenden mit Strg+C.');
	const database = databasePid(folder.path);
	expect(database).toBeDefined();
	return { program, port, database };
}

/** A sign-in whose headers the server has seen and whose body is still on its way. */
async function beginSignIn(
	port: number,
): Promise<{ call: ClientRequest; answered: Promise<IncomingMessage>; finish: () => void }> {
	const keys = JSON.parse(readFileSync(join(folder.path, 'keys.json'), 'utf8')) as { publishableKey: string };
	const body = JSON.stringify({ email: 'niemand@kreis.example', password: 'falsch' });
	const call = request({
		port,
		host: '127.0.0.1',
		method: 'POST',
		path: '/auth/v1/token?grant_type=password',
		headers: {
			apikey: keys.publishableKey,
			'content-type': 'application/json',
			'content-length': body.length,
			// The server's "continue" is the proof that the request is in flight.
			expect: '100-continue',
		},
	});
	const answered = new Promise<IncomingMessage>((resolve, reject) => {
		call.once('response', resolve);
		call.once('error', reject);
	});
	answered.catch(() => undefined);
	await new Promise((resolve) => {
		call.once('continue', resolve);
		call.flushHeaders();
	});
	return { call, answered, finish: () => call.end(body) };
}

async function refuses(port: number): Promise<boolean> {
	try {
		await fetch(`http://127.0.0.1:${port}/api/health`, { headers: { connection: 'close' } });
		return false;
	} catch {
		return true;
	}
}

test('it ends with address and demo accounts, answers, and lets a request in flight finish on Ctrl-C', async () => {
	const { program, port } = await start();
	expect(program.output()).toContain(`Rufkreis ist bereit: http://localhost:${port}\n`);
	expect(program.output()).toMatch(/Passwort für alle: rufkreis\n +anfrage@riesa\.example/);
	const health = await fetch(`http://127.0.0.1:${port}/api/health`);
	expect([health.status, await health.json()]).toMatchObject([
		200,
		{ status: 'ok', mode: 'embedded', database: 'ok' },
	]);

	const signIn = await beginSignIn(port);
	program.signal('SIGINT');
	await until(() => refuses(port), 'a closed door');
	signIn.finish();
	expect((await signIn.answered).statusCode).toBe(400);
	expect(await program.exited).toEqual({ code: 0, signal: null });
	expect(databasePid(folder.path)).toBeUndefined();
});

test('a request that never ends does not keep it alive; a second Ctrl-C ends it at once, the database too', async () => {
	const first = await start();
	await beginSignIn(first.port);
	first.program.signal('SIGTERM');
	expect(await first.program.exited).toEqual({ code: 0, signal: null });
	expect(databasePid(folder.path)).toBeUndefined();

	const second = await start();
	await beginSignIn(second.port);
	second.program.signal('SIGINT');
	await until(() => refuses(second.port), 'a closed door');
	second.program.signal('SIGINT');
	expect(await second.program.exited).toEqual({ code: 1, signal: null });
	await until(() => databasePid(folder.path) === undefined, 'the end of the database');
});

test('a port in use is one sentence, before anything is made', async () => {
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const address = other.address();
	const port = address !== null && typeof address === 'object' ? address.port : NaN;
	program = run('src/server/start.ts', { PORT: String(port), DATA_DIR: join(folder.path, 'daten') });
	expect(await program.exited).toEqual({ code: 1, signal: null });
	expect(program.output()).toBe(
		`Port ${port} ist schon belegt; bitte einen anderen nennen, zum Beispiel PORT=${port + 1} npm start.\n`,
	);
	other.close();
});

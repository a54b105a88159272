/** `npm start` as an operator meets it. The first case builds the app when that has not been done. */
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clusterFolder } from '#server/backend/cluster.ts';
import { databaseUrl } from '#server/backend/connect.ts';
import { openKeys } from '#server/backend/keys.ts';
import { findPostmaster } from '#server/backend/postmaster.ts';
import { freePort } from '#tests/free-port.ts';
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
	const body = JSON.stringify({ email: 'niemand@kreis.example', password: 'falsch' });
	const call = request({
		port,
		host: '127.0.0.1',
		method: 'POST',
		path: '/auth/v1/token?grant_type=password',
		headers: {
			apikey: openKeys(folder.path, true).publishableKey,
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

	const elsewhere = await fetch(`http://127.0.0.1:${port}/anfragen?x=1`, {
		headers: { accept: 'text/html' },
		redirect: 'manual',
	});
	expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([
		307,
		`http://localhost:${port}/anfragen?x=1`,
	]);

	// At once: how long it may take after the door has closed is the listener's own test.
	const signIn = await beginSignIn(port);
	program.signal('SIGINT');
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

async function call(port: number, path: string, body: unknown, token?: string): Promise<unknown> {
	const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
		method: 'POST',
		headers: {
			apikey: openKeys(folder.path, true).publishableKey,
			'content-type': 'application/json',
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
		},
		body: JSON.stringify(body),
	});
	return answer.json();
}

test('a statement that waits for a lock does not keep it alive', async () => {
	const { program, port } = await start();
	const running = findPostmaster(clusterFolder(folder.path));
	if (!running) throw new Error('no database');
	const sql = postgres(databaseUrl(running.port, openKeys(folder.path, true), 'owner'), { max: 2 });
	try {
		const account = { email: 'anna@coswig.example', password: 'rufkreis' };
		const session = await call(port, '/auth/v1/token?grant_type=password', account);
		const { access_token: token } = session as { access_token: string }; // checked by use
		const request_id = 'e1000000-0000-4000-8000-000000000001'; // open, and Anna may help
		const holder = await sql.reserve();
		await holder`begin`;
		await holder`select from public.requests where request_id = ${request_id} for update`;
		const accept = { command_id: crypto.randomUUID(), request_id };
		const cut = call(port, '/rest/v1/rpc/accept_request', accept, token).then(
			() => 'answered',
			() => 'cut',
		);
		await until(async () => {
			const waiting = await sql`select from pg_stat_activity where wait_event_type = 'Lock'`;
			return waiting.length === 1;
		}, 'an accept behind the lock');

		const asked = performance.now();
		program.signal('SIGTERM');
		expect(await program.exited, program.output()).toEqual({ code: 0, signal: null });
		// 3 s is the promise on a machine at rest, 8 s what the statement would wait for the lock.
		expect(performance.now() - asked).toBeLessThan(8_000);
		expect(databasePid(folder.path)).toBeUndefined();
		expect(await cut).toBe('cut');
	} finally {
		await sql.end({ timeout: 0 });
	}
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

/** `npm run coordinator` as it is typed at the machine: beside a running server, on a resting one, in the wrong place. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '#server/backend/connect.ts';
import { databasePid, run, temporaryFolder } from './processes.ts';
import type { Program } from './processes.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: Program | undefined;
beforeEach(() => {
	folder = temporaryFolder();
});
afterEach(async () => {
	server?.signal('SIGKILL');
	await server?.exited;
	server = undefined;
	await folder.remove();
});

async function coordinator(args: string[], env: Record<string, string>) {
	const program = run('src/server/coordinator.ts', env, undefined, args);
	const { code } = await program.exited;
	return { code, said: program.output() };
}

async function startServer(): Promise<string> {
	server = run('tests/server/backend-process.ts', { DATA_DIR: folder.path });
	return (await server.printed('ready ')).trim();
}

async function isCoordinator(url: string, email: string): Promise<boolean> {
	const sql = connect(url, 1);
	const rows = await sql`
		select from public.roles r join auth.users u on u.id = r.profile_id where u.email = ${email} and r.role = 'coordinator'`;
	await sql.end();
	return rows.length === 1;
}

test('where no Rufkreis lies, it says so and makes nothing', async () => {
	const { code, said } = await coordinator(['erste@kreis.example'], { DATA_DIR: folder.path });
	expect([code, said]).toEqual([
		1,
		`In ${folder.path} liegt noch kein Rufkreis; bitte einmal starten (npm start) oder mit DATA_DIR=… den richtigen Ordner nennen.\n`,
	]);
	expect(databasePid(folder.path)).toBeUndefined();
});

test('beside a running server and on a resting one it appoints, and leaves both as they were', async () => {
	const url = await startServer();
	expect(await coordinator(['anna@coswig.example'], { DATA_DIR: folder.path })).toEqual({
		code: 0,
		said: 'anna@coswig.example gehört jetzt zur Koordination (Coswig).\n',
	});
	expect(await isCoordinator(url, 'anna@coswig.example')).toBe(true);
	expect(server?.output()).not.toContain('Fehler');
	server?.signal('SIGTERM');
	await server?.exited;
	expect(databasePid(folder.path)).toBeUndefined();

	expect(await coordinator(['ben@meissen.example'], { DATA_DIR: folder.path })).toEqual({
		code: 0,
		said: 'ben@meissen.example gehört jetzt zur Koordination (Meißen).\n',
	});
	expect(databasePid(folder.path)).toBeUndefined();
	const again = await startServer();
	expect(await isCoordinator(again, 'ben@meissen.example')).toBe(true);

	// Hosted mode: the connection is all it is given.
	expect(await coordinator(['clara@grossenhain.example'], { DATABASE_URL: again })).toEqual({
		code: 0,
		said: 'clara@grossenhain.example gehört jetzt zur Koordination (Großenhain).\n',
	});
	expect(await isCoordinator(again, 'clara@grossenhain.example')).toBe(true);
});

test('a project that does not answer is one sentence', async () => {
	const DATABASE_URL = 'postgres://postgres:geheim@127.0.0.1:1/postgres';
	expect(await coordinator(['erste@kreis.example'], { DATABASE_URL })).toEqual({
		code: 1,
		said: 'Die Datenbank aus DATABASE_URL antwortet nicht; bitte Adresse und Passwort prüfen.\n',
	});
});

/** Data folder and database through kills and second starts, with real processes: as root and as an ordinary user. */
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isAlive } from '#server/backend/process-identity.ts';
import { accounts, databasePid, run, temporaryFolder, until } from './processes.ts';
import type { Account, Program } from './processes.ts';

const backendProcess = 'tests/server/backend-process.ts';

async function asOwner<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1 });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

async function acknowledge(url: string, table: string): Promise<void> {
	await asOwner(url, async (sql) => {
		await sql`create table ${sql(table)} (id int)`;
		await sql`insert into ${sql(table)} values (1)`;
	});
}

function kept(url: string, table: string): Promise<unknown> {
	return asOwner(url, (sql) => sql`select id from ${sql(table)}`);
}

const clean = { code: 0, signal: null };

/** One data folder and whatever is started on it; each test leaves nothing running. */
function openLife(account?: Account) {
	const folder = temporaryFolder(account);
	let started: Program[] = [];

	function start(): Program {
		const program = run(backendProcess, { DATA_DIR: folder.path }, account);
		started.push(program);
		return program;
	}

	async function killAll(): Promise<void> {
		for (const program of started) program.signal('SIGKILL');
		await Promise.all(started.map(({ exited }) => exited));
		started = [];
	}

	return {
		start,
		killAll,
		async startReady() {
			const program = start();
			const url = (await program.printed('ready ')).trim();
			return { program, url, database: databasePid(folder.path) };
		},
		stop(program: Program) {
			program.signal('SIGTERM');
			return program.exited;
		},
		async remove() {
			await killAll();
			await folder.remove();
		},
		database: () => databasePid(folder.path),
		entries: () => readdirSync(folder.path),
		unfinished: () => readdirSync(folder.path).filter((name) => name.startsWith('postgres.new')),
	};
}

describe.each(accounts())('as %s', (_name, account) => {
	let life: ReturnType<typeof openLife>;

	beforeAll(() => {
		life = openLife(account);
	});
	afterEach(() => life.killAll());
	afterAll(() => life.remove());

	test('a database cut off while it was being made is made anew', async () => {
		const first = life.start();
		await until(() => life.unfinished().length > 0, 'a half-made database');
		first.signal('SIGKILL');
		await first.exited;
		expect(life.entries()).not.toContain('postgres');

		const second = await life.startReady();
		expect(second.program.output()).toContain('Datenbank wird angelegt');
		expect(life.unfinished()).toEqual([]);
		expect(await life.stop(second.program)).toEqual(clean);
		expect(life.database()).toBeUndefined();
		expect(life.entries()).not.toContain('lock.json');
	});

	test('a killed server leaves a database that the next start adopts, with everything acknowledged', async () => {
		const first = await life.startReady();
		await acknowledge(first.url, 'before_kill');
		first.program.signal('SIGKILL');
		await first.program.exited;
		expect(life.database()).toBe(first.database);

		const second = await life.startReady();
		expect(second.program.output()).toContain('wird übernommen');
		expect(second.database).toBe(first.database);
		expect(await kept(second.url, 'before_kill')).toEqual([{ id: 1 }]);
		expect(await life.stop(second.program)).toEqual(clean);
		expect(life.database()).toBeUndefined();
	});

	test('server and database killed at once lose nothing acknowledged', async () => {
		const first = await life.startReady();
		await acknowledge(first.url, 'before_crash');
		first.program.signal('SIGKILL');
		process.kill(first.database ?? NaN, 'SIGKILL');
		await first.program.exited;

		const second = await life.startReady();
		expect(second.program.output()).not.toContain('angelegt');
		expect(await kept(second.url, 'before_crash')).toEqual([{ id: 1 }]);
		expect(await life.stop(second.program)).toEqual(clean);
	});
});

describe('two at once and one cut short', () => {
	let life: ReturnType<typeof openLife>;

	beforeAll(() => {
		life = openLife();
	});
	afterEach(() => life.killAll());
	afterAll(() => life.remove());

	test('a second start on the same folder is one sentence, and the first does not notice', async () => {
		const first = await life.startReady();
		const second = life.start();
		expect(await second.exited).toEqual({ code: 1, signal: null });
		expect(second.output()).toMatch(
			new RegExp(`^Rufkreis läuft .*\\(Prozess ${first.program.pid}, .*\\.\\n$`),
		);
		await acknowledge(first.url, 'meanwhile');
		expect(await kept(first.url, 'meanwhile')).toEqual([{ id: 1 }]);
		expect(await life.stop(first.program)).toEqual(clean);
	});

	test('Ctrl-C while the database starts ends both, and the next start works', async () => {
		const first = life.start();
		await first.printed('Datenbank startet');
		first.signal('SIGINT');
		await first.exited;
		await until(() => life.database() === undefined, 'the end of the database');
		expect(await life.stop((await life.startReady()).program)).toEqual(clean);
	});
});

describe('a folder that cannot be used is one sentence that says which', () => {
	test.each(accounts())('as %s', async (name, account) => {
		const outer = temporaryFolder();
		onTestFinished(outer.remove);
		const closed = join(outer.path, 'home');
		const dataDir = join(closed, 'daten');
		mkdirSync(closed);
		chmodSync(outer.path, 0o755);
		// Root passes everywhere, its database account does not; for anybody else writing is forbidden.
		chmodSync(closed, name === 'root' ? 0o700 : 0o555);
		const program = run(backendProcess, { DATA_DIR: dataDir }, account);
		expect(await program.exited).toEqual({ code: 1, signal: null });
		expect(program.output()).toContain(
			name === 'root' ? `kommt nicht durch ${closed};` : `Auf ${dataDir} darf`,
		);
		expect(program.output()).toMatch(/^[^\n]*DATA_DIR=[^\n]*\.\n$/);
		chmodSync(closed, 0o700);
	});
});

test('a wrong variable is one sentence before anything is touched', async () => {
	const program = run(backendProcess, { PORT: 'abc' });
	expect(await program.exited).toEqual({ code: 1, signal: null });
	expect(program.output()).toBe('PORT muss eine Zahl von 1 bis 65535 sein.\n');
	expect(isAlive(program.pid)).toBe(false);
});

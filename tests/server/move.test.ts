/** From an embedded pilot to an empty hosted project: `npm run move` with real programs; a second embedded instance stands for the project. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { openFileStorage } from '#server/backend/file-storage.ts';
import { openKeys } from '#server/backend/keys.ts';
import { listSequences, listTables, readLines } from '#server/copies/tables.ts';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { buildWorld, idOf } from '#tests/database/world.ts';
import { run, temporaryFolder } from './processes.ts';
import { serveBackend } from './served-backend.ts';
import type { ServedBackend } from './served-backend.ts';

const pilot = { DEMO: '0', SMTP_URL: 'smtp://127.0.0.1:1' };
const photo = crypto.getRandomValues(new Uint8Array(40_000));
const path = `${idOf('open')}/${idOf('photo of open')}`;

let folder: ReturnType<typeof temporaryFolder>;
let project: ServedBackend;
let before: Map<string, string[]>;

/** Every row of ours as text, by table, and where sequences stand. */
async function contentsOf(sql: Sql): Promise<Map<string, string[]>> {
	const contents = new Map<string, string[]>();
	await sql.begin(async (transaction) => {
		for (const table of await listTables(transaction)) {
			if (table.schema !== 'public' && table.schema !== 'private') continue;
			const lines = await Array.fromAsync(readLines(transaction, table));
			const kept = lines.filter(([key]) => key !== 'sync_epoch').map((line) => JSON.stringify(line));
			contents.set(table.name, kept.sort());
		}
		const sequences = (await listSequences(transaction)).filter(({ schema }) => schema !== 'auth');
		contents.set(
			'sequences',
			sequences.map((sequence) => JSON.stringify(sequence)),
		);
	});
	return contents;
}

async function accountsOf(sql: Sql): Promise<unknown> {
	return sql`select id, email, email_confirmed_at from auth.users order by id`;
}

beforeAll(async () => {
	folder = temporaryFolder();
	const server = run('tests/server/backend-process.ts', { DATA_DIR: folder.path, ...pilot });
	const url = (await server.printed('ready ')).trim();
	const sql = postgres(url, { max: 2, onnotice: () => undefined });
	await buildWorld(sql);
	// Where reports may go is said by the environment at every start, and this one says nothing.
	await sql`update private.settings set value = '' where key = 'webhook_hosts'`;
	await sql`insert into storage.objects (bucket_id, name) values ('attachments', ${path}) on conflict do nothing`;
	await sql`delete from storage.objects where name <> ${path}`;
	const files = openFileStorage(join(folder.path, 'files'));
	await files.uploadObject('attachments', path, undefined, photo, 'image/png', 'no-cache');
	before = await contentsOf(sql);
	const accounts = await accountsOf(sql);
	await sql.end();
	server.signal('SIGTERM');
	expect((await server.exited).code).toBe(0);
	before.set('accounts', [JSON.stringify(accounts)]);
	project = await serveBackend();
});

afterAll(async () => {
	await project.close();
	await folder.remove();
});

interface Wish {
	target?: string;
	dataDir?: string;
	key?: string | undefined;
}

async function moveTo({ target = project.backend.databaseUrl, dataDir = folder.path, ...rest }: Wish = {}) {
	const key = 'key' in rest ? rest.key : inject('testServer').keys.secretKey;
	const program = run(
		'src/server/move.ts',
		{
			DATA_DIR: dataDir,
			PUBLIC_SUPABASE_URL: project.url,
			...(key === undefined ? {} : { SUPABASE_SECRET_KEY: key }),
		},
		undefined,
		[target],
	);
	const { code } = await program.exited;
	return { code, output: program.output() };
}

async function expectRefusal(sentence: RegExp, wish: Wish = {}): Promise<void> {
	const { code, output } = await moveTo(wish);
	expect(output.trim().split('\n').at(-1)).toMatch(sentence);
	expect(code).toBe(1);
	expect(existsSync(join(folder.path, 'moved.json'))).toBe(false);
}

async function otherTarget(template?: string): Promise<TestDatabase> {
	const database = await createTestDatabase(template);
	onTestFinished(() => database.drop());
	return database;
}

test('a target that is missing, not migrated or not empty is refused', async () => {
	await expectRefusal(/^Die Zieldatenbank antwortet nicht \(.+\)\.$/, {
		target: 'postgres://postgres:geheim@127.0.0.1:1/postgres',
	});
	await expectRefusal(/^Das Ziel muss mit postgres:\/\//, { target: 'https://projekt.supabase.co' });
	await expectRefusal(/^In der Datenbank fehlen \d+ Schritte/, {
		target: (await otherTarget('template0')).url,
	});
	const used = await otherTarget();
	await used.addAccount('jemand@riesa.example');
	await expectRefusal(/^Die Zieldatenbank ist nicht leer; ein Umzug geht nur in ein neues Projekt\.$/, {
		target: used.url,
	});
});

test('files without a key, or with a wrong one, stop the move before any row', async () => {
	await expectRefusal(/bitte PUBLIC_SUPABASE_URL und SUPABASE_SECRET_KEY setzen\.$/, { key: undefined });
	await expectRefusal(/^SUPABASE_SECRET_KEY gilt nicht für http:/, { key: 'sb_secret_wrong' });
	expect(await accountsOf(project.backend.sql)).toEqual([]);
});

test('a row the target does not take leaves nothing of the others there', async () => {
	const { sql } = project.backend;
	await sql`alter table public.articles add constraint none check (false) not valid`;
	await expectRefusal(/^Der Umzug ist gescheitert, in der Zieldatenbank steht nichts davon \(.+"none"\)\.$/);
	await sql`alter table public.articles drop constraint none`;
	expect(await accountsOf(sql)).toEqual([]);
	expect((await contentsOf(sql)).get('requests')).toEqual([]);
});

test('an installation that runs, and the demo, stay where they are', async () => {
	const server = run('tests/server/backend-process.ts', { DATA_DIR: folder.path, ...pilot });
	await server.printed('ready ');
	await expectRefusal(/^Rufkreis läuft auf diesem Datenordner schon \(Prozess \d+,/);
	server.signal('SIGTERM');
	await server.exited;
	const demo = temporaryFolder();
	onTestFinished(demo.remove);
	const other = run('tests/server/backend-process.ts', { DATA_DIR: demo.path });
	await other.printed('ready ');
	other.signal('SIGTERM');
	await other.exited;
	await expectRefusal(/^In diesem Datenordner liegt die Demo; .+ ziehen nicht um\.$/, { dataDir: demo.path });
});

test('accounts, requests, files, devices and numbers are the same afterwards; everybody pulls anew', async () => {
	const { sql } = project.backend;
	const [old] = await sql`select value from private.settings where key = 'sync_epoch'`;
	const { code, output } = await moveTo();
	expect(output).toMatch(/\nUmgezogen: \d+ Konten, \d+ Anfragen, \d+ Geräte, 1 Datei\.\n/);
	expect(code).toBe(0);

	const after = await contentsOf(sql);
	after.set('accounts', [JSON.stringify(await accountsOf(sql))]);
	expect([...after.keys()]).toEqual([...before.keys()]);
	// But for whose door stands before sign-in: here ours, there that of the project, whose tokens must say that a session came by a code.
	const door = '["sign_in_door","ours"]';
	expect(before.get('settings')).toContain(door);
	for (const [name, lines] of before) {
		// When regular work was last done goes on wherever a server runs.
		if (name === 'chores') continue;
		expect(after.get(name), name).toEqual(lines.filter((line) => line !== door));
	}
	const [epoch] = await sql`select value from private.settings where key = 'sync_epoch'`;
	expect(epoch?.value).not.toBe(old?.value);

	const olaf = project.personOf(idOf('olaf'));
	expect(await olaf.download(path)).toEqual(photo);
	const changes = await olaf.pull(undefined);
	expect(changes.rows.requests.map(({ request_id }) => request_id)).toContain(idOf('open'));
	// A request of today goes on where the numbers stood.
	const created = await olaf.command('create_request', {
		request_id: crypto.randomUUID(),
		cluster_id: idOf('network'),
		title: 'Nach dem Umzug',
		body: '',
		priority: 2,
		kind: 'question',
	});
	expect(created).toMatchObject({ outcome: 'created' });
});

test('accounts have what Supabase Auth expects: an identity, no null where it reads text, no password', async () => {
	const { sql } = project.backend;
	const wrong = await sql`
		select u.email from auth.users u left join auth.identities i on i.user_id = u.id and i.provider = 'email' and i.provider_id = u.id::text
		where i.id is null or i.identity_data ->> 'email' <> u.email or u.encrypted_password is not null or u.confirmation_token is distinct from ''
			or u.recovery_token is distinct from '' or u.email_change is distinct from '' or u.aud <> 'authenticated'
			or u.raw_app_meta_data ->> 'provider' <> 'email'`;
	expect(wrong).toEqual([]);
});

test('the next environment is a file for its owner alone; the console shows no secret; the old folder starts no more', async () => {
	const keys = openKeys(folder.path, true);
	const file = join(folder.path, 'hosted.env');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readFileSync(file, 'utf8')).toContain(
		`DATABASE_URL=${project.backend.databaseUrl}\nVAPID_PUBLIC_KEY=${keys.vapid.publicKey}\nVAPID_PRIVATE_KEY=${keys.vapid.privateKey}\n`,
	);
	const again = await moveTo();
	expect(again.code).toBe(1);
	expect(again.output).toMatch(/^.+ ist zu Supabase umgezogen und startet nicht mehr; .+moved\.json\.\n$/);
	const server = run('tests/server/backend-process.ts', { DATA_DIR: folder.path, ...pilot });
	expect((await server.exited).code).toBe(1);
	expect(server.output()).toMatch(/umgezogen und startet nicht mehr/);
	rmSync(join(folder.path, 'moved.json'));
});

/** What a data folder may look like at a start. Kills and accounts are proven with real processes in tests/server. */
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedEnv } from '#env';
import { openMailbox } from '#server/mail/mailbox.ts';
import { openEmbedded } from './embedded.ts';
import { StartError } from './start-error.ts';

let dataDir: string;
let steps: string[] = [];

function env(changes: Partial<EmbeddedEnv> = {}): EmbeddedEnv {
	return {
		mode: 'embedded',
		port: 3000,
		host: '127.0.0.1',
		origin: 'http://localhost:3000',
		dataDir,
		demo: true,
		smtpUrl: undefined,
		pushExtraHosts: [],
		webhookHosts: [],
		metricsToken: undefined,
		trustedProxies: [],
		apiOrigins: [],
		...changes,
	};
}

function open(changes?: Partial<EmbeddedEnv>) {
	steps = [];
	return openEmbedded(env(changes), (step) => steps.push(step), openMailbox());
}

async function expectRefusal(sentence: RegExp, changes?: Partial<EmbeddedEnv>): Promise<void> {
	const refused = open(changes);
	await expect(refused).rejects.toThrow(StartError);
	await expect(refused).rejects.toThrow(sentence);
	expect(readdirSync(dataDir)).not.toContain('lock.json');
}

beforeAll(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'embedded-'));
});

afterAll(() => {
	rmSync(dataDir, { recursive: true });
});

test('a folder with other things called postgres is left alone', async () => {
	mkdirSync(join(dataDir, 'postgres'));
	writeFileSync(join(dataDir, 'postgres', 'urlaub.txt'), 'wichtig');
	await expectRefusal(/enthält keine Datenbank, ist aber nicht leer/);
	expect(readFileSync(join(dataDir, 'postgres', 'urlaub.txt'), 'utf8')).toBe('wichtig');
	rmSync(join(dataDir, 'postgres'), { recursive: true });
});

test('the first start makes everything, past an attempt that was cut off', async () => {
	mkdirSync(join(dataDir, 'postgres.new-1', 'base'), { recursive: true });
	writeFileSync(join(dataDir, 'postgres.new-1', 'PG_VERSION'), '17\n');
	const backend = await open();
	expect(steps.map((step) => step.split(/ \(| …/)[0])).toEqual([
		'Datenbank wird angelegt',
		'Datenbank startet',
		'Datenbank auf den neuesten Stand gebracht',
	]);
	expect(readdirSync(dataDir).sort()).toEqual([
		'files',
		'keys.json',
		'lock.json',
		'postgres',
		'postgres.log',
	]);
	await backend.sql`create table public.kept (id int)`;
	expect(backend.vapid.subject).toBe('mailto:betrieb@rufkreis.example');
	await backend.stop();
	await backend.stop();
	expect(readdirSync(dataDir)).not.toContain('lock.json');
});

test('the next start keeps keys and data and makes nothing', async () => {
	const keys = readFileSync(join(dataDir, 'keys.json'), 'utf8');
	const backend = await open({ origin: 'https://ruf.example' });
	expect(steps).toEqual(['Datenbank startet …']);
	expect(await backend.sql`select count(*)::int as rows from public.kept`).toEqual([{ rows: 0 }]);
	expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe(keys);
	expect(backend.vapid.subject).toBe('https://ruf.example');
	await backend.stop();
});

test('a postmaster.pid whose number belongs to somebody else by now does not hold up the start', async () => {
	const stale = [process.pid, join(dataDir, 'postgres'), 1, 5432, '', '127.0.0.1', '  1 1', 'ready   '];
	writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${stale.join('\n')}\n`);
	const backend = await open();
	expect(steps).toEqual(['Datenbank startet …']);
	await backend.stop();
});

test('a database of another version is named', async () => {
	const version = join(dataDir, 'postgres', 'PG_VERSION');
	writeFileSync(version, '16\n');
	await expectRefusal(/wurde mit PostgreSQL 16 angelegt/);
	writeFileSync(version, '17\n');
});

test('a database that cannot start says why', async () => {
	const control = join(dataDir, 'postgres', 'global', 'pg_control');
	renameSync(control, `${control}.aside`);
	await expectRefusal(/^Die Datenbank startet nicht: .+ \(Protokoll: .+postgres\.log\)\.$/);
	renameSync(`${control}.aside`, control);
});

test('keys that are missing, broken or of another database stop the start; with the right ones it goes on', async () => {
	const path = join(dataDir, 'keys.json');
	const keys = readFileSync(path, 'utf8');
	rmSync(path);
	await expectRefusal(/keys\.json fehlt; bitte aus der Sicherung zurückholen\.$/);
	writeFileSync(path, keys.slice(0, 100));
	await expectRefusal(/keys\.json ist beschädigt/);
	writeFileSync(path, keys.replace(/"admin": ".{8}/, '"admin": "anderswo'));
	await expectRefusal(/keys\.json passt nicht zur Datenbank/);
	writeFileSync(path, keys);
	await (await open()).stop();
});

/** Backups that cannot be made and files that are none: one sentence each, and nothing is touched. */
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { StartError } from '#server/backend/start-error.ts';
import { readArchive, writeArchive } from '#server/copies/archive.ts';
import type { Source } from '#server/copies/archive.ts';
import { putBack } from '#server/copies/put-back.ts';
import { accounts, databasePid, run, temporaryFolder, until } from './processes.ts';
import type { Account } from './processes.ts';

let folder: ReturnType<typeof temporaryFolder>;
let shelf: string;
let dataDir: string;
let good: string;

beforeAll(async () => {
	folder = temporaryFolder();
	chmodSync(folder.path, 0o755);
	shelf = join(folder.path, 'regal');
	dataDir = join(folder.path, 'daten');
	good = join(shelf, 'gut.tar.gz');
	mkdirSync(shelf);
	const program = run('tests/server/backend-process.ts', { DATA_DIR: dataDir });
	await program.printed('ready ');
	program.signal('SIGTERM');
	await program.exited;
});

afterAll(() => folder.remove());

async function end(
	file: 'backup' | 'restore',
	args: string[],
	{ on = dataDir, account }: { on?: string; account?: Account | undefined } = {},
) {
	const program = run(`src/server/${file}.ts`, { DATA_DIR: on }, account, args);
	const { code } = await program.exited;
	return { code, output: program.output() };
}

async function refusal(...given: Parameters<typeof end>): Promise<string> {
	const { code, output } = await end(...given);
	expect(code, output).toBe(1);
	expect(output).toMatch(/^[^\n]+[.!]?\n$/);
	return output.trim();
}

/** An ordinary account; root reads and writes everything. */
function ordinary(): Account | undefined {
	return accounts().at(-1)?.[1];
}

test('a server that stands still is backed up as well, and stands still afterwards', async () => {
	const { code, output } = await end('backup', [good]);
	expect(output).toMatch(/Gesichert in .+ 9 Konten, 5 Anfragen, 0 Dateien\)\.\n$/);
	expect(code).toBe(0);
	await until(() => databasePid(dataDir) === undefined, 'the end of the database');
	expect(readdirSync(dataDir).sort()).toEqual(['files', 'keys.json', 'postgres', 'postgres.log']);
});

test('into a folder it gets a name with its date', async () => {
	const dated = join(folder.path, 'datiert');
	mkdirSync(dated);
	expect((await end('backup', [dated])).code).toBe(0);
	expect(readdirSync(dated)).toEqual([
		expect.stringMatching(/^rufkreis-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.tar\.gz$/),
	]);
});

test('a backup that cannot be made says why and leaves nothing behind', async () => {
	const before = readFileSync(good);
	expect(await refusal('backup', [good])).toMatch(
		/gut\.tar\.gz gibt es schon; eine Sicherung überschreibt nichts/,
	);
	expect(readFileSync(good)).toEqual(before);
	expect(await refusal('backup', [join(shelf, 'fehlt', 'a.tar.gz')])).toMatch(
		/^Den Ordner .+fehlt gibt es nicht;/,
	);
	expect(await refusal('backup', [shelf], { on: join(folder.path, 'leer') })).toMatch(
		/^In .+leer liegt keine Installation; bitte DATA_DIR=/,
	);
	expect(readdirSync(shelf)).toEqual(['gut.tar.gz']);
	expect(existsSync(join(folder.path, 'leer'))).toBe(false);
});

/** Writes the good archive anew, with some entries changed; the checksums are right. */
async function rewrite(
	file: string,
	change: (name: string, content: string) => { name?: string; content?: string },
): Promise<string> {
	const path = join(shelf, file);
	const sources: Source[] = [];
	await readArchive(good, async (entry) => {
		const given = Buffer.concat(await Array.fromAsync(entry.body)).toString();
		const { name = entry.name, content = given } = change(entry.name, given);
		const bytes = Buffer.from(content);
		sources.push({ name, size: bytes.length, open: () => Readable.from([bytes]) });
	});
	await writeArchive(path, sources, new Date());
	return path;
}

function inAbout(from: string, to: string) {
	return (name: string, content: string) =>
		name === 'about.json' ? { content: content.replace(from, to) } : {};
}

/**
 * The good archive with one bit turned. Uncompressed: what is compressed differs from run to run, and a bit of it that turns may stand for
 * the very same bytes.
 */
function turnBit(file: string, place: (bytes: Buffer) => number): string {
	const path = join(shelf, file);
	const bytes = gzipSync(gunzipSync(readFileSync(good)), { level: 0 });
	const at = place(bytes);
	expect(at).toBeGreaterThan(0);
	bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
	writeFileSync(path, bytes);
	return path;
}

const damages: [string, () => string | Promise<string>, RegExp][] = [
	['that does not exist', () => join(shelf, 'nichts.tar.gz'), /nichts\.tar\.gz gibt es nicht;/],
	['that is a folder', () => shelf, /ist ein Ordner;/],
	[
		'cut off',
		() => {
			const path = join(shelf, 'halb.tar.gz');
			copyFileSync(good, path);
			truncateSync(path, 3_000);
			return path;
		},
		/halb\.tar\.gz ist abgeschnitten;/,
	],
	[
		'with one bit turned in a row',
		() => turnBit('bit.tar.gz', (bytes) => bytes.indexOf('anna@coswig.example')),
		/bit\.tar\.gz ist beschädigt, die Prüfsummen stimmen nicht;/,
	],
	[
		'with one bit turned where every entry says that it is one',
		() => turnBit('kopf.tar.gz', (bytes) => bytes.lastIndexOf('ustar')),
		/kopf\.tar\.gz ist beschädigt, die Prüfsummen stimmen nicht;/,
	],
	[
		'with one bit turned in its format',
		() => turnBit('stand.tar.gz', (bytes) => bytes.indexOf('"format": 1') + '"format": '.length),
		/stand\.tar\.gz ist beschädigt, die Prüfsummen stimmen nicht;/,
	],
	[
		'with one bit turned in what it knows',
		() => turnBit('wissen.tar.gz', (bytes) => bytes.indexOf('"migrations": [') + 20),
		/wissen\.tar\.gz ist beschädigt, die Prüfsummen stimmen nicht;/,
	],
	[
		'with one bit turned where it says whose it is',
		() => turnBit('wessen.tar.gz', (bytes) => bytes.indexOf('"program": "rufkreis"') + 12),
		/wessen\.tar\.gz ist beschädigt, die Prüfsummen stimmen nicht;/,
	],
	[
		'packed anew by hand, with another row in it',
		() => {
			const path = join(shelf, 'hand.tar.gz');
			const tar = gunzipSync(readFileSync(good));
			tar.write('olga', tar.indexOf('anna@coswig.example'));
			writeFileSync(path, gzipSync(tar));
			return path;
		},
		/hand\.tar\.gz ist beschädigt/,
	],
	[
		'of something else',
		() => {
			const path = join(shelf, 'urlaub.jpg');
			writeFileSync(path, 'kein Archiv, sondern ein Bild');
			return path;
		},
		/urlaub\.jpg ist keine Sicherung von Rufkreis\.$/,
	],
	[
		'of another program',
		() => {
			const path = join(shelf, 'fremd.tar.gz');
			writeFileSync(path, gzipSync(Buffer.alloc(10_240, 'x')));
			return path;
		},
		/fremd\.tar\.gz ist keine Sicherung von Rufkreis\.$/,
	],
	[
		'with a name that leads elsewhere',
		() => rewrite('weg.tar.gz', (name) => (name === 'keys.json' ? { name: '../keys.json' } : {})),
		/weg\.tar\.gz ist keine Sicherung von Rufkreis\.$/,
	],
	[
		'in a later format',
		() => rewrite('format.tar.gz', inAbout('"format": 1', '"format": 2')),
		/format\.tar\.gz stammt von einem neueren Rufkreis;/,
	],
	[
		'in a later format, with entries of another name',
		() =>
			rewrite('namen.tar.gz', (name, content) =>
				name === 'about.json'
					? inAbout('"format": 1', '"format": 2')(name, content)
					: { name: `neu/${name}` },
			),
		/namen\.tar\.gz stammt von einem neueren Rufkreis;/,
	],
	[
		'of a later version',
		() => rewrite('neu.tar.gz', inAbout('"migrations": [', '"migrations": ["29990101000000", ')),
		/neu\.tar\.gz stammt von einem neueren Rufkreis;/,
	],
];

test.each(damages)('a backup %s is refused before anything is touched', async (_what, make, sentence) => {
	const empty = join(folder.path, 'ziel');
	const refused = putBack({ path: await make(), dataDir: empty, report: () => undefined });
	await expect(refused).rejects.toThrow(StartError);
	await expect(refused).rejects.toThrow(sentence);
	expect(existsSync(empty)).toBe(false);
});

test('without a name it says how to call it', async () => {
	expect(await refusal('restore', [])).toMatch(/^Bitte die Datei der Sicherung nennen: npm run restore -- /);
});

test('a folder that is in use, or holds anything, is left alone; a full disk leaves no half archive', async () => {
	expect(await refusal('restore', [good])).toMatch(
		/^.+daten ist nicht leer; wiederhergestellt wird nur in einen leeren Ordner/,
	);
	const program = run('tests/server/backend-process.ts', { DATA_DIR: dataDir });
	onTestFinished(async () => {
		program.signal('SIGTERM');
		await program.exited;
	});
	await program.printed('ready ');
	expect(await refusal('restore', [good])).toMatch(
		new RegExp(`^Rufkreis läuft auf .+daten \\(Prozess ${program.pid}\\); `),
	);

	// The same server, and a disk that is full: a limit on the size of files meets a write just so.
	const small = run('tests/server/small-disk-process.ts', { DATA_DIR: dataDir }, undefined, [
		join(shelf, 'voll.tar.gz'),
	]);
	expect((await small.exited).code).toBe(1);
	expect(small.output()).toMatch(/^Der Datenträger von .+ ist voll; bitte Platz schaffen.+\.\n$/);
	expect(readdirSync(shelf).filter((name) => name.includes('voll'))).toEqual([]);
	expect(readdirSync(dataDir).filter((name) => name.startsWith('backup'))).toEqual([]);
});

test('what an account may not read or write is one sentence', async () => {
	const account = ordinary();
	const closed = join(folder.path, 'zu.tar.gz');
	copyFileSync(good, closed);
	chmodSync(closed, 0o000);
	expect(await refusal('restore', [closed], { on: join(folder.path, 'ziel'), account })).toMatch(
		/zu\.tar\.gz darf dieses Benutzerkonto nicht lesen; bitte die Rechte ändern\.$/,
	);

	const own = temporaryFolder(account);
	onTestFinished(own.remove);
	const server = run('tests/server/backend-process.ts', { DATA_DIR: own.path }, account);
	await server.printed('ready ');
	const foreign = join(folder.path, 'fremd');
	mkdirSync(foreign, { mode: 0o555 });
	expect(await refusal('backup', [foreign], { on: own.path, account })).toMatch(
		/^In .+fremd darf dieses Benutzerkonto nicht schreiben; bitte die Rechte ändern oder einen anderen Ordner nennen\.$/,
	);
	server.signal('SIGTERM');
	await server.exited;
});

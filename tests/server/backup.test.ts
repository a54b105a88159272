/** A backup made while the server runs, a machine that burns, a restore: with the real programs. */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isAlive } from '#server/backend/process-identity.ts';
import { readArchive } from '#server/copies/archive.ts';
import type { LocalDatabase } from '#local/database.ts';
import { pushPayload } from '#contracts/push-payload.ts';
import { fakeDevice } from '#tests/fakes/device.ts';
import { startPushService } from '#tests/fakes/push-service.ts';
import type { PushService } from '#tests/fakes/push-service.ts';
import {
	ask,
	configurationOf,
	demo,
	heldRows,
	makePuller,
	openInstallation,
	registerPhone,
	signIn,
} from './installation.ts';
import { databasePid, run, temporaryFolder, until } from './processes.ts';

let push: PushService;
let installation: Awaited<ReturnType<typeof openInstallation>>;
let shelf: ReturnType<typeof temporaryFolder>;
let archive: string;

beforeAll(async () => {
	push = await startPushService();
	installation = await openInstallation(push);
	shelf = temporaryFolder();
	archive = join(shelf.path, 'sicherung.tar.gz');
	await installation.start();
});

afterAll(async () => {
	await installation.remove();
	await push.close();
	await shelf.remove();
});

async function runToEnd(file: string, argument: string, dataDir = installation.folder.path) {
	const program = run(file, { DATA_DIR: dataDir }, undefined, [argument]);
	const { code } = await program.exited;
	return { code, output: program.output() };
}

function backup(to: string) {
	return runToEnd('src/server/backup.ts', to);
}

/** Every entry of an archive as text; the stored files as they are, the rows without an order. */
async function contentsOf(path: string): Promise<Map<string, string>> {
	const contents = new Map<string, string>();
	await readArchive(path, async ({ name, body }) => {
		const text = Buffer.concat(await Array.fromAsync(body)).toString('latin1');
		contents.set(name, name.startsWith('database/') ? text.split('\n').sort().join('\n') : text);
	});
	return contents;
}

/** A disk that is gone: the server, its database and every file. */
async function burn(): Promise<void> {
	const database = databasePid(installation.folder.path);
	await installation.kill();
	if (database === undefined) throw new Error('no database to kill');
	process.kill(database, 'SIGKILL');
	await until(() => !isAlive(database), 'the end of the database');
	rmSync(installation.folder.path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
	mkdirSync(installation.folder.path, { mode: 0o755 });
}

async function titlesOn(database: LocalDatabase): Promise<string[]> {
	return (await heldRows(database, 'requests')).map(({ title }) => title);
}

test('everything comes back, devices catch up by themselves, sessions and pushes live on', async () => {
	const { vapidPublicKey } = await configurationOf(installation.origin);
	const sabine = await signIn(installation.origin, demo.requester);
	const anna = await signIn(installation.origin, demo.specialist);
	const phone = await registerPhone(anna, push, vapidPublicKey);
	const kept = await ask(sabine, 'Vor der Sicherung');
	await push.waitFor(phone.channel);
	const photo = crypto.getRandomValues(new Uint8Array(60_000));
	const path = await sabine.attach(kept, photo);

	const made = await backup(archive);
	expect(made.output).toMatch(
		/^Gesichert in \d+,\d s: .+sicherung\.tar\.gz \(\d+,\d KB, Stand .+; 9 Konten, 6 Anfragen, 1 Datei\)\.\n$/,
	);
	expect(made.code).toBe(0);
	expect(statSync(archive).mode & 0o777).toBe(0o600);

	// What happens after the backup is lost with the machine, on the devices too.
	const device = fakeDevice();
	const database = await device.open();
	const puller = makePuller(database, anna);
	await ask(sabine, 'Nach der Sicherung');
	expect(await puller.pullNow()).toBe('pulled');
	expect(await titlesOn(database)).toContain('Nach der Sicherung');

	await burn();
	const restored = await runToEnd('src/server/restore.ts', archive);
	expect(restored.output).toMatch(
		/Wiederhergestellt in .+: 9 Konten, 6 Anfragen, 1 Datei\. Jetzt „npm start“/,
	);
	expect(restored.code).toBe(0);

	const again = join(shelf.path, 'wieder.tar.gz');
	expect((await backup(again)).code).toBe(0);
	const [before, after] = [await contentsOf(archive), await contentsOf(again)];
	const differing = [...before.keys()].filter((name) => before.get(name) !== after.get(name));
	expect([...after.keys()]).toEqual([...before.keys()]);
	expect(differing).toEqual(['about.json', 'database/private.settings.jsonl']);
	const [settings, restoredSettings] = [before, after].map((contents) =>
		contents.get('database/private.settings.jsonl')?.split('\n'),
	);
	expect(settings?.filter((line) => !restoredSettings?.includes(line))).toEqual([
		expect.stringMatching(/^\["sync_epoch"/),
	]);
	expect(aboutOf(after)).toEqual({ ...aboutOf(before), madeAt: expect.any(String) as string });

	await installation.start();
	// The old session, the old cursor, the old subscription.
	expect((await anna.client.auth.refreshSession()).error).toBeNull();
	expect(await puller.pullNow()).toBe('pulled');
	const titles = await titlesOn(database);
	expect(titles).toContain('Vor der Sicherung');
	expect(titles).not.toContain('Nach der Sicherung');
	expect(await sabine.download(path)).toEqual(photo);
	push.forget();
	const fresh = await ask(sabine, 'Nach der Wiederherstellung');
	// An alert that was on its way during the backup may come once more; this one must come.
	await vi.waitFor(() => {
		const messages = push
			.received(phone.channel)
			.map(({ body }) => pushPayload.parse(JSON.parse(phone.receiver.decrypt(body).toString())));
		expect(messages).toContainEqual(expect.objectContaining({ kind: 'alert', request_id: fresh }));
	}, 30_000);
	device.end();
});

function aboutOf(contents: Map<string, string>): Record<string, unknown> {
	return JSON.parse(contents.get('about.json') ?? '') as Record<string, unknown>; // compared as a whole
}

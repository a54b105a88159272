/** A restore that dies on the way: no server takes its half for an installation, and the next restore makes it whole. */
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run, temporaryFolder } from './processes.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
	folder = temporaryFolder();
	chmodSync(folder.path, 0o755);
});

afterAll(() => folder.remove());

async function stop(server: ReturnType<typeof run>): Promise<void> {
	server.signal('SIGTERM');
	expect((await server.exited).code).toBe(0);
}

test('a restore that was killed keeps a server from starting, and the next one begins anew', async () => {
	const dataDir = join(folder.path, 'daten');
	const first = run('tests/server/backend-process.ts', { DATA_DIR: dataDir });
	await first.printed('ready ');
	const good = join(folder.path, 'gut.tar.gz');
	const backup = run('src/server/backup.ts', { DATA_DIR: dataDir }, undefined, [good]);
	expect((await backup.exited).code).toBe(0);
	await stop(first);

	const target = join(folder.path, 'abgebrochen');
	const killed = run('src/server/restore.ts', { DATA_DIR: target }, undefined, [good]);
	await killed.printed('Datenbank startet');
	killed.signal('SIGKILL');
	await killed.exited;
	expect(readdirSync(target)).toContain('restore.new');

	const server = run('tests/server/backend-process.ts', { DATA_DIR: target });
	expect((await server.exited).code).toBe(1);
	expect(server.output()).toMatch(
		/^In .+abgebrochen ist eine Wiederherstellung nicht zu Ende gekommen; .+\.\n$/,
	);

	const second = run('src/server/restore.ts', { DATA_DIR: target }, undefined, [good]);
	expect((await second.exited).code, second.output()).toBe(0);
	expect(readdirSync(target).sort()).toEqual(['keys.json', 'postgres', 'postgres.log']);
	const again = run('tests/server/backend-process.ts', { DATA_DIR: target });
	await again.printed('ready ');
	await stop(again);
});

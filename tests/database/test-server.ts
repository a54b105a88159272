/** The PostgreSQL of a test run: started once, its databases cloned from one migrated template. */
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterFolder } from '#server/backend/cluster.ts';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { makeKeys } from '#server/backend/keys.ts';
import type { Keys } from '#server/backend/keys.ts';
import { applyMigrations } from '#server/backend/migrate.ts';
import { makeDataDir, startPostgres } from '#server/backend/postgres.ts';
import { findPostmaster } from '#server/backend/postmaster.ts';
import { isAlive } from '#server/backend/process-identity.ts';
import { ownerRole, prepareRoles } from '#server/backend/roles.ts';
import { prepareSchemas } from '#server/backend/schemas.ts';

export interface TestServer {
	port: number;
	keys: Keys;
	/** Gone after the run; tests may put files here. */
	folder: string;
}

export interface RunningTestServer {
	server: TestServer;
	stop: () => Promise<void>;
}

export const templateName = 'rufkreis_template';
const folderPrefix = 'rufkreis-test-';

/** A run that was killed leaves its database running and its folder behind. */
function removeDeadRuns(): void {
	for (const name of readdirSync(tmpdir())) {
		const pid = Number(name.startsWith(folderPrefix) ? name.slice(folderPrefix.length).split('-')[0] : NaN);
		if (!(pid > 0) || isAlive(pid)) continue;
		const folder = join(tmpdir(), name);
		try {
			const orphan = findPostmaster(clusterFolder(folder));
			if (orphan) process.kill(orphan.pid, 'SIGQUIT');
			rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
		} catch {
			// Somebody else's leftovers; they are not in the way.
		}
	}
}

async function makeTemplate({ port, keys }: TestServer): Promise<void> {
	const admin = connect(databaseUrl(port, keys, 'admin'), 1);
	await prepareRoles(admin, keys.passwords);
	await admin.unsafe(`create database ${templateName} owner ${ownerRole}`);
	await admin.end();
	const template = connect(databaseUrl(port, keys, 'admin', templateName), 1);
	await prepareSchemas(template);
	await template.end();
	await applyMigrations(databaseUrl(port, keys, 'owner', templateName));
}

/** Starts PostgreSQL in a temporary folder, without waiting for the disk, and makes the template. */
export async function startTestServer(): Promise<RunningTestServer> {
	removeDeadRuns();
	const folder = join(tmpdir(), `${folderPrefix}${process.pid}-${randomUUID().slice(0, 8)}`);
	makeDataDir(folder);
	const keys = makeKeys();
	const postgres = await startPostgres({
		dataDir: folder,
		adminPassword: keys.passwords.admin,
		durable: false,
		report: () => undefined,
	});
	const server = { port: postgres.port, keys, folder };

	async function stop(): Promise<void> {
		await postgres.stop();
		rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	}

	try {
		await makeTemplate(server);
	} catch (error) {
		await stop();
		throw error;
	}
	return { server, stop };
}

/** A PostgreSQL of one's own with all migrations, gone afterwards. It waits for its disk, as a real one does. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { makeKeys } from '#server/backend/keys.ts';
import { applyMigrations } from '#server/backend/migrate.ts';
import { makeDataDir, startPostgres } from '#server/backend/postgres.ts';
import { prepareRoles } from '#server/backend/roles.ts';
import { prepareSchemas } from '#server/backend/schemas.ts';

export interface BenchDatabase {
	/** Signs in the owner of the schema. */
	url: string;
	/** Signs in a superuser. */
	adminUrl: string;
	/** Stops it and removes its files. */
	close: () => Promise<void>;
}

export async function openBenchDatabase(): Promise<BenchDatabase> {
	const dataDir = join(tmpdir(), `rufkreis-bench-${randomUUID()}`);
	makeDataDir(dataDir);
	const keys = makeKeys();
	const server = await startPostgres({
		dataDir,
		adminPassword: keys.passwords.admin,
		durable: true,
		report: () => undefined,
	});
	async function close(): Promise<void> {
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	}
	try {
		const adminUrl = databaseUrl(server.port, keys, 'admin');
		const admin = connect(adminUrl, 1);
		await prepareRoles(admin, keys.passwords);
		await admin.unsafe('alter database postgres owner to postgres');
		await prepareSchemas(admin);
		await admin.end();
		const url = databaseUrl(server.port, keys, 'owner');
		await applyMigrations(url);
		return { url, adminUrl, close };
	} catch (error) {
		await close();
		throw error;
	}
}

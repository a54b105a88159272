/** Embedded mode: data folder, keys, PostgreSQL, schema, API, in this order; on failure everything is put back. */
import { join } from 'node:path';
import postgres from 'postgres';
import type { EmbeddedEnv } from '#env';
import type { Mailer } from '#server/mail/mailer.ts';
import type { Backend } from './backend.ts';
import { clusterExists } from './cluster.ts';
import { connect, databaseUrl } from './connect.ts';
import { openKeys } from './keys.ts';
import type { Keys } from './keys.ts';
import { lockFolder } from './lock.ts';
import { makeDataDir, startPostgres } from './postgres.ts';
import { refuseMoved } from './moved.ts';
import { refuseHalfRestored } from './restored.ts';
import { ownerRole, prepareRoles } from './roles.ts';
import { closeToOthers } from './secrets.ts';
import { StartError } from './start-error.ts';

/** What needs the API library, which takes as long to load as PostgreSQL to start: the two go on side by side. */
async function loadApiParts() {
	const [{ prepareSchemas }, { applyMigrations }, { mountApi }] = await Promise.all([
		import('./schemas.ts'),
		import('./migrate.ts'),
		import('./api.ts'),
	]);
	return { prepareSchemas, applyMigrations, mountApi };
}

type ApiParts = Awaited<ReturnType<typeof loadApiParts>>;

/** Makes roles and schemas as hosted Supabase has them before the first migration. Safe to repeat. */
export async function prepareDatabase(
	port: number,
	keys: Keys,
	prepareSchemas: ApiParts['prepareSchemas'],
): Promise<void> {
	const admin = connect(databaseUrl(port, keys, 'admin'), 1);
	try {
		await prepareRoles(admin, keys.passwords);
		await admin.unsafe(`alter database postgres owner to ${ownerRole}`);
		await prepareSchemas(admin);
	} catch (error) {
		if (error instanceof postgres.PostgresError && error.code === '28P01') {
			throw new StartError(
				'keys.json passt nicht zur Datenbank im selben Ordner; bitte beide aus derselben Sicherung nehmen.',
				{
					cause: error,
				},
			);
		}
		throw error;
	} finally {
		await admin.end({ timeout: 1 });
	}
}

/** A push service may want to write to somebody (RFC 8292): our own address when it is public, else a neutral one. */
function vapidSubject(origin: string): string {
	return origin.startsWith('https://') ? origin : 'mailto:betrieb@rufkreis.example';
}

/** Opens the embedded backend of a data folder. See `openBackend`. */
export async function openEmbedded(
	env: EmbeddedEnv,
	report: (step: string) => void,
	mailer: Mailer,
): Promise<Backend> {
	const { dataDir, demo, origin } = env;
	const undo: (() => void | Promise<void>)[] = [];

	async function close(): Promise<void> {
		for (let step = undo.pop(); step; step = undo.pop()) await step();
	}

	try {
		refuseHalfRestored(dataDir);
		refuseMoved(dataDir);
		makeDataDir(dataDir);
		const lock = lockFolder(dataDir);
		undo.push(() => lock.release());
		closeToOthers(dataDir);
		const keys = openKeys(dataDir, clusterExists(dataDir));
		const [server, { prepareSchemas, applyMigrations, mountApi }] = await Promise.all([
			startPostgres({ dataDir, adminPassword: keys.passwords.admin, durable: true, report }),
			loadApiParts(),
		]);
		undo.push(() => server.stop());
		await prepareDatabase(server.port, keys, prepareSchemas);
		const applied = await applyMigrations(databaseUrl(server.port, keys, 'owner'));
		if (applied.length > 0) report(`Datenbank auf den neuesten Stand gebracht (${applied.length} Schritte).`);
		const sql = connect(databaseUrl(server.port, keys, 'owner'));
		undo.push(() => sql.end({ timeout: 0 }));
		const signInSql = connect(databaseUrl(server.port, keys, 'owner'), 3);
		undo.push(() => signInSql.end({ timeout: 0 }));
		const api = await mountApi({
			databaseUrl: databaseUrl(server.port, keys, 'api'),
			keys,
			filesDir: join(dataDir, 'files'),
			origin,
			demo,
			mailer,
			signInSql,
		});
		undo.push(() => api.stop());
		let stopping: Promise<void> | undefined;
		return {
			mode: 'embedded',
			sql,
			databaseUrl: databaseUrl(server.port, keys, 'owner'),
			supabaseUrl: origin,
			publishableKey: keys.publishableKey,
			vapid: { subject: vapidSubject(origin), ...keys.vapid },
			fetch: api.fetch,
			stop: () => (stopping ??= close()),
		};
	} catch (error) {
		await close();
		throw error;
	}
}

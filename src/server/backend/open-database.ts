/**
 * The database for a tool at the machine, whether the server runs or not: a running one's PostgreSQL is used beside it, a resting one
 * is started, brought up to date and stopped again.
 */
import postgres from 'postgres';
import type { Sql } from 'postgres';
import type { DatabasePlace, EmbeddedEnv } from '#env';
import { noMailer } from '#server/mail/open-mailer.ts';
import { clusterExists, clusterFolder } from './cluster.ts';
import { connect, databaseUrl } from './connect.ts';
import { openEmbedded } from './embedded.ts';
import { openKeys } from './keys.ts';
import { FolderInUse } from './lock.ts';
import { findPostmaster } from './postmaster.ts';
import { StartError } from './start-error.ts';

export interface OpenDatabase {
	/** As the role that owns the schema. */
	sql: Sql;
	/** Leaves it as it was found: running or resting. */
	close: () => Promise<void>;
}

async function openProject(url: string): Promise<OpenDatabase> {
	const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
	try {
		await sql`select 1`;
	} catch (error) {
		await sql.end({ timeout: 0 });
		throw new StartError(
			'Die Datenbank aus DATABASE_URL antwortet nicht; bitte Adresse und Passwort prüfen.',
			{
				cause: error,
			},
		);
	}
	return { sql, close: () => sql.end({ timeout: 1 }) };
}

/** Beside the server that holds the folder. */
function openRunning({ dataDir }: EmbeddedEnv): OpenDatabase {
	const server = findPostmaster(clusterFolder(dataDir));
	if (server?.state !== 'ready') {
		throw new StartError('Rufkreis startet oder beendet sich gerade; bitte gleich noch einmal versuchen.');
	}
	const sql = connect(databaseUrl(server.port, openKeys(dataDir, true), 'owner'), 1);
	return { sql, close: () => sql.end({ timeout: 1 }) };
}

async function openFolder(env: EmbeddedEnv): Promise<OpenDatabase> {
	// A tool makes no installation: whether it is a demo or not is said at the first start, for good.
	if (!clusterExists(env.dataDir)) {
		throw new StartError(
			`In ${env.dataDir} liegt noch kein Rufkreis; bitte einmal starten (npm start) oder mit DATA_DIR=… den richtigen Ordner nennen.`,
		);
	}
	try {
		const backend = await openEmbedded(env, () => undefined, noMailer);
		return { sql: backend.sql, close: () => backend.stop() };
	} catch (error) {
		if (error instanceof FolderInUse) return openRunning(env);
		throw error;
	}
}

/** Opens the database of this installation. What a person can mend is a StartError. */
export function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
	return place.in === 'project' ? openProject(place.databaseUrl) : openFolder(place.env);
}

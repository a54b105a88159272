/** Hosted mode: a Supabase project elsewhere; migrations go in with `supabase db push`, never from here. */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { HostedEnv } from '#env';
import type { Backend } from './backend.ts';
import { StartError } from './start-error.ts';

const roundTripMs = 5_000;

/** A transaction pooler accepts LISTEN and then delivers nothing: only a round trip tells. */
async function requireNotify(sql: postgres.Sql): Promise<void> {
	const channel = `rufkreis_start_${randomUUID().replaceAll('-', '')}`;
	const heard = Promise.withResolvers<boolean>();
	const timer = setTimeout(() => heard.resolve(false), roundTripMs);
	try {
		const listening = await sql.listen(channel, () => heard.resolve(true));
		await sql.notify(channel, '');
		if (!(await heard.promise)) {
			throw new StartError(
				'Über DATABASE_URL kommen keine Benachrichtigungen an; nötig ist die direkte Verbindung oder der Session-Modus (Port 5432), nicht der Transaction-Pooler.',
			);
		}
		await listening.unlisten();
	} finally {
		clearTimeout(timer);
	}
}

/** Connects to the database of a Supabase project. StartError when it cannot be reached or cannot notify. */
export async function openHosted(env: HostedEnv): Promise<Backend> {
	const { databaseUrl, supabaseUrl, publishableKey, vapid } = env;
	const sql = postgres(databaseUrl, {
		max: 10,
		connect_timeout: 10,
		onnotice: () => undefined,
		connection: { application_name: 'rufkreis' },
	});
	try {
		await requireNotify(sql);
	} catch (error) {
		await sql.end({ timeout: 0 });
		if (error instanceof StartError) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		throw new StartError(`Die Datenbank aus DATABASE_URL antwortet nicht: ${reason}`, { cause: error });
	}
	return {
		mode: 'hosted',
		sql,
		databaseUrl,
		supabaseUrl,
		publishableKey,
		vapid,
		fetch: () => undefined,
		stop: () => sql.end({ timeout: 0 }),
	};
}

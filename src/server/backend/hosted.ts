/** Hosted mode: a Supabase project elsewhere; migrations go in with `supabase db push`, never from here. */
import postgres from 'postgres';
import type { HostedEnv } from '#env';
import type { Backend } from './backend.ts';
import {
	requireClock,
	requireMigrations,
	requireNotify,
	requireOwner,
	requireSignIn,
	requireVapidPair,
} from './hosted-checks.ts';
import { StartError } from './start-error.ts';

/** Connects to a Supabase project. StartError when something is missing there, wrong, or does not fit the rest. */
export async function openHosted(env: HostedEnv): Promise<Backend> {
	const { databaseUrl, supabaseUrl, publishableKey, vapid } = env;
	requireVapidPair(vapid);
	const sql = postgres(databaseUrl, {
		max: 10,
		connect_timeout: 10,
		onnotice: () => undefined,
		connection: { application_name: 'rufkreis' },
	});
	try {
		await requireNotify(sql);
		await requireMigrations(sql);
		await requireOwner(sql);
		await requireClock(sql);
		await requireSignIn(env);
	} catch (error) {
		await sql.end({ timeout: 0 });
		if (error instanceof StartError) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		throw new StartError(`Die Datenbank aus DATABASE_URL antwortet nicht (${reason}).`, { cause: error });
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

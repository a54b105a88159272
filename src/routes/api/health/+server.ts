import { json } from '@sveltejs/kit';
import { startRuntime } from '#server/runtime.ts';
import type { RequestHandler } from './$types';

/** For monitoring: 200 while the database answers, else 503. */
export const GET: RequestHandler = async () => {
	const { env, sql } = await startRuntime();
	try {
		await sql`select 1`;
	} catch {
		return json({ status: 'failing', mode: env.mode, database: 'unreachable' }, { status: 503 });
	}
	return json({ status: 'ok', mode: env.mode, database: 'ok' });
};

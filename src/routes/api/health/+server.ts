import { json } from '@sveltejs/kit';
import type { Health } from '#contracts/config.ts';
import { startRuntime } from '#server/runtime.ts';
import { version } from '$app/environment';
import type { RequestHandler } from './$types';

/** For monitoring: 200 while the database answers, else 503. `last_error` is a code, never a text. */
export const GET: RequestHandler = async () => {
	const { env, worker } = await startRuntime();
	try {
		const health: Health = {
			status: 'ok',
			version,
			mode: env.mode,
			database: 'ok',
			worker: await worker.health(),
		};
		return json(health, { headers: { 'cache-control': 'no-store' } });
	} catch {
		return json({ status: 'failing', version, mode: env.mode, database: 'unreachable' }, { status: 503 });
	}
};

import { json } from '@sveltejs/kit';
import { readAbout } from '#server/about.ts';
import { isOutage, within } from '#server/outage.ts';
import { startRuntime } from '#server/runtime.ts';
import type { RequestHandler } from './$types';

/** A page is not kept waiting longer for what it can say without. */
const answerMs = 2_000;

/** What anybody may know of this installation: who runs it, who takes part. 503 while the database does not answer. */
export const GET: RequestHandler = async () => {
	const { env, sql } = await startRuntime();
	try {
		const known = await within(answerMs, readAbout(sql, env.demo));
		return json(known, { headers: { 'cache-control': 'no-cache' } });
	} catch (error) {
		if (!isOutage(error)) throw error;
		return json({ error: 'unavailable' }, { status: 503, headers: { 'retry-after': '2' } });
	}
};

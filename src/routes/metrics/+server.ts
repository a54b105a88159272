import { streamsOf } from '#server/live/feed.ts';
import { mayReadMetrics } from '#server/metrics/access.ts';
import { readMetrics } from '#server/metrics/metrics.ts';
import { startRuntime } from '#server/runtime.ts';
import { version } from '$app/environment';
import type { RequestHandler } from './$types';

/** Figures for monitoring: at this machine without more ado, from elsewhere with METRICS_TOKEN. */
export const GET: RequestHandler = async ({ request, platform }) => {
	const runtime = await startRuntime();
	const { env, sql, worker, traffic } = runtime;
	const remoteAddress = platform?.req.socket.remoteAddress;
	if (!mayReadMetrics({ remoteAddress, headers: request.headers }, env.metricsToken)) {
		return new Response('Nur an diesem Rechner oder mit METRICS_TOKEN.\n', {
			status: 401,
			headers: { 'content-type': 'text/plain; charset=utf-8', 'www-authenticate': 'Bearer' },
		});
	}
	const text = await readMetrics({
		sql,
		worker,
		traffic,
		streams: streamsOf(runtime),
		version,
		mode: env.mode,
	});
	return new Response(text, { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
};

import { countAttempts } from '#server/attempts.ts';
import { answerLive, limitWindowMs, streamsPerMinute } from '#server/live/door.ts';
import { startLive } from '#server/live/live.ts';
import type { Live } from '#server/live/live.ts';
import { startRuntime } from '#server/runtime.ts';
import type { Runtime } from '#server/runtime.ts';
import type { RequestHandler } from './$types';

const limit = countAttempts(streamsPerMinute, limitWindowMs);
const feeds = new WeakMap<Runtime, Live>();

/** At the first use, not at the start: what is added last ends first, so streams end before the port waits for them. */
function feedOf(runtime: Runtime): Live {
	const feed = feeds.get(runtime) ?? startLive({ sql: runtime.sql });
	if (!feeds.has(runtime)) runtime.onStop(() => feed.stop());
	feeds.set(runtime, feed);
	return feed;
}

/** Nudges for the pages of one person: something you may see changed. */
export const GET: RequestHandler = async ({ request }) => {
	const runtime = await startRuntime();
	return answerLive(request, { backend: runtime.backend, live: feedOf(runtime), limit });
};

import { countAttempts } from '#server/attempts.ts';
import { answerLive, limitWindowMs, streamsPerMinute } from '#server/live/door.ts';
import { feedOf } from '#server/live/feed.ts';
import { startRuntime } from '#server/runtime.ts';
import type { RequestHandler } from './$types';

const limit = countAttempts(streamsPerMinute, limitWindowMs);

/** Nudges for the pages of one person: something you may see changed. */
export const GET: RequestHandler = async ({ request }) => {
	const runtime = await startRuntime();
	return answerLive(request, { backend: runtime.backend, live: feedOf(runtime), sql: runtime.sql, limit });
};

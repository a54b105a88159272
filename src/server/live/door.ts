/** `GET /api/live`: a session token opens a stream of nudges. Whose device it comes from is there: what it missed may be sent to it now. */
import type { Sql } from 'postgres';
import { z } from 'zod';
import type { Attempts } from '../attempts.ts';
import type { Backend } from '../backend/backend.ts';
import type { Live } from './live.ts';
import { deviceHeader } from '#contracts/live.ts';
import { noteSignOfLife } from '../alerting/awaken.ts';
import { readSession } from './scope.ts';

export interface LiveDoor {
	backend: Backend;
	live: Live;
	/** As the owner of the schema. */
	sql: Sql;
	/** Per person. */
	limit: Attempts;
}

/** The rate of this door: so many streams a person may open in a minute. A page that reconnects with every step of its backoff needs a tenth. */
export const streamsPerMinute = 60;
export const limitWindowMs = 60_000;
const sessionMs = 5_000;

type LiveError = 'unknown' | 'too_many' | 'unavailable';
const statuses: Record<LiveError, number> = { unknown: 401, too_many: 429, unavailable: 503 };

function refuse(error: LiveError): Response {
	const headers = new Headers({ 'cache-control': 'no-store' });
	if (error === 'unknown') headers.set('www-authenticate', 'Bearer');
	if (error === 'too_many') headers.set('retry-after', String(limitWindowMs / 1000));
	if (error === 'unavailable') headers.set('retry-after', '2');
	return Response.json({ error }, { status: statuses[error], headers });
}

/** 401 for strangers and for whoever is not active, 503 when nobody can say who is asking. Never throws. */
export async function answerLive(
	request: Request,
	{ backend, live, sql, limit }: LiveDoor,
): Promise<Response> {
	const token = /^Bearer ([\w.-]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	if (token === undefined) return refuse('unknown');
	const session = await readSession(backend, token, sessionMs);
	if (session.outcome !== 'known') return refuse(session.outcome);
	if (!limit.begin(session.profileId)) return refuse('too_many');
	const opened = await live.open(session.profileId, session.expiresAt);
	if (opened.outcome !== 'open') return refuse(opened.outcome);
	const device = z.uuid().safeParse(request.headers.get(deviceHeader));
	// The stream does not wait for it.
	if (device.success) void noteSignOfLife(sql, device.data, session.profileId);
	return new Response(opened.stream, {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store',
			// A proxy that gathers lines would hold back the nudges.
			'x-accel-buffering': 'no',
		},
	});
}

import { loadTicketSecret } from '#server/alerting/ticket.ts';
import { countAttempts } from '#server/attempts.ts';
import { startRuntime } from '#server/runtime.ts';
import { answerTicket, limitWindowMs, ticketsPerMinute } from '#server/tickets.ts';
import type { RequestHandler } from './$types';

const limit = countAttempts(ticketsPerMinute, limitWindowMs);
let secret: Promise<string> | undefined;

/** Acts by ticket alone: no session, no cookie. */
export const POST: RequestHandler = async (event) => {
	const { env, sql } = await startRuntime();
	// It never changes while a process lives; a failed reading must not stay.
	secret ??= loadTicketSecret(sql).catch((error: unknown) => {
		secret = undefined;
		throw error;
	});
	return answerTicket(event.params.action, event.request, {
		sql,
		secret: await secret,
		origin: env.origin,
		address: event.getClientAddress(),
		limit,
	});
};

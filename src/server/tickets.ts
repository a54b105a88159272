/**
 * The doors that act by ticket alone. Whoever holds a ticket may answer one delivery, so a request without a valid one is told nothing, and
 * one that another page sent is refused. No session, no cookie, nothing logged. What a ticket may still do is decided by the database.
 */
import type { Sql } from 'postgres';
import { laterTimes } from '#domain/later.ts';
import { everyTicketAnswer, type EveryTicketAction } from '#contracts/every-ticket.ts';
import { ticketRequest } from '#contracts/tickets.ts';
import { noteUseOfTicket } from './alerting/awaken.ts';
import { makeTickets } from './alerting/ticket.ts';
import type { Attempts } from './attempts.ts';
import { readBody } from './backend/body-limit.ts';
import { isForeign } from './foreign.ts';
import { isOutage, within } from './outage.ts';

export type TicketError =
	'unknown_action' | 'wrong_origin' | 'wrong_type' | 'too_large' | 'malformed' | 'too_many' | 'unavailable';

export interface TicketDoor {
	sql: Sql;
	/** `private.settings.ticket_secret`. */
	secret: string;
	/** Ours, without a trailing slash. */
	origin: string;
	/** Where the request comes from. A whole town hall shares one address, so it counts only what carries no valid ticket. */
	address: string;
	/** Per ticket, and per address for everything else. */
	limit: Attempts;
}

/** The rate of these doors: so many per minute for each ticket, and for each address without one. */
export const ticketsPerMinute = 60;
export const limitWindowMs = 60_000;
const largestBody = 64 * 1024;
/** A tap is answered by then, if only by "send it again". */
const answerMs = 5_000;
/** The code is for our worker and pages, which have their own words; the sentence is for whoever reads the answer itself. */
const refusals: Record<TicketError, { status: number; message: string }> = {
	unknown_action: { status: 404, message: 'Diese Tür gibt es nicht.' },
	wrong_origin: { status: 403, message: 'Diese Tür öffnet nur den Seiten von Rufkreis.' },
	wrong_type: { status: 415, message: 'Erwartet wird application/json.' },
	too_large: { status: 413, message: 'Die Anfrage ist größer als 64 KB.' },
	malformed: { status: 400, message: 'Erwartet wird ein Objekt mit einem Text namens ticket.' },
	too_many: { status: 429, message: 'Das waren zu viele Versuche; bitte in einer Minute noch einmal.' },
	unavailable: { status: 503, message: 'Die Datenbank antwortet nicht; bitte gleich noch einmal.' },
};
const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };

function refuse(error: TicketError, retryAfter?: number): Response {
	const more = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
	const { status, message } = refusals[error];
	return new Response(JSON.stringify({ error, message }), {
		status,
		headers: { ...headers, ...more },
	});
}

function isAction(action: string): action is EveryTicketAction {
	return Object.hasOwn(everyTicketAnswer, action);
}

function parseTicket(body: Uint8Array): string | undefined {
	try {
		return ticketRequest.safeParse(JSON.parse(new TextDecoder().decode(body))).data?.ticket;
	} catch {
		return undefined;
	}
}

async function ask(sql: Sql, action: EveryTicketAction, deliveryId: string): Promise<unknown> {
	const calls: Record<EveryTicketAction, () => PromiseLike<{ answer: unknown }[]>> = {
		accept: () => sql<{ answer: unknown }[]>`select private.accept_with_ticket(${deliveryId}) as answer`,
		undo: () => sql<{ answer: unknown }[]>`select private.undo_with_ticket(${deliveryId}) as answer`,
		later: () =>
			sql<
				{ answer: unknown }[]
			>`select private.answer_with_ticket(${deliveryId}, 'later', ${sql.json(laterTimes(new Date()))}) as answer`,
		decline: () =>
			sql<{ answer: unknown }[]>`select private.answer_with_ticket(${deliveryId}, 'declined') as answer`,
		arrived: () => sql<{ answer: unknown }[]>`select private.arrive_with_ticket(${deliveryId}) as answer`,
		confirm: () => sql<{ answer: unknown }[]>`select private.confirm_with_ticket(${deliveryId}) as answer`,
		peek: () => sql<{ answer: unknown }[]>`select private.peek_with_ticket(${deliveryId}) as answer`,
		pack: () => sql<{ answer: unknown }[]>`select private.pack_with_ticket(${deliveryId}) as answer`,
	};
	const [row] = await calls[action]();
	return row?.answer;
}

/**
 * Answers one POST to /api/tickets/<action>. 200 with an outcome for everything that carries a ticket-shaped text, also for one that is not
 * ours; a coded error otherwise. 503 when the database does not answer: nothing was decided, send it again. Throws on bugs only.
 */
export async function answerTicket(action: string, request: Request, door: TicketDoor): Promise<Response> {
	if (!isAction(action)) return refuse('unknown_action');
	// A service worker's fetch carries the Origin of its scope.
	if (isForeign(request.headers, door.origin)) return refuse('wrong_origin');
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') return refuse('wrong_type');
	const body = await readBody(request, largestBody);
	if (body === 'too_large') return refuse('too_large');
	const ticket = parseTicket(body);
	const deliveryId = ticket === undefined ? undefined : makeTickets(door.secret).verify(ticket);
	if (!door.limit.begin(deliveryId ?? `address ${door.address}`))
		return refuse('too_many', limitWindowMs / 1000);
	if (ticket === undefined) return refuse('malformed');
	if (deliveryId === undefined) return answer({ outcome: 'not_allowed' });
	try {
		const answered = everyTicketAnswer[action].parse(
			await within(answerMs, ask(door.sql, action, deliveryId)),
		);
		// After the answer and beside it: a tap that was kept in a cellar is the first that is heard of a device. An arrival says so itself.
		if (action !== 'arrived') void noteUseOfTicket(door.sql, deliveryId);
		return answer(answered);
	} catch (error) {
		if (isOutage(error)) return refuse('unavailable', 1);
		throw error;
	}
}

function answer(body: unknown): Response {
	return new Response(JSON.stringify(body), { headers });
}

/**
 * The one client of the ticket doors, for worker and page alike: one bounded POST, one answer in words. It carries no cookie and no
 * session, and it keeps apart what is known (`offline`: the device has no network, nothing left it) from what is not (`unanswered`: it
 * may or may not have arrived).
 */
import type * as z from 'zod/mini';
import { ticketAnswers, type TicketAction } from './tickets.ts';

type Answers = { [Action in TicketAction]: z.infer<(typeof ticketAnswers)[Action]> };
const schemas: { [Action in TicketAction]: z.ZodMiniType<Answers[Action]> } = ticketAnswers;

export type NoAnswer = { outcome: 'offline' } | { outcome: 'unanswered' };
export type DoorAnswer<Action extends TicketAction> = Answers[Action] | NoAnswer;

/**
 * Sends a ticket to its door and waits at most `patience` milliseconds, body included. Never throws. Safe to repeat: the doors answer
 * the same ticket with the same truth. A status code decides nothing, a refusal comes as a word like every other answer.
 */
export function sendTicket<Action extends TicketAction>(
	action: Action,
	ticket: string,
	patience: number,
): Promise<DoorAnswer<Action>> {
	return askDoor(action, schemas[action], ticket, patience);
}

/** As `sendTicket`, for the door whose answer most senders do not know (every-ticket.ts). */
export async function askDoor<Answer>(
	action: string,
	schema: z.ZodMiniType<Answer>,
	ticket: string,
	patience: number,
): Promise<Answer | NoAnswer> {
	try {
		const response = await fetch(`/api/tickets/${action}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ticket }),
			credentials: 'omit',
			// The doors accept our own Origin only, and a page under `no-referrer` may send none.
			referrerPolicy: 'same-origin',
			cache: 'no-store',
			signal: AbortSignal.timeout(patience),
		});
		const answer = schema.safeParse(await response.json());
		return answer.success ? answer.data : { outcome: 'unanswered' };
	} catch {
		return { outcome: navigator.onLine ? 'unanswered' : 'offline' };
	}
}

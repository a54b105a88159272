/**
 * The doors that act by ticket alone, without session or cookie: POST /api/tickets/{accept,undo,later,decline,arrived,confirm,peek,pack}.
 * A ticket is `<delivery id>.<signature>`; it travels in payloads, request bodies and URL fragments, never in a query, log or mail.
 */
import * as z from 'zod/mini';
import { priorities } from '#domain/request.ts';
import { acceptAnswer, requestReceipt } from './commands.ts';

export const ticketRequest = z.object({ ticket: z.string().check(z.maxLength(200)) });

const person = z.object({ name: z.string(), municipality: z.string() });
const refusals = [
	z.object({ outcome: z.literal('taken'), by: person }),
	z.object({ outcome: z.literal('closed') }),
	z.object({ outcome: z.literal('expired') }),
	z.object({ outcome: z.literal('not_allowed') }),
] as const;

/** What somebody who comes later has said: from when on, or by phone only. */
export const offer = z.object({ available_at: z.optional(z.string()), by_phone: z.optional(z.boolean()) });
export type Offer = z.infer<typeof offer>;

/** later, decline: `noted` means the answer is stored for this round; the request stays open. `offer`: what "later" has offered. */
export const ticketAnswer = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.literal('noted'), offer: z.optional(offer) }),
	z.object({ outcome: z.literal('already_yours'), request: requestReceipt }),
	...refusals,
]);

/** `undone`: the request is open again, in the same round. `too_late`: more than a minute ago, or work has begun; it can be released. */
export const undoAnswer = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.literal('undone') }),
	z.object({ outcome: z.literal('too_late') }),
	...refusals,
]);

/** What the accept page shows before anyone has accepted. */
export const peekedRequest = z.object({
	id: z.uuid(),
	number: z.number(),
	title: z.string(),
	priority: z.literal(priorities),
	created_at: z.string(),
	cluster: z.string(),
	municipality: z.string(),
	body: z.string(),
	place: z.string(),
	callback: z.string(),
});
export type PeekedRequest = z.infer<typeof peekedRequest>;

export const peekAnswer = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.literal('open'), request: peekedRequest }),
	z.object({ outcome: z.literal('already_yours'), request: requestReceipt }),
	...refusals,
]);

export const ticketAnswers = {
	accept: acceptAnswer,
	undo: undoAnswer,
	later: ticketAnswer,
	decline: ticketAnswer,
	arrived: z.object({ outcome: z.enum(['noted', 'not_allowed']) }),
	/** Of a test alarm: its person has seen it. */
	confirm: z.object({ outcome: z.enum(['confirmed', 'expired', 'not_allowed']) }),
	peek: peekAnswer,
} as const;
/** What the page and the worker ask of the doors; the pack is asked for by the worker alone, see every-ticket.ts. */
export type TicketAction = keyof typeof ticketAnswers;

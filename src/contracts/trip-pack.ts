/**
 * What whoever has accepted takes along: the request, whom to call back, and the contact sheet of the municipality. No how-tos yet, and nothing
 * that claims any. The server keeps every list and text bounded, so that a pack never comes near `largestPack`.
 */
import * as z from 'zod/mini';
import { priorities, requestKinds } from '#domain/request.ts';

const id = z.uuid();
const text = z.string();

/** Buildings in use, and colleagues of the municipality's own IT who show a phone or an address; without the two people of the case. */
export const contactSheet = z.object({
	buildings: z.array(z.object({ name: text, address: text })),
	people: z.array(z.object({ name: text, phone: text, email: text })),
});
export type ContactSheet = z.infer<typeof contactSheet>;

export const tripPack = z.object({
	/** Who has accepted: it is shown to nobody else on this device. */
	profile_id: id,
	/** By the server's clock. */
	packed_at: text,
	request: z.object({
		id,
		number: z.number(),
		title: text,
		kind: z.enum(requestKinds),
		priority: z.literal(priorities),
		status: z.enum(['accepted', 'in_progress', 'waiting']),
		cluster_id: id,
		cluster: text,
		municipality_id: id,
		municipality: text,
		accepted_at: text,
		alert_round: z.number(),
		created_at: text,
		body: text,
		place: text,
		callback: text,
		/** How many are attached; they are not in the pack. */
		files: z.number(),
	}),
	/** Empty where the person may no longer be known. */
	requester: z.object({
		profile_id: id,
		name: text,
		municipality: text,
		building: text,
		phone: text,
		email: text,
	}),
	sheet: contactSheet,
});
export type TripPack = z.infer<typeof tripPack>;

/**
 * `not_yours`: open again, with somebody else, or closed. `expired`: of an earlier round, or accepted more than half an hour ago. `not_allowed`
 * as at every door that acts by ticket.
 */
export const packAnswer = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.literal('packed'), pack: tripPack }),
	z.object({ outcome: z.literal('not_yours') }),
	z.object({ outcome: z.literal('expired') }),
	z.object({ outcome: z.literal('not_allowed') }),
]);

/** Most characters of JSON a device keeps of one pack. */
export const largestPack = 256 * 1024;

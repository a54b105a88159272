/**
 * The first screenful of the list, left on the device for its next start: reading it takes no database. It says what the list said last, so it is
 * shown only until the app has read what is there now. One person's; it goes when that person leaves the device.
 */
import * as z from 'zod/mini';
import { priorities, requestStatuses } from '#domain/request.ts';
import { readPerson } from '#remote/person.ts';

const key = 'rufkreis.early-inbox';

/** How many cards of a section are drawn before all else. */
export const screenful = 8;

const face = z.object({
	request_id: z.uuid(),
	title: z.string(),
	priority: z.literal(priorities),
	status: z.enum(requestStatuses),
	created_at: z.string(),
	municipality: z.string(),
	cluster: z.string(),
	number: z.optional(z.number()),
	helper: z.optional(z.object({ name: z.string(), municipality: z.string() })),
	waits: z.boolean(),
	mayTake: z.boolean(),
});

const earlyInbox = z.object({
	version: z.literal(1),
	profile_id: z.uuid(),
	/** Shown is the first. */
	views: z.array(
		z.object({
			value: z.enum(['forMe', 'clusters', 'open', 'asked', 'done']),
			count: z.optional(z.number()),
		}),
	),
	/** Those that have something. */
	sections: z.array(
		z.object({
			name: z.enum(['now', 'mine', 'asked', 'waitingForSomeone', 'takenByOthers', 'open', 'done']),
			faces: z.array(face),
		}),
	),
	isLonely: z.boolean(),
	isUnreachable: z.boolean(),
});
export type EarlyInbox = z.infer<typeof earlyInbox>;

/** What was left for the person who is signed in here; undefined when nothing was, or nobody is. Never throws. */
export function readEarlyInbox(): EarlyInbox | undefined {
	const person = readPerson();
	if (person === undefined) return undefined;
	try {
		const parsed = earlyInbox.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
		return parsed.data?.profile_id === person.profile_id ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Of nobody but the person who is signed in here: another window may still be about one who has just left. Never throws: without room the next
 * start is as slow as it was.
 */
export function writeEarlyInbox(inbox: EarlyInbox): void {
	if (readPerson()?.profile_id !== inbox.profile_id) return;
	try {
		localStorage.setItem(key, JSON.stringify(inbox));
	} catch {
		forgetEarlyInbox();
	}
}

/** Never throws. */
export function forgetEarlyInbox(): void {
	try {
		localStorage.removeItem(key);
	} catch {
		// Forbidden storage holds nothing either.
	}
}

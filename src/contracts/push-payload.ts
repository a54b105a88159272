/**
 * What travels, encrypted, inside a push message. Two bodies by push service (see push.md): Apple gets the declarative form with this
 * payload in `notification.data`, everyone else gets this payload as it is. The words are composed at the server in the person's language,
 * so that an old worker still shows a true sentence.
 */
import * as z from 'zod/mini';

export const pushPayload = z.object({
	version: z.literal(1),
	/** `several`: what a device missed while it was away, in one message; it accepts nothing. `test`: about no request at all. */
	kind: z.enum(['alert', 'taken', 'several', 'test']),
	/** Rises over all messages of one request: the worker never shows an older one over a newer one. */
	rev: z.number(),
	language: z.enum(['de', 'en']),
	/** Of several: the most urgent one. Of a test: the id of the test alarm, so that nothing else is ever taken for the same. */
	request_id: z.uuid(),
	/** Only on several: the most urgent ones, first of all `request_id`. There may be more. */
	request_ids: z.optional(z.array(z.uuid())),
	title: z.string(),
	body: z.string(),
	priority: z.number(),
	/** Only on tests: the check that comes once a week. It has arrived when it is shown; nobody confirms it. */
	weekly: z.optional(z.boolean()),
	/** Only on alerts: nobody has accepted so far, and this device is told because its person coordinates. They may pass the request on, not take it. */
	unanswered: z.optional(z.boolean()),
	/** Only on alerts: the request is open again after somebody took it for a moment; the device has rung for it already. */
	quiet: z.optional(z.boolean()),
	/** Only on "taken": somebody took the offer this person had made, so the request is theirs. They have to hear of it. */
	assigned: z.optional(z.boolean()),
	/** The lock screen of this device may not say what it is about: neither do title and body, nor does what the worker says later. */
	hides_content: z.optional(z.boolean()),
	/** Proves that this device was asked in this round; of several and of the weekly check only that they arrived. Not on "taken". */
	ticket: z.optional(z.string()),
	/** Milliseconds since the epoch at which the alert stops being worth a tap without asking. */
	expires_at: z.number(),
	/** Facts the accept page needs before it can reach the server, never for a lock screen that hides content. Only on alerts. */
	facts: z.optional(
		z.object({
			number: z.number(),
			title: z.string(),
			municipality: z.string(),
			cluster: z.string(),
			place: z.string(),
			callback: z.string(),
			created_at: z.string(),
		}),
	),
});
export type PushPayload = z.infer<typeof pushPayload>;

/** RFC 8030 for Safari 18.4+: shown by the system even when no worker runs. `data` comes back to the worker with `mutable`. */
export const declarativePush = z.object({
	web_push: z.literal(8030),
	mutable: z.literal(true),
	notification: z.object({
		title: z.string(),
		body: z.string(),
		navigate: z.string(),
		lang: z.string(),
		tag: z.string(),
		data: pushPayload,
	}),
});
export type DeclarativePush = z.infer<typeof declarativePush>;

/** Tag and topic of messages about several requests: the newest takes the place of the one before. */
export const severalTag = 'several';

/** Most bytes of UTF-8 a payload may take: RFC 8291 allows 3 993, push services differ, iOS has been seen to drop large ones. */
export const payloadBytes = 3000;

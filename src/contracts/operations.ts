/** How the sending of alerts goes, as only coordination reads it, and only with a connection. Counts, never people. */
import * as z from 'zod/mini';

/** `few`: behind it stand fewer than five people, so nothing is counted. */
const uncounted = [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('few') })] as const;

const period = z.discriminatedUnion('kind', [
	...uncounted,
	z.object({
		kind: z.literal('counted'),
		/** Handed to a push service, and a device had a minute to confirm. */
		sent: z.number(),
		arrived: z.number(),
		/** In which half of what arrived had arrived; null when nothing did. */
		median_seconds: z.nullable(z.number()),
	}),
]);
export type Period = z.infer<typeof period>;

/** Of the function read_operations. */
export const operationsAnswer = z.discriminatedUnion('outcome', [
	z.object({
		outcome: z.literal('read'),
		/** When this was so, by the clock of the database. */
		at: z.string(),
		/** When the sending last looked at its queue, and when what is too old was last deleted; null: never. */
		alerting_ran_at: z.nullable(z.string()),
		retention_ran_at: z.nullable(z.string()),
		/** Due and not sent. */
		queue: z.object({ waiting: z.number(), oldest_seconds: z.number() }),
		/** How late the first step is that should have been planned; 0: none is. */
		look_late_seconds: z.number(),
		day: period,
		week: period,
		services: z.array(
			z.object({
				service: z.string(),
				standing: z.enum(['fine', 'refusing', 'unanswered']),
				since: z.nullable(z.string()),
			}),
		),
		/** Mail and webhook, as far as they had anything to carry in the last day; a server of before says nothing of it. */
		second: z.optional(
			z.array(z.object({ channel: z.enum(['mail', 'webhook']), standing: z.enum(['fine', 'failing']) })),
		),
		devices: z.discriminatedUnion('kind', [
			...uncounted,
			z.object({
				kind: z.literal('counted'),
				all: z.number(),
				/** No sign of life for eight days. */
				silent: z.number(),
				/** Refused so often that they are left alone. */
				quarantined: z.number(),
			}),
		]),
		/** Of the last seven days. */
		tests: z.discriminatedUnion('kind', [
			...uncounted,
			z.object({
				kind: z.literal('counted'),
				all: z.number(),
				arrived: z.number(),
				running: z.number(),
			}),
		]),
	}),
	z.object({ outcome: z.literal('not_allowed') }),
]);
export type OperationsAnswer = z.infer<typeof operationsAnswer>;
export type OperationsOverview = Extract<OperationsAnswer, { outcome: 'read' }>;

/** What the door `read_webhook` answers to coordination. */
import * as z from 'zod/mini';
import { priorities } from '#domain/request.ts';

export const secondStates = [
	'queued',
	'sending',
	'sent',
	'unsure',
	'failed',
	'expired',
	'superseded',
] as const;

const attempt = z.object({
	second_delivery_id: z.uuid(),
	cause: z.string(),
	state: z.enum(secondStates),
	/** How often it was tried. */
	attempts: z.number(),
	/** The number of the last answer. */
	status: z.nullable(z.number()),
	error: z.nullable(z.string()),
	created_at: z.string(),
	sent_at: z.nullable(z.string()),
	/** Of the request it was about; null for a test. */
	number: z.nullable(z.number()),
});
export type WebhookAttempt = z.infer<typeof attempt>;

export const webhookRead = z.discriminatedUnion('outcome', [
	z.object({
		outcome: z.literal('webhook'),
		/** What the operator allows, `host` or `host:port`. */
		hosts: z.array(z.string()),
		webhook: z.nullable(
			z.object({
				url: z.string(),
				secret: z.string(),
				lowest_priority: z.literal(priorities),
				changed_at: z.string(),
				/** Whether the operator still allows its host. */
				is_allowed: z.boolean(),
			}),
		),
		/** The last ones, newest first. */
		attempts: z.array(attempt),
	}),
	z.object({ outcome: z.literal('not_allowed') }),
]);
export type WebhookRead = Extract<z.infer<typeof webhookRead>, { outcome: 'webhook' }>;

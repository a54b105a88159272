/** What the doors `read_escalation` and `on_call_now` answer. */
import * as z from 'zod/mini';
import { escalationStep } from '#contracts/direct-commands.ts';

/** Null: whoever asks may not know, or there is no such cluster. Without steps the usual ones are in force. */
export const escalationRead = z.nullable(
	z.object({
		may_save: z.boolean(),
		steps: z.array(z.extend(escalationStep, { escalation_step_id: z.uuid() })),
	}),
);

/** Profile ids of those who could take a request. */
export const onCallNow = z.array(z.uuid());

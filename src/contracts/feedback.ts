/** Feedback about barriers: the form anybody may send, and what coordination reads. */
import * as z from 'zod/mini';

/** Fields of the form; a browser sends every one of them. `website` is left empty by people, they do not see it. */
export const feedbackForm = z.object({ message: z.string(), contact: z.string(), website: z.string() });

const feedback = z.object({
	feedback_id: z.uuid(),
	message: z.string(),
	contact: z.string(),
	language: z.enum(['de', 'en']),
	created_at: z.string(),
});
export type FeedbackRow = z.infer<typeof feedback>;

/** Of the function read_feedback. */
export const feedbackAnswer = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.literal('listed'), feedback: z.array(feedback) }),
	z.object({ outcome: z.literal('not_allowed') }),
]);
export type FeedbackAnswer = z.infer<typeof feedbackAnswer>;

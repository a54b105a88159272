/** What somebody without an account may write about a barrier. */

/** Characters, as PostgreSQL and the form count them. */
export const feedbackBounds = { message: 4000, contact: 200 } as const;

export type FeedbackField = keyof typeof feedbackBounds;
export type FeedbackProblem = 'missing' | 'too_long';

export interface Feedback {
	message: string;
	/** How to answer; empty when no answer is wanted. */
	contact: string;
}

export type FeedbackVerdict =
	| { outcome: 'sound'; feedback: Feedback }
	| { outcome: 'invalid'; problems: Partial<Record<FeedbackField, FeedbackProblem>> };

/** Forms send CRLF, which would count twice; PostgreSQL holds no NUL, and nobody means the other control characters. */
function tidy(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]/gu, '')
		.trim();
}

/** Code points, which is what `char_length` of PostgreSQL counts. */
function countPoints(text: string): number {
	return Array.from(text).length;
}

/** Judges what was typed. Pure; never throws. */
export function judgeFeedback(typed: Feedback): FeedbackVerdict {
	const feedback = { message: tidy(typed.message), contact: tidy(typed.contact).replace(/\s+/g, ' ') };
	const problems: Partial<Record<FeedbackField, FeedbackProblem>> = {};
	if (feedback.message === '') problems.message = 'missing';
	else if (countPoints(feedback.message) > feedbackBounds.message) problems.message = 'too_long';
	if (countPoints(feedback.contact) > feedbackBounds.contact) problems.contact = 'too_long';
	return Object.keys(problems).length > 0 ? { outcome: 'invalid', problems } : { outcome: 'sound', feedback };
}

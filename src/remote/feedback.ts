import { type FeedbackAnswer, feedbackAnswer } from '#contracts/feedback.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

/** What people wrote about barriers, for coordination. Never throws. */
export async function readFeedback(profileId: string): Promise<FeedbackAnswer | { outcome: Failure }> {
	const called = await callAs(profileId, 'read_feedback', {});
	if (called.outcome !== 'answered') return called;
	return feedbackAnswer.safeParse(called.data).data ?? { outcome: 'broken' };
}

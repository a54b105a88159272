import { type OperationsOverview, operationsAnswer } from '#contracts/operations.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type OperationsRead =
	{ outcome: 'read'; overview: OperationsOverview } | { outcome: 'not_allowed' | Failure };

/** How the sending of alerts goes, for coordination. Never throws. */
export async function readOperations(profileId: string): Promise<OperationsRead> {
	const called = await callAs(profileId, 'read_operations', {});
	if (called.outcome !== 'answered') return called;
	const { data: answer } = operationsAnswer.safeParse(called.data);
	if (answer === undefined) return { outcome: 'broken' };
	return answer.outcome === 'read' ? { outcome: 'read', overview: answer } : answer;
}

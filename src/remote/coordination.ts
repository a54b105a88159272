import { type CoordinationOverview, coordinationOverview } from '#contracts/coordination.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type OverviewRead =
	{ outcome: 'read'; overview: CoordinationOverview } | { outcome: 'not_allowed' | Failure };

/** What only coordination may read, as this person and as nobody else. Never throws. */
export async function readOverview(profileId: string): Promise<OverviewRead> {
	const called = await callAs(profileId, 'coordination_overview', {});
	if (called.outcome !== 'answered') return called;
	const { data: answer } = coordinationOverview.safeParse(called.data);
	if (answer === undefined) return { outcome: 'broken' };
	return answer.outcome === 'overview' ? { outcome: 'read', overview: answer } : answer;
}

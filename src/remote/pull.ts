import { type Changes, parseChanges } from '#contracts/rows.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type Pulled = { outcome: 'pulled'; changes: Changes } | { outcome: Failure };

/** One page of what changed for this person since `cursor`; the first page of everything when there is none. Never throws. */
export async function pullChanges(profileId: string, cursor: string | undefined): Promise<Pulled> {
	const called = await callAs(profileId, 'pull_columns', cursor === undefined ? {} : { cursor });
	if (called.outcome !== 'answered') return called;
	const changes = parseChanges(called.data);
	return changes === undefined ? { outcome: 'broken' } : { outcome: 'pulled', changes };
}

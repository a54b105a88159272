import { type Changes, changes } from '#contracts/rows.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type Pulled = { outcome: 'pulled'; changes: Changes } | { outcome: Failure };

/** What changed for this person since `cursor`; everything when there is none. Never throws. */
export async function pullChanges(profileId: string, cursor: string | undefined): Promise<Pulled> {
	const called = await callAs(profileId, 'pull_changes', cursor === undefined ? {} : { cursor });
	if (called.outcome !== 'answered') return called;
	const parsed = changes.safeParse(called.data);
	return parsed.success ? { outcome: 'pulled', changes: parsed.data } : { outcome: 'broken' };
}

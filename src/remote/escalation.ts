import { escalationRead, onCallNow } from '#contracts/escalation.ts';
import type { EscalationStep } from '#domain/escalation.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export interface KnownEscalation {
	maySave: boolean;
	/** Ids of the saved steps; empty while the usual ones are in force. */
	ids: string[];
	steps: EscalationStep[];
	onCall: string[];
}

export type EscalationRead =
	{ outcome: 'read'; known: KnownEscalation } | { outcome: 'not_allowed' | Failure };

/** How a cluster is alerted and who is on call for it now, as this person and as nobody else. Never throws. */
export async function readEscalation(profileId: string, clusterId: string): Promise<EscalationRead> {
	const [steps, onCall] = await Promise.all([
		callAs(profileId, 'read_escalation', { cluster_id: clusterId }),
		callAs(profileId, 'on_call_now', { cluster_id: clusterId }),
	]);
	if (steps.outcome !== 'answered') return steps;
	if (onCall.outcome !== 'answered') return onCall;
	const read = escalationRead.safeParse(steps.data);
	const people = onCallNow.safeParse(onCall.data);
	if (!read.success || !people.success) return { outcome: 'broken' };
	if (read.data === null) return { outcome: 'not_allowed' };
	return {
		outcome: 'read',
		known: {
			maySave: read.data.may_save,
			ids: read.data.steps.map(({ escalation_step_id }) => escalation_step_id),
			steps: read.data.steps.map((step) => ({
				target: step.target,
				profileId: step.profile_id,
				delayMinutes: step.delay_minutes,
				repeats: step.repeats,
				lowestPriority: step.lowest_priority,
			})),
			onCall: people.data,
		},
	};
}

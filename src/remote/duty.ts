import {
	type DutyAlarms,
	dutyAlarms,
	type OwnDuties,
	ownDuties,
	type Reachability,
	reachability,
} from '#contracts/duty.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type ReachabilityRead =
	{ outcome: 'read'; clusters: Reachability[] } | { outcome: 'not_allowed' | Failure };
export type DutyAlarmsRead = { outcome: 'read'; alarms: DutyAlarms } | { outcome: 'not_allowed' | Failure };
export type OwnDutiesRead = { outcome: 'read'; duties: OwnDuties } | { outcome: 'not_allowed' | Failure };

/** Of the clusters this person is topic owner of. Never throws. */
export async function readReachability(profileId: string): Promise<ReachabilityRead> {
	const called = await callAs(profileId, 'read_reachability', {});
	if (called.outcome !== 'answered') return called;
	const read = reachability.safeParse(called.data);
	if (!read.success) return { outcome: 'broken' };
	return read.data === null ? { outcome: 'not_allowed' } : { outcome: 'read', clusters: read.data };
}

/** For coordination. Never throws. */
export async function readDutyAlarms(profileId: string): Promise<DutyAlarmsRead> {
	const called = await callAs(profileId, 'read_duty_alarms', {});
	if (called.outcome !== 'answered') return called;
	const read = dutyAlarms.safeParse(called.data);
	if (!read.success) return { outcome: 'broken' };
	return read.data === null ? { outcome: 'not_allowed' } : { outcome: 'read', alarms: read.data };
}

/** What this person took over, handed over and left. Never throws. */
export async function readOwnDuties(profileId: string): Promise<OwnDutiesRead> {
	const called = await callAs(profileId, 'my_duties', {});
	if (called.outcome !== 'answered') return called;
	const read = ownDuties.safeParse(called.data);
	if (!read.success) return { outcome: 'broken' };
	return read.data === null ? { outcome: 'not_allowed' } : { outcome: 'read', duties: read.data };
}

/** What concerns being on call is on no device: it is other people's, and only true as of now. The code that asks comes with the first use. */
import type { DutyAlarmsRead, OwnDutiesRead, ReachabilityRead } from '#remote/duty.ts';

/** As in the remote room. Never throws. */
export async function readReachability(profileId: string): Promise<ReachabilityRead> {
	const room = await import('#remote/duty.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readReachability(profileId);
}

/** As in the remote room. Never throws. */
export async function readDutyAlarms(profileId: string): Promise<DutyAlarmsRead> {
	const room = await import('#remote/duty.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readDutyAlarms(profileId);
}

/** As in the remote room. Never throws. */
export async function readOwnDuties(profileId: string): Promise<OwnDutiesRead> {
	const room = await import('#remote/duty.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readOwnDuties(profileId);
}

/**
 * Who is reached by one step of an alert round. Step 0, the only one so far: everybody in the cluster who is not paused and has a
 * device, at once. Later steps read the same facts.
 */

/** `quarantined`: its push service refuses us for this device until the person opens the app there again. */
export type DeviceState = 'reachable' | 'quarantined' | 'removed';

export interface MemberFacts {
	profileId: string;
	/** Active, a specialist and still in the cluster: anybody else's tap would be refused. */
	mayHelp: boolean;
	pausedUntil: Date | null;
	devices: readonly { deviceId: string; state: DeviceState }[];
}

export interface AlertFacts {
	requesterId: string;
	/** Who has just given the request back; they know about it. */
	releasedBy: string | null;
	members: readonly MemberFacts[];
}

export interface AlertPlan {
	recipients: { profileId: string; deviceId: string }[];
	/** What the history says about this step; numbers of people, except `devices`. */
	counts: { people: number; devices: number; paused: number; without_device: number };
	/** Until when the push services keep trying, and a tap acts without being asked again. */
	expiresAt: Date;
}

/** How long one step is worth waking somebody. */
export const stepMilliseconds = 60 * 60_000;

function isPaused(member: MemberFacts, now: Date): boolean {
	return member.pausedUntil !== null && member.pausedUntil > now;
}

/**
 * Plans step 0. Nobody who asked, has just released, is paused or may not help is alerted, and no device twice.
 * Every member who may help is counted exactly once, except the two who are left out on purpose.
 */
export function planAlertStep(facts: AlertFacts, now: Date): AlertPlan {
	const recipients = new Map<string, { profileId: string; deviceId: string }>();
	const counts = { people: 0, devices: 0, paused: 0, without_device: 0 };
	const seen = new Set([facts.requesterId, facts.releasedBy]);
	for (const member of facts.members) {
		if (!member.mayHelp || seen.has(member.profileId)) continue;
		seen.add(member.profileId);
		if (isPaused(member, now)) {
			counts.paused += 1;
			continue;
		}
		const devices = member.devices.filter(
			({ deviceId, state }) => state === 'reachable' && !recipients.has(deviceId),
		);
		for (const { deviceId } of devices) recipients.set(deviceId, { profileId: member.profileId, deviceId });
		if (devices.length > 0) counts.people += 1;
		else counts.without_device += 1;
	}
	counts.devices = recipients.size;
	return {
		recipients: [...recipients.values()],
		counts,
		expiresAt: new Date(now.getTime() + stepMilliseconds),
	};
}

/** How a cluster is alerted is on no device: asked whenever the screen needs it. */
import type { EscalationRead, KnownEscalation } from '#remote/escalation.ts';

export type { EscalationRead, KnownEscalation };

/** As `readEscalation` of the remote room; its code comes with the first use. Never throws. */
export async function readEscalation(profileId: string, clusterId: string): Promise<EscalationRead> {
	const room = await import('#remote/escalation.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readEscalation(profileId, clusterId);
}

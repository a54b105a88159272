/** What coordination reads is on no device: asked whenever a screen needs it. */
import type { OverviewRead } from '#remote/coordination.ts';

export type { OverviewRead };

/** As `readOverview` of the remote room; its code comes with the first use. Never throws. */
export async function readOverview(profileId: string): Promise<OverviewRead> {
	const room = await import('#remote/coordination.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readOverview(profileId);
}

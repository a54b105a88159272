/** The session of this device and the devices of its person, asked for when something is wrong with them. */
import { hasKeptSession } from '#remote/kept-session.ts';
import type { OwnDevices } from '#remote/own-devices.ts';

export { hasKeptSession };

/** As `readOwnDevices` of the remote room; its code comes with the first use. Never throws. */
export async function readOwnDevices(profileId: string): Promise<OwnDevices> {
	const room = await import('#remote/own-devices.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readOwnDevices(profileId);
}

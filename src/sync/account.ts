/** Who uses this device. Without its database, which the sign-in mostly does without; how it ends is in sign-out.ts. */
import { fetchConfig, readConfig } from '#remote/config.ts';
import { type Person, readPerson, watchPerson } from '#remote/person.ts';
import { readSessionEmail, sendCommand, signInWithPassword } from '#sync/reach.ts';

export type { Person };
export { fetchConfig, readConfig, readPerson, readSessionEmail, signInWithPassword, watchPerson };

/** Milliseconds the server may take to let go of a device; whoever leaves is not kept waiting for it. */
const patience = 5_000;

/**
 * The server no longer calls this device: for leaving, while the person's session is still there. Never throws, never waits longer than
 * 5 s; without an answer the server learns it from the push service, which no longer knows the subscription.
 */
export async function removeDevice(profileId: string, device_id: string): Promise<void> {
	const late = Promise.withResolvers<undefined>();
	const timer = setTimeout(late.resolve, patience);
	const command = { command_id: crypto.randomUUID(), device_id };
	await Promise.race([sendCommand(profileId, 'remove_device', command), late.promise]);
	clearTimeout(timer);
}

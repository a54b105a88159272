/** Who uses this device: begins and ends with both, the session at the server and the data on the device. */
import { type LocalDatabase, wipeLocal } from '#local/database.ts';
import { fetchConfig, readConfig } from '#remote/config.ts';
import { type Person, readPerson, watchPerson } from '#remote/person.ts';
import { endSession, signInWithPassword } from '#remote/session.ts';

export type { Person };
export { fetchConfig, readConfig, readPerson, signInWithPassword, watchPerson };

/** Explicit sign-out. Nothing of the person stays on this device. Never rejects for lack of a network. */
export async function signOut(database: LocalDatabase): Promise<void> {
	await endSession();
	await wipeLocal(database);
}

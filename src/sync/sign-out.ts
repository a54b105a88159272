import { type LocalDatabase, wipeLocal } from '#local/database.ts';
import { endSession } from '#sync/reach.ts';

/** Explicit sign-out: ends with both, the session at the server and the data on the device. Never rejects for lack of a network. */
export async function signOut(database: LocalDatabase): Promise<void> {
	await endSession();
	await wipeLocal(database);
}

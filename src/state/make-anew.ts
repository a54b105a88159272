import { LocalDatabase, wipeLocal } from '#local/database.ts';
import { readTraces } from '#local/traces.ts';
import { readPerson } from '#sync/account.ts';

/** How many unsent things lie in a storage that cannot be opened, as far as this browser remembers. Never throws. */
export function countInLockedStorage(): number {
	const person = readPerson();
	if (person === undefined) return 0;
	return readTraces(new LocalDatabase(person.profile_id).name)?.unsent ?? 0;
}

/** Deletes what cannot be opened and starts the app anew. Only at the person's own wish. False when the browser refuses that too. */
export async function makeAnew(): Promise<boolean> {
	const person = readPerson();
	if (person === undefined) return false;
	try {
		await wipeLocal(new LocalDatabase(person.profile_id));
	} catch (error) {
		reportError(error);
		return false;
	}
	location.reload();
	return true;
}

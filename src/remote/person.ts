/**
 * Who uses this device, known without asking anybody: supabase-js may take seconds to say it offline. Proves nothing to
 * the server; it only names the database to open.
 */
import * as z from 'zod/mini';

const key = 'rufkreis.person';
/** Under which supabase-js keeps the session. */
export const sessionKey = 'rufkreis.auth';
const person = z.object({ profile_id: z.uuid(), name: z.string() });
export type Person = z.infer<typeof person>;

/** Undefined when nobody is signed in on this device. */
export function readPerson(): Person | undefined {
	try {
		const parsed = person.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

export function rememberPerson(who: Person): void {
	localStorage.setItem(key, JSON.stringify(who));
}

export function forgetPerson(): void {
	localStorage.removeItem(key);
}

/** Without its kept token this device is nobody. */
export function forgetSession(): void {
	localStorage.removeItem(sessionKey);
}

/** Calls back when another tab signed in, out, or as somebody else. Returns how to stop. */
export function watchPerson(changed: () => void): () => void {
	function look(event: StorageEvent): void {
		if (event.key === key || event.key === null) changed();
	}
	addEventListener('storage', look);
	return () => removeEventListener('storage', look);
}

import { sessionKey } from '#remote/person.ts';

/** Whether a session lies on this device. What it is still worth only the server knows. Never throws. */
export function hasKeptSession(): boolean {
	try {
		return localStorage.getItem(sessionKey) !== null;
	} catch {
		return false;
	}
}

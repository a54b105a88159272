/**
 * Reads the newest alert while the accept page is still being loaded: the disk of a phone takes as long for it as the page for its scripts. Part
 * of what every page loads.
 */
import { lastAlertCache, lastAlertKey } from '#contracts/last-alert-place.ts';

let ahead: Promise<unknown> | undefined;

async function read(): Promise<unknown> {
	try {
		// `match` on a cache that does not exist would create it, `has` does not.
		if (!(await caches.has(lastAlertCache))) return undefined;
		return await (await (await caches.open(lastAlertCache)).match(lastAlertKey))?.json();
	} catch {
		return undefined;
	}
}

/** For the start of a page. Safe to call anywhere: only the accept page needs it. */
export function readAlertAhead(): void {
	if (location.pathname.startsWith('/annehmen/')) ahead = read();
}

/** What lies there, not parsed; undefined when nothing does or the disk does not say. What was read ahead is given once. Never rejects. */
export function readAlertText(): Promise<unknown> {
	const begun = ahead;
	ahead = undefined;
	return begun ?? read();
}

/**
 * Whether the page behind a notification accepts by itself after some seconds: a choice of one person on one device, for phones whose
 * notifications have no button (iOS), where a second tap is one too many. Off unless chosen. Kept outside of any database: the page has none.
 * Nothing here throws: without storage it is off.
 */
import * as z from 'zod/mini';

/** Seconds a person may choose between a tap and the acceptance. */
export const autoAcceptSeconds = [5, 10, 20, 30] as const;
export type AutoAcceptSeconds = (typeof autoAcceptSeconds)[number];

const key = 'rufkreis.auto-accept';
const choice = z.literal(autoAcceptSeconds);
/** In this window: requests for which the person has said stop. A reload must not begin again. */
const stoppedKey = 'rufkreis.auto-accept-stopped';
const stopped = z.array(z.string());

/** Undefined: off. */
export function readAutoAccept(): AutoAcceptSeconds | undefined {
	try {
		return choice.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data;
	} catch {
		return undefined;
	}
}

/** Answers false where the device cannot keep it. */
export function writeAutoAccept(seconds: AutoAcceptSeconds | undefined): boolean {
	try {
		if (seconds === undefined) localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify(seconds));
		return true;
	} catch {
		return false;
	}
}

function readStopped(): string[] {
	try {
		return stopped.safeParse(JSON.parse(sessionStorage.getItem(stoppedKey) ?? '[]')).data ?? [];
	} catch {
		return [];
	}
}

export function wasStopped(requestId: string): boolean {
	return readStopped().includes(requestId);
}

export function rememberStopped(requestId: string): void {
	try {
		sessionStorage.setItem(stoppedKey, JSON.stringify([...readStopped(), requestId]));
	} catch {
		// Then it holds for as long as the page is open.
	}
}

/** How long what is taken along of an accepted request is asked for, kept and believed. Pure; times of the device in milliseconds. */
import { isLive, type RequestStatus } from './request.ts';

/** The server gives a pack for as long after the acceptance. */
const ticketLasts = 30 * 60_000;
/** Nobody is on the way to one request for longer. */
const packLasts = 14 * 24 * 60 * 60_000;
/** A pull that began before the acceptance has ended by then, in a dead zone too. */
const longestPull = 5 * 60_000;

/** What is known of the acceptance. `at`: when this device heard of it. The others are the server's, and came with the pack. */
export interface Acceptance {
	at: number;
	accepted_at?: string;
	alert_round?: number;
}

/** What the device's database says of the request. */
export interface KnownRow {
	status: RequestStatus;
	accepted_at: string | null;
	alert_round: number;
}

/** The server may still give a pack. A clock that was set back must not make the device ask for ever. */
export function mayAskForPack(at: number, now: number): boolean {
	return at <= now && now - at < ticketLasts;
}

/** It lies here too long, or from the future: then nobody knows for how long. */
export function isStalePack(at: number, now: number): boolean {
	return at > now || now - at >= packLasts;
}

/** The database has heard of this acceptance or of something after it, so that its row is the better one. */
export function isRowNewer(acceptance: Acceptance, row: KnownRow | undefined): boolean {
	if (row === undefined) return false;
	if (!isLive(row.status)) return true;
	const { accepted_at, alert_round } = acceptance;
	// Without a pack nobody knows which acceptance it was; an open row may be the one from before it.
	if (accepted_at === undefined || alert_round === undefined) return row.status !== 'open';
	if (row.alert_round !== alert_round) return row.alert_round > alert_round;
	return row.accepted_at !== null && Date.parse(row.accepted_at) >= Date.parse(accepted_at);
}

/**
 * The device does without the pack from now on: its database was whole (`pulledAt`) and knows better, whatever it says: mine, given back,
 * somebody else's, closed, or out of sight. That a row is missing or open counts only once no pull from before the acceptance can be meant.
 */
export function isPackOver(
	acceptance: Acceptance,
	row: KnownRow | undefined,
	pulledAt: number | undefined,
): boolean {
	if (pulledAt === undefined) return false;
	return isRowNewer(acceptance, row) || pulledAt - acceptance.at > longestPull;
}

import type { PullStanding } from '#sync/puller.ts';

/** A sweep and a half (sync/schedule.ts): older than that nobody may call it up to date. */
const freshFor = 45_000;

export type ConnectionState =
	/** So many things were refused and wait for the person. */
	| { state: 'needs_you'; count: number }
	/** So many things wait to be sent, and nothing says that they cannot be. */
	| { state: 'sending'; count: number }
	| { state: 'current' }
	| { state: 'syncing' }
	/** The server cannot be reached. `asOf`: when this device last had everything; `waiting`: how much goes out once it can. */
	| { state: 'offline'; asOf: Date | undefined; waiting: number }
	/** The server is there and refuses us (no session, an app it does not understand), or this device has no room. */
	| { state: 'refused'; asOf: Date | undefined; waiting: number };

export interface ConnectionFacts extends Pick<PullStanding, 'last' | 'pulledAt'> {
	waiting: number;
	needsYou: number;
	now: Date;
}

/** What a page may say about its connection; what most needs the person comes first. Pure. */
export function judgeConnection({
	last,
	pulledAt,
	waiting,
	needsYou,
	now,
}: ConnectionFacts): ConnectionState {
	if (needsYou > 0) return { state: 'needs_you', count: needsYou };
	const asOf = pulledAt === undefined ? undefined : new Date(pulledAt);
	if (last === 'retry') return { state: 'offline', asOf, waiting };
	if (last !== undefined && last !== 'pulled') return { state: 'refused', asOf, waiting };
	if (waiting > 0) return { state: 'sending', count: waiting };
	const fresh = last === 'pulled' && pulledAt !== undefined && now.getTime() - pulledAt < freshFor;
	// A routine sweep of what is fresh anyway is nobody's business: the word would flicker with each of them.
	return { state: fresh ? 'current' : 'syncing' };
}

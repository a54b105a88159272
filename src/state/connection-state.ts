import type { PullStanding } from '#sync/puller.ts';

/** A sweep and a half (sync/schedule.ts): older than that nobody may call it up to date. */
const freshFor = 45_000;

export type ConnectionState =
	| { state: 'current' }
	| { state: 'syncing' }
	/**
	 * The server cannot be reached. `asOf`: when this device last had everything; `isUnbroken`: it had tried since then all the time, so that is
	 * also since when there is no connection. Otherwise it slept, and nobody knows.
	 */
	| { state: 'offline'; asOf: Date | undefined; isUnbroken: boolean }
	/** The server is there and refuses us (no session, an app it does not understand), or this device has no room. */
	| { state: 'refused'; asOf: Date | undefined };

export interface ConnectionFacts extends Pick<PullStanding, 'last' | 'pulledAt'> {
	/** When the attempts began to fail, in milliseconds; undefined: the last one did not fail. */
	failingSince: number | undefined;
	now: Date;
}

/** What a page may say about its connection, never more. Pure. */
export function judgeConnection({ last, pulledAt, failingSince, now }: ConnectionFacts): ConnectionState {
	const asOf = pulledAt === undefined ? undefined : new Date(pulledAt);
	if (last === 'retry') {
		const isUnbroken =
			pulledAt !== undefined && failingSince !== undefined && failingSince - pulledAt < freshFor;
		return { state: 'offline', asOf, isUnbroken };
	}
	if (last !== undefined && last !== 'pulled') return { state: 'refused', asOf };
	const fresh = last === 'pulled' && pulledAt !== undefined && now.getTime() - pulledAt < freshFor;
	// A routine sweep of what is fresh anyway is nobody's business: the word would flicker with each of them.
	return { state: fresh ? 'current' : 'syncing' };
}

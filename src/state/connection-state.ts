import type { PullStanding } from '#sync/puller.ts';

/** A sweep and a half (sync/schedule.ts): older than that nobody may call it up to date. */
const freshFor = 45_000;

export type ConnectionState =
	| { state: 'current' }
	| { state: 'syncing' }
	/** The server cannot be reached. `asOf`: when this device last had everything. */
	| { state: 'offline'; asOf: Date | undefined }
	/** The server is there and refuses us: no session, or an app it does not understand. */
	| { state: 'refused'; asOf: Date | undefined };

/** What a page may say about its connection. Pure. */
export function judgeConnection(standing: PullStanding, now: Date): ConnectionState {
	const { last, pulledAt } = standing;
	const asOf = pulledAt === undefined ? undefined : new Date(pulledAt);
	if (last === 'retry') return { state: 'offline', asOf };
	if (last === 'signed_out' || last === 'broken' || last === 'too_large') return { state: 'refused', asOf };
	const fresh = last === 'pulled' && pulledAt !== undefined && now.getTime() - pulledAt < freshFor;
	// A routine sweep of what is fresh anyway is nobody's business: the word would flicker with each of them.
	return { state: fresh ? 'current' : 'syncing' };
}

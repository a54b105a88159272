import { createSubscriber } from 'svelte/reactivity';
import { clock } from '#state/clock.svelte.ts';
import type { Puller, PullStanding } from '#sync/puller.ts';

/** Two sweeps and a little: older than that nobody may call it up to date. */
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
	const { last, pulledAt, pulling } = standing;
	const asOf = pulledAt === undefined ? undefined : new Date(pulledAt);
	if (last === 'retry') return { state: 'offline', asOf };
	if (last === 'signed_out' || last === 'broken' || last === 'too_large') return { state: 'refused', asOf };
	const fresh = last === 'pulled' && pulledAt !== undefined && now.getTime() - pulledAt < freshFor;
	// A routine sweep of what is fresh anyway is nobody's business: the word would flicker every 20 s.
	return fresh || (!pulling && last === 'pulled') ? { state: 'current' } : { state: 'syncing' };
}

export class Connection {
	#puller: Puller;
	#subscribe: () => void;

	constructor(puller: Puller) {
		this.#puller = puller;
		this.#subscribe = createSubscriber((update) => puller.subscribe(update));
	}

	get standing(): PullStanding {
		this.#subscribe();
		return this.#puller.standing;
	}

	get current(): ConnectionState {
		return judgeConnection(this.standing, clock.now);
	}

	/** The person has to sign in before anything moves again. */
	get signedOut(): boolean {
		return this.standing.last === 'signed_out';
	}
}

import { createSubscriber } from 'svelte/reactivity';
import { clock } from '#state/clock.svelte.ts';
import { type ConnectionState, judgeConnection } from '#state/connection-state.ts';
import type { Pending } from '#state/pending.svelte.ts';
import type { Puller, PullStanding } from '#sync/puller.ts';

export class Connection {
	#puller: Puller;
	#pending: Pending;
	#subscribe: () => void;

	constructor(puller: Puller, pending: Pending) {
		this.#puller = puller;
		this.#pending = pending;
		this.#subscribe = createSubscriber((update) => puller.subscribe(update));
	}

	get standing(): PullStanding {
		this.#subscribe();
		return this.#puller.standing;
	}

	get current(): ConnectionState {
		return judgeConnection({
			...this.standing,
			waiting: this.#pending.waiting.length,
			needsYou: this.#pending.needsYou,
			now: clock.now,
		});
	}

	/** The person has to sign in before anything moves again. */
	get signedOut(): boolean {
		return this.standing.last === 'signed_out';
	}
}

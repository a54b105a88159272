import { createSubscriber } from 'svelte/reactivity';
import { clock } from '#state/clock.svelte.ts';
import { type ConnectionState, judgeConnection } from '#state/connection-state.ts';
import type { Pending } from '#state/pending.svelte.ts';
import type { Puller, PullStanding } from '#sync/puller.ts';

/** What is sent within a breath shows at the button that sent it; only what takes longer is news for the top bar. */
const breath = 1_000;

export class Connection {
	#puller: Puller;
	#pending: Pending;
	#subscribe: () => void;
	#failingSince: number | undefined;
	#hasFailed = false;

	/** Lives as long as the page. */
	constructor(puller: Puller, pending: Pending) {
		this.#puller = puller;
		this.#pending = pending;
		puller.subscribe(() => this.#remember());
		this.#subscribe = createSubscriber((update) => puller.subscribe(update));
	}

	get standing(): PullStanding {
		this.#subscribe();
		return this.#puller.standing;
	}

	get current(): ConnectionState {
		return judgeConnection({ ...this.standing, failingSince: this.#failingSince, now: clock.now });
	}

	/** The connection was lost at least once while this page was open. */
	get hasFailed(): boolean {
		this.#subscribe();
		return this.#hasFailed;
	}

	/** How many things wait to be sent and have done so for longer than a breath. */
	get sending(): number {
		const { waiting } = this.#pending;
		const now = clock.now.getTime();
		const isNews = waiting.some(({ failures, written_at }) => failures > 0 || now - written_at > breath);
		return isNews ? waiting.length : 0;
	}

	/** The person has to sign in before anything moves again. */
	get signedOut(): boolean {
		return this.standing.last === 'signed_out';
	}

	#remember(): void {
		const { last } = this.#puller.standing;
		if (last !== 'retry') this.#failingSince = undefined;
		else this.#failingSince ??= Date.now();
		if (last === 'retry') this.#hasFailed = true;
	}
}

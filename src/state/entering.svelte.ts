import type { Sync } from '#sync/sync.ts';

export type Looked = 'entered' | 'pending' | 'left' | 'offline' | 'retry' | 'signed_out';

/** Whether the network lets this person in by now. */
export class Entering {
	#sync: Sync;

	busy = $state(false);
	/** How the last look ended. */
	looked = $state.raw<Looked | undefined>();

	constructor(sync: Sync) {
		this.#sync = sync;
	}

	/** Asks the server, and has then brought what holds to this device. Never throws. */
	async look(): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.looked = await this.#ask();
		this.busy = false;
	}

	async #ask(): Promise<Looked> {
		if (!navigator.onLine) return 'offline';
		const sent = await this.#sync.sendNow('enter_network', { command_id: crypto.randomUUID() });
		if (sent.outcome === 'signed_out') return 'signed_out';
		if (
			sent.outcome !== 'answered' ||
			sent.answer.outcome === 'command_reused' ||
			sent.answer.outcome === 'not_allowed'
		)
			return 'retry';
		return sent.answer.outcome;
	}
}

import type { CommandArguments } from '#contracts/commands.ts';
import type { KeptCommand } from '#local/outbox.ts';
import type { Sync } from '#sync/sync.ts';

/** A setting that is chosen with one touch. Not an `Act`: whoever chooses twice means the second. */
export class Choosing<Name extends KeptCommand> {
	#sync: Sync;
	#name: Name;
	#choices = 0;

	/** How the last choice ended: it waits for the network, or holds no more. Undefined where all is as chosen. */
	ended = $state.raw<'kept' | 'refused' | undefined>();

	constructor(sync: Sync, name: Name) {
		this.#sync = sync;
		this.#name = name;
	}

	/** Never throws. */
	async choose(build: (commandId: string) => CommandArguments<Name>): Promise<void> {
		this.#choices += 1;
		const choice = this.#choices;
		this.ended = undefined;
		const ran = await this.#sync.run(this.#name, build(crypto.randomUUID()));
		if (choice !== this.#choices) return;
		if (ran.outcome === 'kept') this.ended = 'kept';
		else if (ran.outcome !== 'answered' || ran.answer.outcome !== 'saved') this.ended = 'refused';
	}
}

import type { CommandArguments } from '#contracts/commands.ts';
import type { KeptCommand } from '#local/outbox.ts';
import type { Ran, Sync } from '#sync/sync.ts';

/** Everything but a verdict of the server. */
export type Unanswered = Exclude<Ran<KeptCommand>, { outcome: 'answered' }>;

/**
 * One thing a person does with a button, once at a time. Pressed again while it waits in the outbox, it is not done twice: a screen shows what
 * waits instead of the button (`App.pending`), and a second command would be answered by what the first one did.
 */
export class Act<Name extends KeptCommand> {
	#sync: Sync;
	#name: Name;

	/** What the running or last press was about, for screens with one button per row. */
	subject = $state.raw<string | undefined>();
	busy = $state(false);
	/** How the last press ended; undefined before the first one and while one runs. */
	result = $state.raw<Ran<Name> | undefined>();

	constructor(sync: Sync, name: Name) {
		this.#sync = sync;
		this.#name = name;
	}

	/** For a screen on which only the last thing that was done is spoken of. */
	onpress: (() => void) | undefined;

	/** `subject` is the id of the thing. Undefined when another press is under way. Never throws. */
	async press(
		subject: string,
		build: (commandId: string) => CommandArguments<Name>,
	): Promise<Ran<Name> | undefined> {
		if (this.busy) return undefined;
		this.onpress?.();
		this.subject = subject;
		this.result = undefined;
		this.busy = true;
		const ran = await this.#sync.run(this.#name, build(crypto.randomUUID()));
		this.result = ran;
		this.busy = false;
		return ran;
	}

	/** The person has read how it ended. */
	dismiss(): void {
		this.result = undefined;
	}
}

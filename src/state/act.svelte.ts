import type { CommandArguments, CommandName } from '#contracts/commands.ts';
import type { Sent, Sync } from '#sync/sync.ts';

/**
 * One thing a person does with a button: once at a time, and pressed again after a lost answer it is the very same
 * command, so it happens once. After an answer, or with other arguments, a press is a new command.
 */
export class Act<Name extends CommandName> {
	#sync: Sync;
	#name: Name;
	#unanswered: { commandId: string; about: string } | undefined;

	/** What the running or last press was about, for screens with one button per row. */
	subject = $state.raw<string | undefined>();
	busy = $state(false);
	/** How the last press ended; undefined before the first one and while one runs. */
	result = $state.raw<Sent<Name> | undefined>();

	constructor(sync: Sync, name: Name) {
		this.#sync = sync;
		this.#name = name;
	}

	/** `subject` is the id of the thing. Undefined when another press is under way. Never throws. */
	async press(
		subject: string,
		build: (commandId: string) => CommandArguments<Name>,
	): Promise<Sent<Name> | undefined> {
		if (this.busy) return undefined;
		const about = JSON.stringify(build(''));
		if (this.#unanswered?.about !== about) this.#unanswered = { commandId: crypto.randomUUID(), about };
		this.subject = subject;
		this.result = undefined;
		this.busy = true;
		const sent = await this.#sync.run(this.#name, build(this.#unanswered.commandId));
		if (sent.outcome !== 'retry') this.#unanswered = undefined;
		this.result = sent;
		this.busy = false;
		return sent;
	}

	/** The person has read how it ended. */
	dismiss(): void {
		this.result = undefined;
	}
}

import type { CoordinationOverview } from '#contracts/coordination.ts';
import type { DirectCommand } from '#contracts/direct-commands.ts';
import type { AnswerOf, ArgumentsOf } from '#contracts/every-command.ts';
import { type OverviewRead, readOverview } from '#sync/coordination.ts';
import type { Sent, Sync } from '#sync/sync.ts';

type CoordinationCommand = Extract<
	DirectCommand,
	| `${'admit' | 'turn_away' | 'reconsider'}_person`
	| 'set_person_roles'
	| `${'add' | 'rename' | 'leave' | 'return'}_municipality`
	| `${'add' | 'remove'}_domain`
	| `${'add' | 'change' | 'remove'}_building`
>;

/** Answers and failures of every command of coordination. `command`: which one it was; names of towns and of buildings are judged alike. */
export type CoordinationResult = {
	[Name in CoordinationCommand]: Sent<Name> & { command: Name };
}[CoordinationCommand];
export type CoordinationAnswer = { [Name in CoordinationCommand]: AnswerOf<Name> }[CoordinationCommand];

/** What one screen of coordination knows and does. Nothing of it is kept: it is other people's, and decided together with others. */
export class Coordination {
	#profileId: string;
	#sync: Sync;

	/** Undefined until the server has answered; then the last answer stays in view. */
	overview = $state.raw<CoordinationOverview | undefined>();
	/** How the last question ended; undefined while the first one runs. */
	standing = $state.raw<OverviewRead['outcome'] | undefined>();
	/** What the running command is about. */
	busy = $state.raw<string | undefined>();
	/** How the last command ended. */
	result = $state.raw<CoordinationResult | undefined>();

	constructor(profileId: string, sync: Sync) {
		this.#profileId = profileId;
		this.#sync = sync;
	}

	/** Never throws. */
	async load(): Promise<void> {
		const read = await readOverview(this.#profileId);
		if (read.outcome === 'read') this.overview = read.overview;
		this.standing = read.outcome;
	}

	/** Asks again from the beginning: an answer of before is no answer to this. */
	async retry(): Promise<void> {
		this.standing = undefined;
		await this.load();
	}

	/** `subject` names the thing pressed. Undefined while another command is under way; else how it ended, with what holds now in view. Never throws. */
	async send<Name extends CoordinationCommand>(
		subject: string,
		name: Name,
		build: (command_id: string) => ArgumentsOf<Name>,
	): Promise<Sent<Name> | undefined> {
		if (this.busy !== undefined) return undefined;
		this.busy = subject;
		this.result = undefined;
		const sent: Sent<Name> = await this.#sync.sendNow(name, build(crypto.randomUUID()));
		await this.load();
		// Each name's answer is one of the union; TypeScript does not see it through the generic.
		this.result = { ...sent, command: name } as CoordinationResult;
		this.busy = undefined;
		return sent;
	}

	/** The person has read how it ended. */
	dismiss(): void {
		this.result = undefined;
	}
}

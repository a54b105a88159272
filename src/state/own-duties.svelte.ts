import type { HandedShift, OwnDuties as Known } from '#contracts/duty.ts';
import type { App } from '#state/app.svelte.ts';
import { readOwnDuties } from '#sync/duty.ts';

/** What this person took over, handed over and left without anybody. On no device: asked anew with every pull while somebody looks. */
export class OwnDuties {
	#app: App;

	/** Undefined until the server has answered; then the last answer stays in view. */
	known = $state.raw<Known | undefined>();
	/** The shift that is being given back. */
	busy = $state.raw<string | undefined>();
	/** How giving back ended. */
	ended = $state.raw<'given_back' | 'not_there' | 'refused' | undefined>();

	constructor(app: App) {
		this.#app = app;
	}

	/** For an effect: asks now and again whenever this device was brought up to date, which a hand-over brings about. */
	follow(): void {
		if (this.#app.connection.standing.pulledAt !== undefined) void this.#load();
	}

	/** Never throws. */
	async giveBack({ shift_id }: HandedShift): Promise<void> {
		if (this.busy !== undefined) return;
		this.busy = shift_id;
		this.ended = undefined;
		const sent = await this.#app.sync.sendNow('give_back_duty', {
			command_id: crypto.randomUUID(),
			shift_id,
		});
		await this.#load();
		const outcome = sent.outcome === 'answered' ? sent.answer.outcome : undefined;
		this.ended = outcome === 'given_back' || outcome === 'not_there' ? outcome : 'refused';
		this.busy = undefined;
	}

	async #load(): Promise<void> {
		const read = await readOwnDuties(this.#app.person.profile_id);
		if (read.outcome === 'read') this.known = read.duties;
	}
}

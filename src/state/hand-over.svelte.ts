import type { CommandAnswer } from '#contracts/commands.ts';
import type { App } from '#state/app.svelte.ts';
import type { DutyQuestion, Pause } from '#state/pause.svelte.ts';
import type { Sent } from '#sync/sync.ts';

type Duty = Extract<CommandAnswer<'set_pause'>, { outcome: 'on_duty' }>['duties'][number];

/** Chosen instead of a person: the turns there stay without anybody. */
export const nobody = 'nobody';

/** Who takes over the duties that a pause is about to leave, one person for each cluster. Needs the server: what is kept for later is no hand-over. */
export class HandOver {
	#app: App;
	#pause: Pause;
	#question: DutyQuestion;
	/** The same until the server has answered: pressed again it counts once. */
	#commandId = crypto.randomUUID();

	/** By cluster: a profile id, `nobody`, or empty while nothing is chosen. */
	chosen = $state<Record<string, string>>({});
	isAgreed = $state(false);
	busy = $state(false);
	result = $state.raw<Sent<'hand_over_duties'> | undefined>();
	/** All that are known; the question holds ten of them. */
	duties = $state.raw<readonly Duty[]>([]);

	constructor(app: App, pause: Pause, question: DutyQuestion) {
		this.#app = app;
		this.#pause = pause;
		this.#question = question;
		this.duties = question.duty.duties;
	}

	readonly clusterIds = $derived.by(() =>
		this.duties.map(({ cluster_id }) => cluster_id).filter((id, index, ids) => ids.indexOf(id) === index),
	);
	readonly isChosen = $derived.by(() => this.clusterIds.every((id) => Boolean(this.chosen[id])));
	/** Somebody is named: it has to be agreed with them. */
	readonly namesSomebody = $derived.by(() =>
		this.clusterIds.some((id) => Boolean(this.chosen[id]) && this.chosen[id] !== nobody),
	);

	/** A profile id, or `nobody`: what is chosen now is another command than what was sent. */
	choose(clusterId: string, whom: string): void {
		this.chosen[clusterId] = whom;
		this.#commandId = crypto.randomUUID();
		this.result = undefined;
	}

	/** True: the pause has begun. Never throws. */
	async send(): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		const sent = await this.#app.sync.sendNow('hand_over_duties', {
			command_id: this.#commandId,
			paused_until: this.#question.end,
			substitutes: this.clusterIds.map((cluster_id) => {
				const chosen = this.chosen[cluster_id];
				return { cluster_id, profile_id: chosen === undefined || chosen === nobody ? null : chosen };
			}),
		});
		this.busy = false;
		this.result = sent;
		if (sent.outcome !== 'answered') return false;
		this.#commandId = crypto.randomUUID();
		const { answer } = sent;
		if (answer.outcome === 'on_duty') this.duties = [...this.duties, ...answer.duties];
		if (answer.outcome !== 'handed_over' && answer.outcome !== 'gap_left') return false;
		await this.#pause.decide(this.#question, false);
		return true;
	}
}

import type { CommandAnswer } from '#contracts/commands.ts';
import { isPaused } from '#domain/availability.ts';
import type { Ran } from '#sync/sync.ts';
import type { App } from '#state/app.svelte.ts';
import { clock } from '#state/clock.svelte.ts';
import { Settings } from '#state/settings.svelte.ts';

type OnDuty = Extract<CommandAnswer<'set_pause'>, { outcome: 'on_duty' }>;

/** A pause that was wanted and not made, because the person is on call meanwhile. */
export interface DutyQuestion {
	end: string;
	duty: OnDuty;
	/** It was asked for while nobody looked, and lies refused in the outbox. */
	order: number | undefined;
}

/** The pause of this person, on every device of theirs. */
export class Pause {
	#app: App;
	readonly settings: Settings;

	busy = $state(false);
	#wanted = $state.raw<string | null>(null);
	/** How the last press ended. */
	#ran = $state.raw<Ran<'set_pause'> | undefined>();

	constructor(app: App) {
		this.#app = app;
		this.settings = new Settings(app.person.profile_id, app.database, app.pending);
	}

	/** When the pause ends that is wanted now; undefined: none is. Also while the server does not know of it. */
	readonly end = $derived.by(() => runningEnd(this.settings.chosen?.paused_until));
	/** The same as the server knows it: until then nobody is alerted. */
	readonly endInForce = $derived.by(() => runningEnd(this.settings.inForce?.paused_until));
	readonly waits = $derived.by(() => this.#app.pending.waiting.some(({ name }) => name === 'set_pause'));

	readonly question = $derived.by((): DutyQuestion | undefined => {
		const ran = this.#ran;
		if (ran?.outcome === 'answered' && ran.answer.outcome === 'on_duty' && this.#wanted !== null)
			return { end: this.#wanted, duty: ran.answer, order: undefined };
		for (const entry of this.#app.pending.refused) {
			if (entry.name !== 'set_pause' || entry.verdict?.outcome !== 'on_duty') continue;
			const { paused_until } = entry.args;
			if (runningEnd(paused_until) !== undefined && paused_until !== null)
				return { end: paused_until, duty: entry.verdict, order: entry.order };
		}
		return undefined;
	});

	/** The pause began, and nobody stands in for the person. */
	readonly leftGap = $derived.by(
		() => this.#ran?.outcome === 'answered' && this.#ran.answer.outcome === 'gap_left',
	);
	readonly refused = $derived.by(() => {
		const ran = this.#ran;
		if (ran === undefined || ran.outcome === 'kept') return false;
		return ran.outcome !== 'answered' || !['saved', 'gap_left', 'on_duty'].includes(ran.answer.outcome);
	});

	/** Until then. Never throws. */
	begin(end: Date): Promise<void> {
		return this.#set(end.toISOString(), false);
	}

	/** Never throws. */
	finish(): Promise<void> {
		return this.#set(null, false);
	}

	/** The answer to the question. Never throws. */
	async decide({ end, order }: DutyQuestion, leavesGap: boolean): Promise<void> {
		if (this.busy) return;
		this.#ran = undefined;
		// Dropped first: sent again from the outbox it would ask the same.
		if (order !== undefined) await this.#app.sync.drop(order).catch(reportError);
		if (leavesGap) await this.#set(end, true);
	}

	async #set(paused_until: string | null, leaves_gap: boolean): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.#ran = undefined;
		this.#wanted = paused_until;
		const command_id = crypto.randomUUID();
		this.#ran = await this.#app.sync.run('set_pause', { command_id, paused_until, leaves_gap });
		this.busy = false;
	}
}

function runningEnd(text: string | null | undefined): Date | undefined {
	if (text === null || text === undefined) return undefined;
	const pausedUntil = new Date(text);
	return isPaused({ pausedUntil }, clock.now) ? pausedUntil : undefined;
}

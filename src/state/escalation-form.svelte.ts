import * as z from 'zod/mini';
import { areSameSteps, checkSteps, isSound } from '#domain/escalation-check.ts';
import { type EscalationStep, escalationTargets, usualSteps } from '#domain/escalation.ts';
import { priorities, type Priority } from '#domain/request.ts';
import type { LocalDatabase } from '#local/database.ts';
import { dropDraft, keepDraft, readDraft } from '#local/drafts.ts';
import { type EscalationRead, type KnownEscalation, readEscalation } from '#sync/escalation.ts';
import type { Sent, Sync } from '#sync/sync.ts';

const stepDraft = z.object({
	key: z.string(),
	target: z.enum(escalationTargets),
	profileId: z.nullable(z.string()),
	/** Minutes as they are being typed. */
	delay: z.string(),
	repeats: z.number(),
	lowestPriority: z.literal(priorities),
});
const draft = z.object({ base: z.array(z.string()), steps: z.array(stepDraft) });

export type StepDraft = z.infer<typeof stepDraft>;

type NotAnswered = Exclude<Sent<'save_escalation'>['outcome'], 'answered'>;
/** What was filled in over what stood there; it can be brought back. */
export type Replaced = 'usual' | 'removed' | 'discarded' | 'theirs';
export type EscalationNotice =
	| Replaced
	| NotAnswered
	/** Something of an earlier visit lies in the form. */
	| 'begun'
	/** The person stays with theirs, knowing of the newer ones. */
	| 'kept'
	| 'saved'
	| 'invalid'
	| 'refused'
	| 'not_allowed'
	| 'command_reused';

function draftOf(step: EscalationStep): StepDraft {
	return {
		key: crypto.randomUUID(),
		target: step.target,
		profileId: step.profileId,
		delay: String(step.delayMinutes),
		repeats: step.repeats,
		lowestPriority: priorityOf(step.lowestPriority),
	};
}

function priorityOf(value: number): Priority {
	return priorities.find((priority) => priority === value) ?? 4;
}

function stepOf({ target, profileId, delay, repeats, lowestPriority }: StepDraft): EscalationStep {
	return {
		target,
		profileId: target === 'person' ? profileId : null,
		delayMinutes: /^\d{1,4}$/.test(delay.trim()) ? Number(delay) : Number.NaN,
		repeats,
		lowestPriority,
	};
}

/**
 * How a cluster is alerted, as it is read and as it is being changed. Saved at once or not at all: until then every change is kept on this device,
 * and nothing that somebody else saved meanwhile is overwritten unseen.
 */
export class EscalationForm {
	#profileId: string;
	#clusterId: string;
	#database: LocalDatabase;
	#sync: Sync;
	#draftKey: string;
	/** Ids of the saved steps the person has seen. */
	#base = $state.raw<string[]>([]);
	#before = $state.raw<StepDraft[] | undefined>();

	/** `ready`: `known` and `steps` hold. */
	standing = $state.raw<'loading' | 'ready' | Exclude<EscalationRead['outcome'], 'read'>>('loading');
	known = $state.raw<KnownEscalation | undefined>();
	/** Milliseconds since 1970. */
	readAt = $state.raw(0);
	steps = $state.raw<StepDraft[]>([]);
	busy = $state(false);
	notice = $state.raw<EscalationNotice | undefined>();
	/** Saving was tried: what is missing is said from then on. */
	tried = $state(false);
	/** Of an earlier visit, where the server could not be asked. */
	hasDraft = $state(false);

	constructor(profileId: string, clusterId: string, database: LocalDatabase, sync: Sync) {
		this.#profileId = profileId;
		this.#clusterId = clusterId;
		this.#database = database;
		this.#sync = sync;
		this.#draftKey = `escalation.${clusterId}`;
	}

	/** As the form has them. A delay that is no number is NaN. */
	readonly current = $derived.by(() => this.steps.map(stepOf));
	/** As they are alerted by today. */
	readonly inForce = $derived.by((): readonly EscalationStep[] => {
		const saved = this.known?.steps ?? [];
		return saved.length === 0 ? usualSteps : saved;
	});
	readonly isUsual = $derived.by(() => this.known?.ids.length === 0);
	readonly isDirty = $derived.by(() => !areSameSteps(this.current, this.inForce));
	/** Somebody else has saved others than the person began with. */
	readonly isBehind = $derived.by(
		() => this.isDirty && this.known !== undefined && this.#base.join() !== this.known.ids.join(),
	);
	get mayTakeBack(): boolean {
		return this.#before !== undefined;
	}

	/** Never throws. */
	async load(): Promise<void> {
		this.standing = 'loading';
		const kept = z.safeParse(draft, await readDraft(this.#database, this.#draftKey).catch(() => undefined));
		this.hasDraft = kept.success;
		if (!(await this.#read())) return;
		this.#show();
		if (!kept.success || this.known?.maySave !== true) return;
		if (areSameSteps(kept.data.steps.map(stepOf), this.inForce)) return this.#drop();
		this.steps = kept.data.steps;
		this.#base = kept.data.base;
		if (!this.isBehind) this.notice = 'begun';
	}

	change(key: string, change: Partial<StepDraft>): void {
		this.steps = this.steps.map((step) => (step.key === key ? { ...step, ...change } : step));
		this.#keep();
	}

	add(): void {
		const target = (['members', 'on_call', 'owners', 'coordination'] as const).find((one) =>
			this.steps.every((step) => step.target !== one),
		);
		const step: StepDraft = {
			key: crypto.randomUUID(),
			target: target ?? 'person',
			profileId: null,
			delay: this.steps.length === 0 ? '0' : '10',
			repeats: 0,
			lowestPriority: 4,
		};
		this.steps = [...this.steps, step];
		this.#keep();
	}

	/** One place up (-1) or down (1); at the end of the list nothing happens. */
	move(key: string, by: -1 | 1): void {
		const place = this.steps.findIndex((step) => step.key === key);
		const [step] = this.steps.slice(place, place + 1);
		if (step === undefined || place + by < 0 || place + by >= this.steps.length) return;
		this.steps = this.steps.toSpliced(place, 1).toSpliced(place + by, 0, step);
		this.#keep();
	}

	remove(key: string): void {
		this.#replace(
			'removed',
			this.steps.filter((step) => step.key !== key),
		);
		void this.#keepDraft();
	}

	fillInUsual(): void {
		this.#replace('usual', usualSteps.map(draftOf));
		void this.#keepDraft();
	}

	/** Back to what is in force, also when that is what somebody else has just saved. */
	discard(): void {
		this.#replace(this.isBehind ? 'theirs' : 'discarded', this.inForce.map(draftOf));
		this.#base = this.known?.ids ?? [];
		void this.#drop();
	}

	/** The person has seen what somebody else saved, and means to replace it. */
	stayWithMine(): void {
		this.#base = this.known?.ids ?? [];
		this.notice = 'kept';
		void this.#keepDraft();
	}

	takeBack(): void {
		if (this.#before === undefined) return;
		this.steps = this.#before;
		this.#keep();
	}

	/** `members`: profile ids of the cluster's members. Never throws. */
	async save(members: ReadonlySet<string>): Promise<void> {
		if (this.busy) return;
		this.tried = true;
		const steps = this.current;
		if (!isSound(checkSteps(steps, members))) {
			this.notice = 'invalid';
			return;
		}
		this.busy = true;
		this.notice = undefined;
		this.#before = undefined;
		const sent = await this.#sync.sendNow('save_escalation', {
			command_id: crypto.randomUUID(),
			cluster_id: this.#clusterId,
			replaces: this.#base,
			steps: steps.map((step) => ({
				target: step.target,
				profile_id: step.profileId,
				delay_minutes: step.delayMinutes,
				repeats: step.repeats,
				lowest_priority: priorityOf(step.lowestPriority),
			})),
		});
		await this.#conclude(sent, steps);
		this.busy = false;
	}

	async #conclude(sent: Sent<'save_escalation'>, steps: readonly EscalationStep[]): Promise<void> {
		if (sent.outcome !== 'answered') {
			this.notice = sent.outcome;
			return;
		}
		const { outcome } = sent.answer;
		if (outcome === 'saved') {
			await this.#drop();
			if (await this.#read()) this.#show();
			this.notice = 'saved';
		} else if (outcome === 'changed') {
			if (!(await this.#read({ quietly: true }))) this.notice = 'retry';
			// An answer of before was lost on the way, and what it carried out is what stands here.
			else if (areSameSteps(steps, this.inForce)) {
				await this.#drop();
				this.#show();
				this.notice = 'saved';
			}
		} else this.notice = outcome === 'invalid' ? 'refused' : outcome;
	}

	/** `quietly`: what is in the form stays in view when the server does not answer. */
	async #read({ quietly = false } = {}): Promise<boolean> {
		const read = await readEscalation(this.#profileId, this.#clusterId);
		if (read.outcome !== 'read') {
			if (!quietly) this.standing = read.outcome;
			return false;
		}
		this.known = read.known;
		this.readAt = Date.now();
		this.standing = 'ready';
		return true;
	}

	/** After every change: it is no longer what the last notice spoke of, and a reload loses nothing. Never throws. */
	#keep(): void {
		this.notice = undefined;
		this.#before = undefined;
		void this.#keepDraft();
	}

	#show(): void {
		this.steps = this.inForce.map(draftOf);
		this.#base = this.known?.ids ?? [];
		this.tried = false;
	}

	#replace(notice: Replaced, steps: StepDraft[]): void {
		this.#before = this.steps;
		this.steps = steps;
		this.notice = notice;
	}

	async #keepDraft(): Promise<void> {
		const value = { base: this.#base, steps: this.steps };
		await keepDraft(this.#database, this.#draftKey, value, Date.now()).catch(reportError);
	}

	async #drop(): Promise<void> {
		await dropDraft(this.#database, this.#draftKey).catch(reportError);
	}
}

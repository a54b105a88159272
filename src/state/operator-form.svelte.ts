import * as z from 'zod/mini';
import { type Operator, operator } from '#contracts/about.ts';
import type { AnswerOf } from '#contracts/every-command.ts';
import { dropDraft, keepDraft, readDraft } from '#local/drafts.ts';
import type { LocalDatabase } from '#local/database.ts';
import { askAbout } from '#state/about.ts';
import type { Sent, Sync } from '#sync/sync.ts';

const draftKey = 'operator';

const nothing: Operator = {
	name: '',
	address: '',
	email: '',
	phone: '',
	represented_by: '',
	supervisory_authority: '',
	data_protection_officer: '',
	enforcement_body: '',
};

export type OperatorResult = Sent<'set_operator'>;
type Invalid = Extract<AnswerOf<'set_operator'>, { outcome: 'invalid' }>;

/** What coordination says about the operator, as it is being written. Saved at once or not at all: it is public from then on. */
export class OperatorForm {
	#database: LocalDatabase;
	#sync: Sync;

	standing = $state.raw<'loading' | 'ready' | 'unreachable'>('loading');
	fields = $state<Operator>({ ...nothing });
	busy = $state(false);
	result = $state.raw<OperatorResult | undefined>();

	constructor(database: LocalDatabase, sync: Sync) {
		this.#database = database;
		this.#sync = sync;
	}

	/** What was begun on this device, else what holds at the server. Never throws. */
	async load(): Promise<void> {
		this.standing = 'loading';
		const draft = await readDraft(this.#database, draftKey).catch(() => undefined);
		const begun = z.safeParse(operator, draft);
		if (begun.success) {
			this.fields = begun.data;
			this.standing = 'ready';
			return;
		}
		const known = await askAbout(fetch);
		// Over what another coordinator wrote nobody writes blindly.
		if (known === undefined) {
			this.standing = 'unreachable';
			return;
		}
		this.fields = { ...(known.operator ?? nothing) };
		this.standing = 'ready';
	}

	/** After every change, so that a reload loses nothing. Never throws. */
	async keep(): Promise<void> {
		this.result = undefined;
		await keepDraft(this.#database, draftKey, $state.snapshot(this.fields), Date.now()).catch(reportError);
	}

	/** The field the server did not take, and why. */
	get invalid(): Invalid | undefined {
		const answer = this.result?.outcome === 'answered' ? this.result.answer : undefined;
		return answer?.outcome === 'invalid' ? answer : undefined;
	}

	/** Never throws. */
	async save(): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		const fields = $state.snapshot(this.fields);
		const result = await this.#sync.sendNow('set_operator', { command_id: crypto.randomUUID(), ...fields });
		if (result.outcome === 'answered' && result.answer.outcome === 'saved')
			await dropDraft(this.#database, draftKey).catch(reportError);
		this.result = result;
		this.busy = false;
	}
}

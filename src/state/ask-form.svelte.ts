import * as z from 'zod/mini';
import type { CommandAnswer, CommandArguments } from '#contracts/commands.ts';
import { type AskFields, type AskProblems, emptyAsk, findProblems } from '#domain/ask.ts';
import { priorities, requestKinds } from '#domain/request.ts';
import type { LocalDatabase } from '#local/database.ts';
import {
	dropDraft,
	forgetWhatWasLeft,
	keepDraft,
	keepWhileLeaving,
	readDraft,
	readWhatWasLeft,
} from '#local/drafts.ts';
import type { Ran, Sync } from '#sync/sync.ts';

const draftKey = 'ask';
const keepAfter = 250;

const draft = z.object({
	/** Made with the draft: however often it is sent, it is one request. */
	request_id: z.uuid(),
	fields: z.object({
		kind: z.enum(requestKinds),
		title: z.string(),
		body: z.string(),
		cluster_id: z.optional(z.uuid()),
		priority: z.optional(z.literal(priorities)),
		municipality_id: z.optional(z.uuid()),
		place: z.string(),
		callback: z.string(),
	}),
	/** The person wrote the call-back number; ours from the contact no longer comes in. */
	callback_touched: z.boolean(),
});
type Draft = z.infer<typeof draft>;

/** How an attempt to send ended, beside the answers of the server. */
export type AskResult =
	| Exclude<Ran<'create_request'>, { outcome: 'kept' }>
	| { outcome: 'incomplete' }
	/** It lies in the outbox and has a page already; it goes out by itself. */
	| { outcome: 'kept'; requestId: string }
	/** An earlier attempt whose answer was lost has arrived after all. */
	| { outcome: 'arrived_before'; requestId: string };

/** The ask form. Everything typed is kept on the device within a quarter of a second and comes back after a reload. */
export class AskForm {
	#database: LocalDatabase;
	#sync: Sync;
	#requestId: string = crypto.randomUUID();
	#callbackTouched = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	fields = $state<AskFields>({ ...emptyAsk });
	problems = $state.raw<AskProblems>({});
	/** False until the kept draft was looked for: the form must not be typed into before. */
	ready = $state(false);
	busy = $state(false);
	result = $state.raw<AskResult | undefined>();
	#discarded = $state.raw<Draft | undefined>();

	constructor(database: LocalDatabase, sync: Sync) {
		this.#database = database;
		this.#sync = sync;
	}

	/** Brings back what was typed. Never throws: without a readable draft the form is empty. */
	async load(): Promise<void> {
		const left = draft.safeParse(readWhatWasLeft(this.#database, draftKey));
		const kept = left.success
			? left
			: draft.safeParse(await readDraft(this.#database, draftKey).catch(() => undefined));
		if (kept.success) this.#take(kept.data);
		this.ready = true;
		if (left.success) await this.#keep();
	}

	/** The person's number, as long as nothing else was typed there. */
	suggestCallback(phone: string): void {
		if (!this.#callbackTouched && this.fields.callback === '') this.fields.callback = phone;
	}

	/** After every change. */
	touched(field: keyof AskFields): void {
		if (field === 'callback') this.#callbackTouched = true;
		if (field in this.problems) {
			const { [field]: _solved, ...others } = this.problems;
			this.problems = others;
		}
		clearTimeout(this.#timer);
		this.#discarded = undefined;
		this.#timer = setTimeout(() => void this.#keep(), keepAfter);
	}

	/** Writes what was typed and not kept yet: before the page is hidden, left or reloaded. Never throws. */
	async keepPending(): Promise<void> {
		if (this.#timer === undefined) return;
		keepWhileLeaving(this.#database, draftKey, this.#draft());
		await this.#keep();
	}

	/** Something is there that would be missed. */
	get hasText(): boolean {
		return [this.fields.title, this.fields.body, this.fields.place].some((text) => text.trim() !== '');
	}

	get canRestore(): boolean {
		return this.#discarded !== undefined;
	}

	/** Empties the form; `restore` brings everything back until something else is typed. */
	async discard(): Promise<void> {
		const discarded = this.#draft();
		await this.#clear();
		this.result = undefined;
		this.#discarded = discarded;
	}

	async restore(): Promise<void> {
		if (this.#discarded === undefined) return;
		this.#take(this.#discarded);
		this.#discarded = undefined;
		await this.#keep();
	}

	#draft(): Draft {
		return {
			request_id: this.#requestId,
			fields: $state.snapshot(this.fields),
			callback_touched: this.#callbackTouched,
		};
	}

	#take(kept: Draft): void {
		this.#requestId = kept.request_id;
		this.#callbackTouched = kept.callback_touched;
		this.fields = { ...emptyAsk, ...kept.fields };
	}

	async #keep(): Promise<void> {
		this.#stopTimer();
		const draft = this.#draft();
		await keepDraft(this.#database, draftKey, draft, Date.now()).catch(reportError);
	}

	#stopTimer(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	async #clear(): Promise<void> {
		this.#stopTimer();
		await dropDraft(this.#database, draftKey).catch(reportError);
		this.#requestId = crypto.randomUUID();
		this.#callbackTouched = false;
		this.fields = { ...emptyAsk };
		this.problems = {};
	}

	/**
	 * Takes the words of a request that was refused back into the form, to be sent as a new command. What was being typed is put aside and
	 * `restore` brings it back.
	 */
	async takeBack(args: CommandArguments<'create_request'>): Promise<void> {
		const former = this.hasText ? this.#draft() : undefined;
		const { command_id: _sent, request_id, place = '', callback = '', ...rest } = args;
		this.#take({ request_id, callback_touched: true, fields: { ...rest, place, callback } });
		this.result = undefined;
		this.problems = {};
		await this.#keep();
		this.#discarded = former;
	}

	/** Never throws. Whatever happens, the words are in the form, in the outbox or at the server, and in one of them only. */
	async send(): Promise<AskResult> {
		if (this.busy) return { outcome: 'incomplete' };
		this.problems = findProblems(this.fields);
		this.result = undefined;
		const args = this.#buildArguments();
		if (Object.keys(this.problems).length > 0 || args === undefined)
			return this.#end({ outcome: 'incomplete' });

		this.busy = true;
		this.#stopTimer();
		forgetWhatWasLeft(this.#database, draftKey);
		const command = { ...args, command_id: crypto.randomUUID() };
		const ran = await this.#sync.run('create_request', command, { draft: draftKey });
		this.busy = false;
		const requestId = this.#requestId;
		if (ran.outcome === 'kept') {
			await this.#clear();
			return this.#end({ outcome: 'kept', requestId });
		}
		if (ran.outcome === 'answered' && arrivedBefore(ran.answer)) {
			if (ran.order !== undefined) await this.#sync.drop(ran.order).catch(reportError);
			await this.#clear();
			return this.#end({ outcome: 'arrived_before', requestId });
		}
		if (ran.outcome === 'answered' && ran.answer.outcome === 'created') await this.#clear();
		else {
			await this.#keep();
			if (ran.outcome !== 'not_kept' && ran.order !== undefined)
				await this.#sync.drop(ran.order).catch(reportError);
		}
		if (ran.outcome === 'answered' && ran.answer.outcome === 'invalid') {
			const { field, reason } = ran.answer;
			if (isAskField(field) && reason !== 'exists') this.problems = { [field]: reason };
		}
		return this.#end(ran);
	}

	#end(result: AskResult): AskResult {
		this.result = result;
		return result;
	}

	#buildArguments(): Omit<CommandArguments<'create_request'>, 'command_id'> | undefined {
		const { cluster_id, priority, municipality_id, ...rest } = $state.snapshot(this.fields);
		if (cluster_id === undefined || priority === undefined) return undefined;
		return {
			...rest,
			request_id: this.#requestId,
			cluster_id,
			priority,
			...(municipality_id === undefined ? {} : { municipality_id }),
		};
	}
}

/** The id of the request exists: an attempt that could not be kept and was not answered went through. */
function arrivedBefore(answer: CommandAnswer<'create_request'>): boolean {
	return answer.outcome === 'invalid' && answer.reason === 'exists';
}

const askFields = [
	'title',
	'body',
	'cluster_id',
	'priority',
	'municipality_id',
	'place',
	'callback',
	'kind',
] as const;

function isAskField(field: string): field is (typeof askFields)[number] {
	return askFields.some((known) => known === field);
}

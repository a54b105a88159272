import * as z from 'zod/mini';
import type { AnswerOf, ArgumentsOf } from '#contracts/every-command.ts';
import type { WebhookAttempt } from '#contracts/webhook.ts';
import { priorities, type Priority } from '#domain/request.ts';
import type { LocalDatabase } from '#local/database.ts';
import { dropDraft, keepDraft, readDraft } from '#local/drafts.ts';
import type { Sent, Sync } from '#sync/sync.ts';
import { readWebhook, type WebhookAnswer } from '#sync/webhook.ts';

const draftKey = 'webhook';
const draft = z.object({ url: z.string(), lowestPriority: z.literal(priorities) });

type Command = 'set_webhook' | 'remove_webhook' | 'try_webhook';
type Outcome = AnswerOf<Command>['outcome'] | Exclude<Sent<Command>['outcome'], 'answered'>;
/** How a command ended. `renewed`: saved, and with it a new secret. */
export type WebhookEnd = Outcome | 'renewed';

export type WebhookProblem = Extract<AnswerOf<'set_webhook'>, { outcome: 'invalid' }>['reason'];

/** A test is looked after so long: as long as a message can take to be sent, and a little. */
const looks = 15;
const lookEveryMs = 1_000;

/** Where silence is passed on to, as it holds and as it is being written. Saved at once or not at all. */
export class WebhookForm {
	#profileId: string;
	#database: LocalDatabase;
	#sync: Sync;
	#isLeft = false;

	standing = $state.raw<'loading' | 'ready' | Exclude<WebhookAnswer['outcome'], 'read'>>('loading');
	known = $state.raw<Extract<WebhookAnswer, { outcome: 'read' }>['read'] | undefined>();
	url = $state('');
	lowestPriority = $state<Priority>(1);
	busy = $state.raw<Command | undefined>();
	end = $state.raw<WebhookEnd | undefined>();
	problem = $state.raw<WebhookProblem | undefined>();
	/** The test that was just started is still under way. */
	isTrying = $state(false);

	constructor(profileId: string, database: LocalDatabase, sync: Sync) {
		this.#profileId = profileId;
		this.#database = database;
		this.#sync = sync;
	}

	/** The last test or message. */
	get newest(): WebhookAttempt | undefined {
		return this.known?.attempts[0];
	}

	/** What was begun on this device lies over what holds. Never throws. */
	async load(): Promise<void> {
		this.standing = 'loading';
		if (!(await this.#read())) return;
		this.url = this.known?.webhook?.url ?? '';
		this.lowestPriority = this.known?.webhook?.lowest_priority ?? 1;
		const begun = z.safeParse(draft, await readDraft(this.#database, draftKey).catch(() => undefined));
		if (begun.success) {
			this.url = begun.data.url;
			this.lowestPriority = begun.data.lowestPriority;
		}
		this.standing = 'ready';
	}

	/** What holds at the server; false: it could not be asked, and `standing` says why, unless something is in view already. */
	async #read(): Promise<boolean> {
		const answer = await readWebhook(this.#profileId);
		if (answer.outcome === 'read') {
			this.known = answer.read;
			return true;
		}
		if (this.known === undefined) this.standing = answer.outcome;
		return false;
	}

	/** After every change, so that a reload loses nothing. Never throws. */
	async keep(): Promise<void> {
		this.end = undefined;
		this.problem = undefined;
		const { url, lowestPriority } = this;
		await keepDraft(this.#database, draftKey, { url, lowestPriority }, Date.now()).catch(reportError);
	}

	/** Never throws. */
	async save(renew_secret = false): Promise<void> {
		const sent = await this.#send('set_webhook', (command_id) => ({
			command_id,
			url: this.url,
			lowest_priority: this.lowestPriority,
			renew_secret,
		}));
		if (sent?.outcome !== 'answered') return;
		if (sent.answer.outcome === 'invalid') this.problem = sent.answer.reason;
		if (sent.answer.outcome !== 'saved') return;
		await dropDraft(this.#database, draftKey).catch(reportError);
		await this.#read();
		this.url = this.known?.webhook?.url ?? this.url;
		if (renew_secret) this.end = 'renewed';
	}

	/** Never throws. */
	async remove(): Promise<void> {
		const sent = await this.#send('remove_webhook', (command_id) => ({ command_id }));
		if (sent?.outcome !== 'answered' || sent.answer.outcome !== 'removed') return;
		await dropDraft(this.#database, draftKey).catch(reportError);
		this.url = '';
		await this.#read();
	}

	/** Sends a test and looks until it has ended. Never throws. */
	async attempt(): Promise<void> {
		const before = this.newest?.second_delivery_id;
		const sent = await this.#send('try_webhook', (command_id) => ({ command_id }));
		if (sent?.outcome !== 'answered' || sent.answer.outcome !== 'started') return;
		this.isTrying = true;
		for (let look = 0; look < looks && !this.#isLeft; look++) {
			await this.#read();
			const { newest } = this;
			const isOver = newest !== undefined && newest.state !== 'queued' && newest.state !== 'sending';
			if (isOver && newest.second_delivery_id !== before) break;
			await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
		}
		this.isTrying = false;
		// What became of it stands in the list.
		if (this.end === 'started') this.end = undefined;
	}

	/** The screen is gone. */
	leave(): void {
		this.#isLeft = true;
	}

	async #send<Name extends Command>(
		name: Name,
		build: (command_id: string) => ArgumentsOf<Name>,
	): Promise<Sent<Name> | undefined> {
		if (this.busy !== undefined) return undefined;
		this.busy = name;
		this.end = undefined;
		this.problem = undefined;
		const sent = await this.#sync.sendNow(name, build(crypto.randomUUID()));
		this.end = sent.outcome === 'answered' ? sent.answer.outcome : sent.outcome;
		this.busy = undefined;
		return sent;
	}
}

import type { Account } from '#contracts/account.ts';
import type { AnswerOf } from '#contracts/every-command.ts';
import type { App } from '#state/app.svelte.ts';
import { readAccount } from '#sync/own-account.ts';
import type { Sent } from '#sync/sync.ts';

export type DeletionFailure = Exclude<
	AnswerOf<'delete_account'>['outcome'] | Exclude<Sent<'delete_account'>['outcome'], 'answered'>,
	'deleted'
>;

/** What the server knows about this person, to read, to take along and to leave behind. */
export class OwnAccount {
	#app: App;

	account = $state.raw<Account | undefined>();
	/** How asking ended; undefined while it runs. */
	standing = $state.raw<'read' | 'signed_out' | 'retry' | 'too_large' | 'broken' | undefined>();
	busy = $state(false);
	failure = $state.raw<DeletionFailure | undefined>();
	/** One command for all presses: an answer that was lost is asked for again, and it happens once. */
	#commandId = crypto.randomUUID();

	constructor(app: App) {
		this.#app = app;
	}

	/** Never throws. */
	async load(): Promise<void> {
		this.standing = undefined;
		const read = await readAccount(this.#app.person.profile_id);
		if (read.outcome === 'read') this.account = read.account;
		this.standing = read.outcome;
	}

	/** The same as a file that other programs read. */
	toFile(): Blob {
		return new Blob([JSON.stringify(this.account, undefined, '\t')], { type: 'application/json' });
	}

	/** For good. Ends in a fresh page on a device that knows nothing any more. Never throws. */
	async remove(): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.failure = undefined;
		const sent = await this.#app.sync.sendNow('delete_account', { command_id: this.#commandId });
		const outcome = sent.outcome === 'answered' ? sent.answer.outcome : sent.outcome;
		if (outcome === 'deleted') {
			await this.#app.signOut();
			return;
		}
		// A verdict is stored with its command: the next press is a new question.
		if (sent.outcome === 'answered') this.#commandId = crypto.randomUUID();
		this.failure = outcome;
		this.busy = false;
	}
}

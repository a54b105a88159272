import type { FeedbackRow } from '#contracts/feedback.ts';
import type { Failure } from '#remote/judge.ts';
import type { Sync } from '#sync/sync.ts';

export type FeedbackEnd = 'deleted' | 'not_allowed' | 'command_reused' | Failure;

/** What people wrote about barriers. Read from the server each time: nothing of it is kept on a device. */
export class FeedbackList {
	#profileId: string;
	#sync: Sync;

	/** Undefined while it is fetched and when it could not be. */
	rows = $state.raw<FeedbackRow[] | undefined>();
	loading = $state(true);
	busy = $state(false);
	/** How reading or deleting ended, when there is something to say. */
	end = $state.raw<FeedbackEnd | undefined>();

	constructor(profileId: string, sync: Sync) {
		this.#profileId = profileId;
		this.#sync = sync;
	}

	/** Never throws. */
	async load(): Promise<void> {
		this.loading = true;
		this.end = undefined;
		const room = await import('#remote/feedback.ts').catch(() => undefined);
		const read = (await room?.readFeedback(this.#profileId)) ?? { outcome: 'retry' as const };
		if (read.outcome === 'listed') this.rows = read.feedback;
		else this.end = read.outcome;
		this.loading = false;
	}

	/** For good. Never throws. */
	async remove(feedback_id: string): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		const sent = await this.#sync.sendNow('delete_feedback', {
			command_id: crypto.randomUUID(),
			feedback_id,
		});
		this.end = sent.outcome === 'answered' ? sent.answer.outcome : sent.outcome;
		if (this.end === 'deleted') this.rows = this.rows?.filter((row) => row.feedback_id !== feedback_id);
		this.busy = false;
	}
}

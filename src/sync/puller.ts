/*
 * Brings this device up to date with the server, one pull at a time. Knows the order of things and nothing of Dexie or
 * supabase-js: both are handed in.
 */
import type { Changes } from '#contracts/rows.ts';

type Failure = 'retry' | 'signed_out' | 'too_large' | 'broken';
export type PullOutcome = 'pulled' | Failure;

export interface PullWork {
	readMark(): Promise<{ cursor: string; scope_version: number; pulled_at: number } | undefined>;
	pull(cursor: string | undefined): Promise<{ outcome: 'pulled'; changes: Changes } | { outcome: Failure }>;
	apply(changes: Changes, how: { full: boolean; at: number }): Promise<void>;
	/** Milliseconds since the epoch. */
	now(): number;
	/** A bug or a storage that fails: for whoever reads the log, the screen learns `broken`. */
	report(error: unknown): void;
}

/** What is known about the connection, never more. */
export interface PullStanding {
	pulling: boolean;
	/** When this device last had everything, in milliseconds; undefined: never. */
	pulledAt: number | undefined;
	/** How the last attempt ended; undefined before the first one of this page. */
	last: PullOutcome | undefined;
}

export class Puller {
	#work: PullWork;
	#standing: PullStanding = { pulling: false, pulledAt: undefined, last: undefined };
	#listeners = new Set<() => void>();
	#running: Promise<PullOutcome> | undefined;
	#next: Promise<PullOutcome> | undefined;

	constructor(work: PullWork) {
		this.#work = work;
	}

	get standing(): PullStanding {
		return this.#standing;
	}

	/** Calls back after every change of `standing`. Returns how to stop. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * Resolves when a pull that began after this call has ended. Calls made while one runs share the one that follows:
	 * what the caller just did may have missed the running one. Never rejects.
	 */
	pullNow(): Promise<PullOutcome> {
		if (this.#running === undefined) {
			this.#running = this.#pullOnce();
			return this.#running;
		}
		this.#next ??= this.#running.then(() => {
			this.#next = undefined;
			this.#running = this.#pullOnce();
			return this.#running;
		});
		return this.#next;
	}

	async #pullOnce(): Promise<PullOutcome> {
		this.#change({ pulling: true });
		const outcome = await this.#pull().catch((error: unknown): PullOutcome => {
			// The device's storage failed: nothing was taken over, and the next pull may find it again.
			this.#work.report(error);
			return 'broken';
		});
		this.#running = undefined;
		const done = outcome === 'pulled' ? { pulledAt: this.#work.now() } : {};
		this.#change({ pulling: false, last: outcome, ...done });
		return outcome;
	}

	async #pull(): Promise<PullOutcome> {
		const mark = await this.#work.readMark();
		if (mark !== undefined && this.#standing.pulledAt === undefined)
			this.#change({ pulledAt: mark.pulled_at });
		if (mark !== undefined) {
			const answer = await this.#work.pull(mark.cursor);
			// `broken` with a cursor may be the cursor (another database behind the same address): asked again without.
			if (answer.outcome !== 'pulled' && answer.outcome !== 'broken') return answer.outcome;
			if (answer.outcome === 'pulled' && answer.changes.scope_version === mark.scope_version) {
				await this.#work.apply(answer.changes, { full: false, at: this.#work.now() });
				return 'pulled';
			}
		}
		const everything = await this.#work.pull(undefined);
		if (everything.outcome !== 'pulled') return everything.outcome;
		await this.#work.apply(everything.changes, { full: true, at: this.#work.now() });
		return 'pulled';
	}

	#change(news: Partial<PullStanding>): void {
		this.#standing = { ...this.#standing, ...news };
		for (const listener of this.#listeners) listener();
	}
}

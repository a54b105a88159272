/*
 * Brings this device up to date with the server, one pull at a time. Knows the order of things and nothing of Dexie or
 * supabase-js: both are handed in.
 */
import type { Changes } from '#contracts/rows.ts';

type Failure = 'retry' | 'signed_out' | 'too_large' | 'broken';
/** `no_space`: the device has no room for what the server sent. */
export type PullOutcome = 'pulled' | Failure | 'no_space';

export interface PullWork {
	readMark(): Promise<{ cursor: string; more: boolean; pulled_at: number | undefined } | undefined>;
	pull(cursor: string | undefined): Promise<{ outcome: 'pulled'; changes: Changes } | { outcome: Failure }>;
	apply(page: Changes, how: { at: number; settled: readonly number[] }): Promise<void>;
	/** Entries of the outbox that the server has carried out: a pull that begins now brings their effect. */
	readDone(): Promise<number[]>;
	/** Milliseconds since the epoch. */
	now(): number;
	/** A bug or a storage that fails: for whoever reads the log; answers what the screen may say of it. */
	judge(error: unknown): 'broken' | 'no_space';
}

/** What is known about the connection, never more. */
export interface PullStanding {
	pulling: boolean;
	/** When this device last had everything, in milliseconds; undefined: never. */
	pulledAt: number | undefined;
	/** Rows so far of a pull of several pages; undefined: none is under way. */
	received: number | undefined;
	/** Rows of the last pull that this version of the app does not understand. */
	unread: number;
	/** How the last attempt ended; undefined before the first one of this page. */
	last: PullOutcome | undefined;
}

export class Puller {
	#work: PullWork;
	#standing: PullStanding = {
		pulling: false,
		pulledAt: undefined,
		received: undefined,
		unread: 0,
		last: undefined,
	};
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
		// What a failing storage did not take over, the next pull brings again.
		const outcome = await this.#pull().catch((error: unknown): PullOutcome => this.#work.judge(error));
		this.#running = undefined;
		const done = outcome === 'pulled' ? { pulledAt: this.#work.now() } : {};
		this.#change({ pulling: false, received: undefined, last: outcome, ...done });
		return outcome;
	}

	async #pull(): Promise<PullOutcome> {
		const mark = await this.#work.readMark();
		if (mark?.pulled_at !== undefined && this.#standing.pulledAt === undefined)
			this.#change({ pulledAt: mark.pulled_at });
		// A pull that was cut off tells of the time when it began: its end says nothing about what was carried out since.
		if (mark?.more === true) {
			const rest = await this.#pullPages(mark.cursor, []);
			if (rest.outcome !== 'pulled') return rest.outcome;
			return (await this.#pullPages(rest.cursor, await this.#work.readDone())).outcome;
		}
		return (await this.#pullPages(mark?.cursor, await this.#work.readDone())).outcome;
	}

	async #pullPages(
		from: string | undefined,
		settled: readonly number[],
	): Promise<{ outcome: 'pulled'; cursor: string } | { outcome: Failure }> {
		let cursor = from;
		let received = 0;
		let unread = 0;
		for (;;) {
			const answer = await this.#work.pull(cursor);
			if (answer.outcome === 'broken' && cursor !== undefined) {
				// It may be the cursor (another database behind the same address): asked again without.
				cursor = undefined;
				continue;
			}
			if (answer.outcome !== 'pulled') return answer;
			const { changes } = answer;
			if (changes.more && changes.cursor === cursor) return { outcome: 'broken' };
			await this.#work.apply(changes, { at: this.#work.now(), settled });
			unread += changes.unread;
			cursor = changes.cursor;
			if (!changes.more) {
				this.#change({ unread });
				return { outcome: 'pulled', cursor };
			}
			for (const rows of Object.values(changes.rows)) received += rows.length;
			this.#change({ received });
		}
	}

	#change(news: Partial<PullStanding>): void {
		this.#standing = { ...this.#standing, ...news };
		for (const listener of this.#listeners) listener();
	}
}

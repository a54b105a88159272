/*
 * Brings this device up to date with the server, one pull at a time. Knows the order of things and nothing of Dexie or
 * supabase-js: both are handed in. Windows that pull side by side never lay one's older page over another's newer one: who comes second
 * goes on from where the first has come.
 */
import type { Changes } from '#contracts/rows.ts';
import type { Applied, PageFacts } from '#local/apply.ts';

type Failure = 'retry' | 'signed_out' | 'too_large' | 'broken';
/** `no_space`: the device has no room for what the server sent. */
export type PullOutcome = 'pulled' | Failure | 'no_space';

/** Where the device stands. */
interface Mark {
	cursor: string;
	/** The cursor stands in the middle of a pull. */
	more: boolean;
	pulled_at: number | undefined;
	unread: number;
}

export interface PullWork {
	readMark(): Promise<Mark | undefined>;
	pull(cursor: string | undefined): Promise<{ outcome: 'pulled'; changes: Changes } | { outcome: Failure }>;
	apply(page: Changes, facts: PageFacts): Promise<Applied>;
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
	/** Rows that are left out because this version of the app does not understand them. */
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
	/** This page of the app has taken over something. */
	#hasApplied = false;

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
		if (this.#next !== undefined) return this.#next;
		if (this.#running === undefined) return this.#begin();
		this.#next = this.#running.then(() => {
			this.#next = undefined;
			return this.#begin();
		});
		return this.#next;
	}

	#begin(): Promise<PullOutcome> {
		this.#running = this.#pullOnce();
		return this.#running;
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
		for (;;) {
			const mark = await this.#work.readMark();
			if (mark?.pulled_at !== undefined && this.#standing.pulledAt === undefined)
				this.#change({ pulledAt: mark.pulled_at, unread: mark.unread });
			// What a former version did not understand this one may: rows that were left out come with everything only.
			const anew = mark === undefined || (mark.unread > 0 && !this.#hasApplied);
			// A pull that was cut off tells of the time when it began: its end says nothing about what was carried out since.
			const resumes = !anew && mark.more;
			const settled = resumes ? [] : await this.#work.readDone();
			const outcome = await this.#pullPages(mark, anew ? undefined : mark.cursor, settled);
			if (outcome === 'overtaken' || (outcome === 'pulled' && resumes)) continue;
			return outcome;
		}
	}

	async #pullPages(
		mark: Mark | undefined,
		cursor: string | undefined,
		settled: readonly number[],
	): Promise<'pulled' | 'overtaken' | Failure> {
		let from = mark?.cursor;
		let asked = cursor;
		let hasGivenUp = false;
		let received = 0;
		for (;;) {
			const answer = await this.#work.pull(asked);
			if (answer.outcome === 'broken' && asked !== undefined && !hasGivenUp) {
				// It may be the cursor (another database behind the same address): asked again without, once.
				hasGivenUp = true;
				asked = undefined;
				continue;
			}
			if (answer.outcome !== 'pulled') return answer.outcome;
			const { changes } = answer;
			if (changes.more && changes.cursor === asked) return 'broken';
			const facts = { from, anew: asked === undefined, at: this.#work.now(), settled };
			const applied = await this.#work.apply(changes, facts);
			if (applied.outcome === 'overtaken') return 'overtaken';
			this.#hasApplied = true;
			this.#change({ unread: applied.unread });
			if (!changes.more) return 'pulled';
			from = changes.cursor;
			asked = changes.cursor;
			for (const rows of Object.values(changes.rows)) received += rows.length;
			this.#change({ received });
		}
	}

	#change(news: Partial<PullStanding>): void {
		this.#standing = { ...this.#standing, ...news };
		for (const listener of this.#listeners) listener();
	}
}

/*
 * Sends what the outbox holds, in the order of `outbox-plan.ts`, until nothing is left that can go. Knows neither Dexie nor supabase-js: both
 * are handed in. Sending twice is harmless (the server answers a command once), so locks between windows only spare work, and a window that
 * sleeps with one is passed by.
 */
import type { AnyAnswer } from '#contracts/commands.ts';
import { isRefusal } from '#contracts/commands.ts';
import type { Entry, Verdict } from '#local/outbox.ts';
import { type Channel, channels, pauseAfter, planNext } from '#sync/outbox-plan.ts';

export type SendOutcome =
	{ outcome: 'answered'; answer: AnyAnswer } | { outcome: 'retry' | 'signed_out' | 'too_large' | 'broken' };

export interface OutboxWork {
	/** Everything in the outbox, in its order. */
	entries(): Promise<Entry[]>;
	/** Sends one entry, its file before it. Never rejects; bounded in time. */
	send(entry: Entry): Promise<SendOutcome>;
	settle(entry: Entry, state: 'done' | 'refused', verdict: Verdict): Promise<void>;
	postpone(entry: Entry, notBefore: number): Promise<void>;
	endPostponing(): Promise<void>;
	/** Runs `work` unless another window is at it, then answers false. `passBy`: it has been at it for too long, go ahead anyway. */
	exclusively(channel: Channel, passBy: boolean, work: () => Promise<void>): Promise<boolean>;
	/** Something was carried out: the device wants the truth. */
	onCarriedOut(): void;
	/** False when the device knows that it has no network. */
	isOnline(): boolean;
	/** Milliseconds since the epoch. */
	now(): number;
	/** Calls back once after so many milliseconds; answers how to call it off. */
	later(callback: () => void, milliseconds: number): () => void;
	report(error: unknown): void;
}

/** Longer than the server remembers verdicts minus a margin: sending it now could do it twice. */
const tooOldMs = 60 * 24 * 60 * 60 * 1000;
/** How soon to look again after a channel that another window is busy with. */
const lookAgainMs = 5_000;
/** Another window that has not moved its first entry for so long sleeps: an upload may take its time, two minutes without an end do not. */
const passByMs = { urgent: 20_000, normal: 40_000, uploads: 240_000 } as const;

interface Busy {
	/** The first entry when another window was last seen at work, and since when it is that one. */
	head: string;
	since: number;
}

export class OutboxSender {
	#work: OutboxWork;
	#running = new Map<Channel, Promise<void>>();
	#again = new Set<Channel>();
	#timers = new Map<Channel, () => void>();
	#busy = new Map<Channel, Busy>();
	#signedOut = false;
	#stopped = false;

	constructor(work: OutboxWork) {
		this.#work = work;
	}

	/** The server does not know us: nothing goes out before the person has signed in. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/** Resolves when nothing is left that can go out now. Calls made while it runs make it look once more. Never rejects. */
	async flush(): Promise<void> {
		await Promise.all(channels.map((channel) => this.#flushChannel(channel)));
	}

	/** As `flush`, after something that speaks for a connection: what waits for its time goes at once. Never rejects. */
	async flushNow(): Promise<void> {
		await this.#work.endPostponing().catch((error: unknown) => this.#work.report(error));
		await this.flush();
	}

	/** Nothing is begun any more. */
	stop(): void {
		this.#stopped = true;
		for (const callOff of this.#timers.values()) callOff();
		this.#timers.clear();
	}

	#flushChannel(channel: Channel): Promise<void> {
		const running = this.#running.get(channel);
		if (running !== undefined) {
			this.#again.add(channel);
			return running;
		}
		const run = this.#drainChannel(channel).finally(() => this.#running.delete(channel));
		this.#running.set(channel, run);
		return run;
	}

	async #drainChannel(channel: Channel): Promise<void> {
		this.#timers.get(channel)?.();
		this.#timers.delete(channel);
		do {
			this.#again.delete(channel);
			try {
				if (!(await this.#hasWork(channel))) return;
				const passBy = await this.#isStuckElsewhere(channel);
				if (await this.#work.exclusively(channel, passBy, () => this.#drain(channel)))
					this.#busy.delete(channel);
				else this.#flushIn(channel, lookAgainMs);
			} catch (error) {
				// The device's storage failed, or another window took over: looked at again, nothing is lost.
				this.#work.report(error);
				this.#flushIn(channel, lookAgainMs);
				return;
			}
		} while (this.#again.has(channel) && !this.#stopped);
	}

	async #hasWork(channel: Channel): Promise<boolean> {
		if (this.#stopped) return false;
		return planNext(await this.#work.entries(), channel, this.#work.now()).outcome !== 'idle';
	}

	async #drain(channel: Channel): Promise<void> {
		for (;;) {
			if (this.#stopped || !this.#work.isOnline()) return;
			const step = planNext(await this.#work.entries(), channel, this.#work.now());
			if (step.outcome === 'idle') return;
			if (step.outcome === 'wait') {
				this.#flushIn(channel, step.milliseconds);
				return;
			}
			if ((await this.#sendOne(step.entry)) === 'stop') return;
		}
	}

	async #sendOne(entry: Entry): Promise<'go_on' | 'stop'> {
		const work = this.#work;
		if (work.now() - entry.written_at > tooOldMs) {
			await work.settle(entry, 'refused', { outcome: 'too_old' });
			return 'go_on';
		}
		const sent = await work.send(entry);
		this.#signedOut = sent.outcome === 'signed_out';
		switch (sent.outcome) {
			case 'answered': {
				const refused = isRefusal(sent.answer.outcome);
				await work.settle(entry, refused ? 'refused' : 'done', sent.answer);
				// Refused too: the device may believe something that is no longer so.
				work.onCarriedOut();
				return 'go_on';
			}
			case 'too_large':
			case 'broken':
				await work.settle(entry, 'refused', { outcome: sent.outcome });
				return 'go_on';
			case 'retry':
				// Without a network nothing left the device: that is no failure of this entry.
				if (work.isOnline()) await work.postpone(entry, work.now() + pauseAfter(entry.failures + 1));
				return 'go_on';
			case 'signed_out':
				return 'stop';
		}
	}

	/** Whether another window has been at this channel for too long without moving on. */
	async #isStuckElsewhere(channel: Channel): Promise<boolean> {
		const step = planNext(await this.#work.entries(), channel, this.#work.now());
		const head = step.outcome === 'send' ? `${step.entry.order} ${step.entry.failures}` : step.outcome;
		const busy = this.#busy.get(channel);
		if (busy?.head !== head) {
			this.#busy.set(channel, { head, since: this.#work.now() });
			return false;
		}
		return this.#work.now() - busy.since > passByMs[channel];
	}

	#flushIn(channel: Channel, milliseconds: number): void {
		if (this.#stopped) return;
		this.#timers.get(channel)?.();
		this.#timers.set(
			channel,
			this.#work.later(() => void this.#flushChannel(channel), milliseconds),
		);
	}
}

/*
 * Sends what the outbox holds, in the order of `outbox-plan.ts`, until nothing is left that can go. Knows neither Dexie nor supabase-js: both
 * are handed in. Sending twice is harmless (the server answers a command once), so locks between windows only spare work, and a window that
 * sleeps with one is passed by.
 */
import { type AnyAnswer, isRefusal } from '#contracts/commands.ts';
import type { Entry, Verdict } from '#local/outbox.ts';
import { type Channel, channels, pauseAfter, planNext, type Step } from '#sync/outbox-plan.ts';

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
	/**
	 * Runs `work` unless another window is at it, then answers false. `passBy`: it has been at it for too long, go ahead anyway. Also false when
	 * another window passes this one by; `work` then goes on, and ends by itself.
	 */
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
	/** Who may go on sending: one that was passed by ends after what it is at. */
	#turns = new Map<Channel, symbol>();
	#timers = new Map<Channel, () => void>();
	#busy = new Map<Channel, Busy>();
	/** Attempts in a row that nobody answered. */
	#unanswered = new Map<Channel, number>();
	/** Channels whose run has decided something. */
	#decided = new Set<Channel>();
	#listeners = new Set<() => void>();
	#signedOut = false;
	#stopped = false;

	constructor(work: OutboxWork) {
		this.#work = work;
	}

	/** The server does not know us: nothing goes out before the person has signed in. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/** Calls back after every attempt to send something. Returns how to stop. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Resolves when nothing is left that can go out now. Calls made while it runs make it look once more. Never rejects. */
	async flush(): Promise<void> {
		await Promise.all(channels.map((channel) => this.#flushChannel(channel)));
	}

	/** As `flush`, after something that speaks for a connection: what waits for its time goes at once. Never rejects. */
	async flushNow(): Promise<void> {
		await this.#work.endPostponing().catch((error: unknown) => this.#work.report(error));
		this.#unanswered.clear();
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
		const run = this.#look(channel);
		this.#running.set(channel, run);
		return run;
	}

	async #look(channel: Channel): Promise<void> {
		do {
			this.#again.delete(channel);
			try {
				await this.#lookOnce(channel);
			} catch (error) {
				// The device's storage failed: looked at again, nothing is lost. After the end (signing out) it is gone on purpose.
				if (!this.#stopped) this.#work.report(error);
				this.#flushIn(channel, lookAgainMs);
			}
		} while (this.#again.has(channel) && !this.#stopped);
		// In the same breath as the last look: who comes later must not wait for a run that has ended.
		this.#running.delete(channel);
		// What waited for a decision here may be another channel's to send: what follows the last acceptance of a lane is not urgent.
		if (this.#decided.delete(channel)) await this.flush();
	}

	async #lookOnce(channel: Channel): Promise<void> {
		this.#timers.get(channel)?.();
		this.#timers.delete(channel);
		const step = await this.#plan(channel);
		if (step.outcome === 'idle') this.#busy.delete(channel);
		if (step.outcome === 'wait') this.#flushIn(channel, step.milliseconds);
		if (step.outcome !== 'send') return;
		const turn = Symbol(channel);
		this.#turns.set(channel, turn);
		const passBy = this.#isStuckElsewhere(channel, step.entry);
		if (await this.#work.exclusively(channel, passBy, () => this.#drain(channel, turn))) {
			this.#busy.delete(channel);
			return;
		}
		this.#turns.delete(channel);
		this.#flushIn(channel, lookAgainMs);
	}

	/** Without a network nothing leaves the device, so nothing is tried: whoever notices one asks again. */
	async #plan(channel: Channel): Promise<Step> {
		if (this.#stopped || !this.#work.isOnline()) return { outcome: 'idle' };
		return planNext(await this.#work.entries(), channel, this.#work.now());
	}

	async #drain(channel: Channel, turn: symbol): Promise<void> {
		while (this.#turns.get(channel) === turn) {
			const step = await this.#plan(channel);
			if (step.outcome === 'wait') this.#flushIn(channel, step.milliseconds);
			if (step.outcome !== 'send' || this.#turns.get(channel) !== turn) return;
			const ended = await this.#sendOne(step.entry);
			for (const listener of this.#listeners) listener();
			if (ended === 'signed_out') return;
			if (ended === 'answered') {
				this.#unanswered.delete(channel);
				this.#decided.add(channel);
				// Its files need not wait for the rest.
				if (step.entry.name === 'create_request') void this.#flushChannel('uploads');
				continue;
			}
			// It is the server more often than the entry: five hundred entries must not each find that out for themselves.
			const unanswered = (this.#unanswered.get(channel) ?? 0) + 1;
			this.#unanswered.set(channel, unanswered);
			this.#flushIn(channel, pauseAfter(unanswered));
			return;
		}
	}

	async #sendOne(entry: Entry): Promise<'answered' | 'unanswered' | 'signed_out'> {
		const work = this.#work;
		if (work.now() - entry.written_at > tooOldMs) {
			await work.settle(entry, 'refused', { outcome: 'too_old' });
			return 'answered';
		}
		const sent = await work.send(entry);
		switch (sent.outcome) {
			case 'answered': {
				this.#signedOut = false;
				const refused = isRefusal(sent.answer.outcome);
				await work.settle(entry, refused ? 'refused' : 'done', sent.answer);
				// Refused too: the device may believe something that is no longer so.
				if (!this.#stopped) work.onCarriedOut();
				return 'answered';
			}
			case 'too_large':
			case 'broken':
				await work.settle(entry, 'refused', { outcome: sent.outcome });
				return 'answered';
			case 'retry':
				// Without a network nothing left the device: that is no failure of this entry.
				if (work.isOnline()) await work.postpone(entry, work.now() + pauseAfter(entry.failures + 1));
				return 'unanswered';
			case 'signed_out':
				this.#signedOut = true;
				return 'signed_out';
		}
	}

	/** Whether another window has been at this channel for too long without moving on. */
	#isStuckElsewhere(channel: Channel, { order, failures }: Entry): boolean {
		const head = `${order} ${failures}`;
		const now = this.#work.now();
		const busy = this.#busy.get(channel);
		if (busy?.head !== head || busy.since > now) {
			this.#busy.set(channel, { head, since: now });
			return false;
		}
		return now - busy.since > passByMs[channel];
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

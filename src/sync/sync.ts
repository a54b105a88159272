/*
 * The only room that knows device and server. One Sync per signed-in person and page; screens read the database and act through `run`.
 */
import type { CommandAnswer, CommandArguments } from '#contracts/commands.ts';
import type { ArgumentsOf, EveryCommandName } from '#contracts/every-command.ts';
import { applyPage, readMark } from '#local/apply.ts';
import { isOutOfSpace, type LocalDatabase } from '#local/database.ts';
import {
	dropEntry,
	type Enclosed,
	endPostponing,
	type Entry,
	type EntryOf,
	keepCommand,
	type KeptCommand,
	type LocalRefusal,
	postponeEntry,
	readBytes,
	localRefusals,
	readDone,
	readOutbox,
	retryEntry,
	settleEntry,
	watchEntry,
} from '#local/outbox.ts';
import type { Ears, Listener } from '#remote/live.ts';
import type { Sent } from '#remote/send.ts';
import type { UploadOutcome } from '#remote/upload.ts';
import { exclusively } from '#sync/exclusively.ts';
import { pullChanges, sendCommand } from '#sync/reach.ts';
import { keepPulling } from '#sync/schedule.ts';
import { OutboxSender, type SendOutcome } from '#sync/outbox.ts';
import { type PullOutcome, Puller } from '#sync/puller.ts';

/**
 * How what a person did stands when the screen that did it has waited long enough. `order` names it in the outbox; undefined: the device had no
 * room to keep it.
 */
export type Ran<Name extends KeptCommand> =
	| { outcome: 'answered'; answer: CommandAnswer<Name>; order: number | undefined }
	/** Kept on the device; it goes out by itself. */
	| { outcome: 'kept'; order: number; because: 'offline' | 'unanswered' | 'signed_out' }
	| { outcome: LocalRefusal; order: number | undefined }
	/** The device could not keep it and the server did not answer: nothing is known, the person has to try again. */
	| { outcome: 'not_kept' };

/** A screen waits so long for a verdict before it says that it comes later. */
const patience = 16_000;
/** While a long outbox goes out, the device is brought up to date this often. */
const pullDuringFlushMs = 1_000;

export class Sync {
	readonly puller: Puller;
	readonly sender: OutboxSender;
	#profileId: string;
	#database: LocalDatabase;
	#pullSoon: ReturnType<typeof setTimeout> | undefined;

	constructor(profileId: string, database: LocalDatabase) {
		this.#profileId = profileId;
		this.#database = database;
		this.puller = new Puller({
			readMark: () => readMark(database),
			pull: (cursor) => pullChanges(profileId, cursor),
			apply: (page, how) => applyPage(database, page, how),
			readDone: () => readDone(database),
			now: () => Date.now(),
			judge(error) {
				reportError(error);
				return isOutOfSpace(error) ? 'no_space' : 'broken';
			},
		});
		this.sender = new OutboxSender({
			entries: async () => (await readOutbox(database)).entries,
			send: (entry) => this.#send(entry),
			settle: (entry, state, verdict) => settleEntry(database, entry, state, verdict),
			postpone: (entry, notBefore) => postponeEntry(database, entry, notBefore),
			endPostponing: () => endPostponing(database),
			exclusively: (channel, passBy, work) =>
				exclusively(`rufkreis-outbox-${profileId}-${channel}`, passBy, work),
			onCarriedOut: () => this.#pullSoonAgain(),
			isOnline: () => navigator.onLine,
			now: () => Date.now(),
			later(callback, milliseconds) {
				const timer = setTimeout(callback, milliseconds);
				return () => clearTimeout(timer);
			},
			report: reportError,
		});
	}

	/** `deviceId`: under which the person is called here; undefined: they are not. Returns how to stop. */
	start(deviceId: () => string | undefined): () => void {
		const stop = new AbortController();
		const stopPulling = keepPulling(
			() => this.#sync(),
			(ears) => listen({ profileId: this.#profileId, deviceId }, ears),
		);
		// A hidden page pulls nothing, but what waits goes out.
		addEventListener('online', () => void this.sender.flushNow(), { signal: stop.signal });
		return () => {
			stop.abort();
			stopPulling();
			this.sender.stop();
			clearTimeout(this.#pullSoon);
		};
	}

	/** What a reason to pull is worth: the rest of the outbox goes out too. */
	async #sync(): Promise<void> {
		const flushing = this.sender.flush();
		// The server was reached: what was put off because it was not goes at once.
		if ((await this.pullNow()) === 'pulled') await this.sender.flushNow();
		await flushing;
	}

	/** As `Puller.pullNow`: resolves when a pull that began after this call has ended. Never rejects. */
	pullNow(): Promise<PullOutcome> {
		// One that was to come soon is this one.
		clearTimeout(this.#pullSoon);
		this.#pullSoon = undefined;
		return this.puller.pullNow();
	}

	/**
	 * Keeps a command on the device, then sends it: whatever dies in between, it goes out once. Answers with the server's verdict, and has
	 * then brought the device up to date; or after a while with `kept`. A refusal that is answered here was told to the person by the screen
	 * that asked, so it does not stay in the outbox; one that comes later does. With `draft` (key of the draft it was made from, which goes in
	 * the transaction that keeps the command) a refusal stays until the caller has kept the words elsewhere and drops it. Never throws.
	 */
	async run<Name extends KeptCommand>(
		name: Name,
		args: CommandArguments<Name>,
		beside: { enclosed?: Enclosed; draft?: string } = {},
	): Promise<Ran<Name>> {
		let order: number;
		try {
			order = await keepCommand(this.#database, name, args, { at: Date.now(), ...beside });
		} catch (error) {
			reportError(error);
			return this.#runUnkept(name, args);
		}
		void this.sender.flushNow();
		const entry = await this.#waitForVerdict<Name>(order);
		if (entry?.verdict === undefined) {
			if (this.sender.signedOut) return { outcome: 'kept', order, because: 'signed_out' };
			return { outcome: 'kept', order, because: navigator.onLine ? 'unanswered' : 'offline' };
		}
		const { verdict } = entry;
		const isTold = document.visibilityState === 'visible' && beside.draft === undefined;
		if (entry.state === 'refused' && isTold) await this.drop(order).catch(reportError);
		if (isLocal(verdict)) return { ...verdict, order };
		await this.pullNow();
		return { outcome: 'answered', answer: verdict, order };
	}

	/** For commands that are not kept (devices, which repeat them by themselves; coordination, which needs the network anyway): sends at once or not at all. Never throws. */
	async sendNow<Name extends EveryCommandName>(name: Name, args: ArgumentsOf<Name>): Promise<Sent<Name>> {
		const sent = await sendCommand(this.#profileId, name, args);
		if (sent.outcome === 'answered') await this.pullNow();
		return sent;
	}

	/** The person wants a refused entry tried again. Rejects when the device's storage fails. */
	async retry(order: number): Promise<void> {
		await retryEntry(this.#database, order, Date.now());
		await this.sender.flushNow();
	}

	/** The person lets go of an entry, and of what only made sense after it. Rejects when the device's storage fails. */
	drop(order: number): Promise<void> {
		return dropEntry(this.#database, order);
	}

	async #runUnkept<Name extends KeptCommand>(name: Name, args: CommandArguments<Name>): Promise<Ran<Name>> {
		if (name === 'attach_file') return { outcome: 'not_kept' };
		const sent = await this.sendNow(name, args);
		switch (sent.outcome) {
			case 'answered':
				return { ...sent, order: undefined };
			case 'too_large':
			case 'broken':
				return { outcome: sent.outcome, order: undefined };
			case 'retry':
			case 'signed_out':
				return { outcome: 'not_kept' };
		}
	}

	async #send(entry: Entry): Promise<SendOutcome> {
		if (entry.name !== 'attach_file') return sendCommand(this.#profileId, entry.name, entry.args);
		const uploaded = await this.#upload(entry).catch((): UploadOutcome => 'retry');
		// Whoever may not put it there is told why by the command itself.
		if (uploaded !== 'uploaded' && uploaded !== 'denied') return { outcome: uploaded };
		return sendCommand(this.#profileId, entry.name, entry.args);
	}

	/** Rejects when the device's storage fails, or the code cannot be fetched. */
	async #upload({ args }: EntryOf<'attach_file'>): Promise<UploadOutcome> {
		const bytes = await readBytes(this.#database, args.attachment_id);
		if (bytes === undefined) return 'broken';
		const { uploadFile } = await import('#remote/upload.ts');
		const path = `${args.request_id}/${args.attachment_id}`;
		return (await uploadFile(this.#profileId, path, bytes, args.content_type)).outcome;
	}

	/**
	 * The entry once it is decided; as it is when the first attempt failed, the person has to sign in, there is no network, or `patience` is over.
	 * Undefined: another window has brought its effect already, or nothing was read before the end.
	 */
	#waitForVerdict<Name extends KeptCommand>(order: number): Promise<EntryOf<Name> | undefined> {
		return new Promise((resolve) => {
			let last: Entry | undefined;
			const stop = new AbortController();
			const stopWatching = watchEntry(this.#database, order, (entry) => {
				last = entry;
				if (entry?.state !== 'waiting' || entry.failures > 0) end();
			});
			const stopListening = this.sender.subscribe(() => {
				if (this.sender.signedOut) end();
			});
			const timer = setTimeout(end, patience);
			addEventListener('offline', end, { signal: stop.signal });
			if (!navigator.onLine) end();

			function end(): void {
				stopWatching();
				stopListening();
				clearTimeout(timer);
				stop.abort();
				// The order was given for a command of this name.
				resolve(last as EntryOf<Name> | undefined);
			}
		});
	}

	#pullSoonAgain(): void {
		this.#pullSoon ??= setTimeout(() => {
			this.#pullSoon = undefined;
			void this.puller.pullNow();
		}, pullDuringFlushMs);
	}
}

function isLocal(verdict: { outcome: string }): verdict is { outcome: LocalRefusal } {
	return localRefusals.some((word) => word === verdict.outcome);
}

/** Listening is code no first paint waits for. Where it cannot be loaded, sweeps do alone what they do anyway. Returns how to stop. */
function listen(listener: Listener, ears: Ears): () => void {
	const stop = new AbortController();
	import('#remote/live.ts')
		.then(({ followLive }) => followLive(listener, ears, stop.signal))
		.catch(() => undefined);
	return () => stop.abort();
}

export type { Sent };

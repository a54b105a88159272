/*
 * One alerted person and one request: asks the ticket doors, keeps the standing. Works without session, without a device database and
 * without a worker; needs nothing but the ticket.
 */
import type { PushPayload } from '#contracts/push-payload.ts';
import { sendTicket } from '#contracts/ticket-door.ts';
import { undoPatience } from '#domain/request.ts';
import { closeAskingNotifications, forgetKeptTap, forgetLastAlert, readLastAlert } from '#push/last-alert.ts';
import { clock } from '#state/clock.svelte.ts';
import {
	applyAnswer,
	type Ask,
	type Choice,
	firstStanding,
	type KnownRequest,
	requestOfAlert,
	type Standing,
} from './standing.ts';

/** Milliseconds until a question, or a tap, is called unanswered. */
const patience = 8000;

export class Acceptance {
	readonly requestId: string;
	#ticket: string | undefined;
	/** Rises with every tap: a look that began before a tap must not overwrite what the tap brought. */
	#taps = 0;

	request = $state.raw<KnownRequest>();
	standing: Standing = $state.raw({ step: 'loading' });
	sending = $state.raw<Choice | 'undo'>();
	isChecking = $state(false);

	/** `ticket` from the address, empty when it had none; `alert` as the worker left it on this device, of whatever request. */
	constructor(requestId: string, ticket: string, alert: PushPayload | undefined) {
		this.requestId = requestId;
		const own = alert?.request_id === requestId ? alert : undefined;
		this.#ticket = ticket === '' ? own?.ticket : ticket;
		this.request = own && requestOfAlert(own);
		this.standing = firstStanding({
			ticket: this.#ticket !== undefined,
			request: this.request !== undefined,
		});
	}

	/** Asks the server how it stands. Safe to call at any time. */
	async check(): Promise<void> {
		if (this.#ticket === undefined || this.isChecking || this.sending !== undefined) return;
		const taps = this.#taps;
		this.isChecking = true;
		let answer = await sendTicket('peek', this.#ticket, patience);
		if (answer.outcome === 'expired' && (await this.#takeNewerTicket())) {
			answer = await sendTicket('peek', this.#ticket, patience);
		}
		this.isChecking = false;
		if (taps !== this.#taps) return;
		if (answer.outcome === 'open') this.request = answer.request;
		await this.#apply('peek', answer);
	}

	async choose(choice: Choice | 'undo'): Promise<void> {
		if (this.#ticket === undefined || this.sending !== undefined) return;
		this.#taps += 1;
		this.sending = choice;
		const sent = sendTicket(choice, this.#ticket, patience);
		// Beside it: a disk that does not answer must not hold up the tap.
		void forgetKeptTap(this.requestId);
		const answer = await sent;
		this.sending = undefined;
		await this.#apply(choice, answer);
		// Opened from the receipt it may not know yet what is open again.
		if (this.standing.step === 'open' && this.request === undefined) await this.check();
	}

	/** Accepted here, less than a minute ago. */
	readonly mayUndo = $derived.by(() => {
		const { standing } = this;
		if (standing.step !== 'yours' || standing.at === undefined || standing.undo === 'too_late') return false;
		return clock.now.getTime() - standing.at.getTime() < undoPatience;
	});

	/** Asks now and whenever the page is seen again, the network returns or the worker heard something. */
	watch(): () => void {
		const ended = new AbortController();
		const { signal } = ended;
		const check = (): void => void this.check();
		const onVisible = (): void => {
			if (document.visibilityState === 'visible') check();
		};
		document.addEventListener('visibilitychange', onVisible, { signal });
		addEventListener('online', check, { signal });
		void listenToWorker(check, signal);
		check();
		return () => ended.abort();
	}

	async #apply(asked: Ask, answer: Parameters<typeof applyAnswer>[2]): Promise<void> {
		const context = { knowsRequest: this.request !== undefined, now: clock.now };
		this.standing = applyAnswer(this.standing, asked, answer, context);
		const isAsking = ['loading', 'open', 'unreachable'].includes(this.standing.step);
		// Apart: nothing here waits for what is taken along. Where it cannot be fetched the next pull brings the request.
		if (this.#ticket !== undefined && (!isAsking || answer.outcome === 'undone'))
			void import('#state/take-along.ts').then(
				({ takeAlong }) => takeAlong(this.requestId, this.#ticket ?? '', answer),
				() => undefined,
			);
		// An alert with buttons must not outlive what this page has said.
		if (isAsking) return;
		if (this.#ticket !== undefined) void forgetLastAlert(this.#ticket);
		await closeAskingNotifications(this.requestId);
	}

	/** After a release or hand-over the worker may have left the alert of the new round. */
	async #takeNewerTicket(): Promise<boolean> {
		const alert = await readLastAlert();
		if (alert?.request_id !== this.requestId || alert.ticket === undefined || alert.ticket === this.#ticket)
			return false;
		this.#ticket = alert.ticket;
		return true;
	}
}

/** Loaded apart: the button must not wait for it, and the page works without. Never throws. */
async function listenToWorker(check: () => void, signal: AbortSignal): Promise<void> {
	try {
		const { registerWorker } = await import('#push/register-worker.ts');
		if (signal.aborted) return;
		const stop = registerWorker({
			onPull: check,
			// Registering a device needs a session, reloading for an update the person's word: both are the app's, at its next start.
			onSubscriptionChanged: () => undefined,
			onUpdateWaiting: () => undefined,
		});
		signal.addEventListener('abort', stop);
	} catch {
		// Offline before this part was ever kept: the page still asks when it is seen and when the network returns.
	}
}

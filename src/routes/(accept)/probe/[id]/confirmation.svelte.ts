/** One test alarm and the person who sees it: asks the ticket door, keeps what it said. Needs nothing but the ticket. */
import { sendTicket } from '#contracts/ticket-door.ts';
import { closeAskingNotifications, forgetKeptTap } from '#push/last-alert.ts';
import { forgetLastTest } from '#push/last-test.ts';

/** Milliseconds until a tap is called unanswered. */
const patience = 8000;

export class Confirmation {
	readonly testId: string;
	readonly #ticket: string;

	step = $state.raw<'asking' | 'confirmed' | 'expired' | 'not_allowed' | 'no_ticket'>('asking');
	/** Why the last tap has confirmed nothing. */
	trouble = $state.raw<'offline' | 'unanswered' | undefined>();
	isSending = $state(false);

	/** `ticket`: empty when the address had none and the device keeps none. */
	constructor(testId: string, ticket: string) {
		this.testId = testId;
		this.#ticket = ticket;
		if (ticket === '') this.step = 'no_ticket';
	}

	/** Safe to call twice: the door answers the same ticket with the same truth. */
	async confirm(): Promise<void> {
		if (this.step !== 'asking' || this.isSending) return;
		this.isSending = true;
		this.trouble = undefined;
		const sent = sendTicket('confirm', this.#ticket, patience);
		// Beside it: a disk that does not answer must not hold up the tap.
		void forgetKeptTap(this.testId);
		const { outcome } = await sent;
		this.isSending = false;
		if (outcome === 'offline' || outcome === 'unanswered') {
			this.trouble = outcome;
			return;
		}
		this.step = outcome;
		void forgetLastTest(this.#ticket);
		// A notification with a button must not outlive what this page has said.
		await closeAskingNotifications(this.testId);
	}
}

/** Where an alerted person stands with a request: what the page shows, decided from answers alone. */
import type { PersonName, RequestReceipt } from '#contracts/commands.ts';
import type { PushPayload } from '#contracts/push-payload.ts';
import type { DoorAnswer, NoAnswer } from '#contracts/ticket-door.ts';
import type { Offer, PeekedRequest } from '#contracts/tickets.ts';
import { priorities } from '#domain/request.ts';

export type Choice = 'accept' | 'later' | 'decline';
/** What the page may ask of the doors. */
export type Ask = Choice | 'undo' | 'peek';
type Trouble = NoAnswer['outcome'];

/** The request as far as the device knows it; the notification carries no text. */
export type KnownRequest = Omit<PeekedRequest, 'id' | 'body'> & { body: string };

export type Standing =
	| { step: 'loading' }
	/**
	 * `isConfirmed`: the server has said so. `failed`: this tap brought no answer. `noted`: it knows the person's answer. `offer`: what "later"
	 * has offered.
	 */
	| {
			step: 'open';
			isConfirmed: boolean;
			trouble?: Trouble;
			failed?: Choice;
			noted?: 'later' | 'decline' | 'undone';
			offer?: Offer;
	  }
	/** `at`: when this page heard it; unknown when it was taken elsewhere or before. `undo`: why it could not be taken back. */
	| { step: 'yours'; receipt: RequestReceipt; at?: Date; undo?: 'too_late' | Trouble }
	/** `isRace`: the person had tapped and lost. */
	| { step: 'taken'; by: PersonName; isRace: boolean }
	| { step: 'closed' | 'expired' | 'not_allowed' | 'no_ticket' }
	| { step: 'unreachable'; trouble: Trouble };

/** What an alert on this device says about its request; undefined for one without facts. */
export function requestOfAlert(alert: PushPayload): KnownRequest | undefined {
	const priority = priorities.find((known) => known === alert.priority);
	if (alert.facts === undefined || priority === undefined) return undefined;
	return { ...alert.facts, priority, body: '' };
}

/** Before the server was asked. */
export function firstStanding(has: { ticket: boolean; request: boolean }): Standing {
	if (!has.ticket) return { step: 'no_ticket' };
	return has.request ? { step: 'open', isConfirmed: false } : { step: 'loading' };
}

/** The next standing after the server, or nobody, answered `asked`. `knowsRequest`: there is something to show behind the button. */
export function applyAnswer(
	before: Standing,
	asked: Ask,
	answer: DoorAnswer<Ask>,
	context: { knowsRequest: boolean; now: Date },
): Standing {
	switch (answer.outcome) {
		case 'accepted':
			return { step: 'yours', receipt: answer.request, at: context.now };
		case 'already_yours':
			// Asking again after the tap must not take the time away.
			return before.step === 'yours'
				? { ...before, receipt: answer.request }
				: { step: 'yours', receipt: answer.request };
		case 'taken':
			return {
				step: 'taken',
				by: answer.by,
				isRace: asked === 'accept' || (before.step === 'taken' && before.isRace),
			};
		case 'closed':
		case 'expired':
		case 'not_allowed':
			return { step: answer.outcome };
		case 'noted':
			return {
				step: 'open',
				isConfirmed: true,
				...(asked === 'later' || asked === 'decline' ? { noted: asked } : {}),
				...(answer.offer && { offer: answer.offer }),
			};
		case 'undone':
			return { step: 'open', isConfirmed: true, noted: 'undone' };
		case 'too_late':
			return before.step === 'yours' ? { ...before, undo: 'too_late' } : before;
		case 'open': {
			const { noted, offer } = before.step === 'open' ? before : {};
			return { step: 'open', isConfirmed: true, ...(noted && { noted }), ...(offer && { offer }) };
		}
		case 'offline':
			return withoutAnswer(before, asked, 'offline', context.knowsRequest);
		case 'unanswered':
		case 'command_reused':
			// `command_reused` is an answer to commands, not to tickets: a server that gives it has confirmed nothing.
			return withoutAnswer(before, asked, 'unanswered', context.knowsRequest);
	}
}

/** Which sentence stands under a receipt that could not be taken back. A button that is gone must not be named any more. */
export function sayUndo(
	standing: Standing,
	mayUndo: boolean,
): 'too_late' | Trouble | `${Trouble}_too_late` | undefined {
	if (standing.step !== 'yours' || standing.undo === undefined) return undefined;
	const { undo } = standing;
	return undo === 'too_late' || mayUndo ? undo : `${undo}_too_late`;
}

function withoutAnswer(before: Standing, asked: Ask, trouble: Trouble, knowsRequest: boolean): Standing {
	if (asked === 'undo') return before.step === 'yours' ? { ...before, undo: trouble } : before;
	const isDecided = before.step !== 'loading' && before.step !== 'unreachable' && before.step !== 'open';
	// What the server has said once stays true until it says otherwise.
	if (isDecided) return before;
	if (!knowsRequest) return { step: 'unreachable', trouble };
	const said = before.step === 'open' ? before : { isConfirmed: false };
	return { ...said, step: 'open', trouble, ...(asked !== 'peek' && { failed: asked }) };
}

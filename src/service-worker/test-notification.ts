/**
 * What a test alarm and the weekly check say on the lock screen. Apart from requests: no word of theirs may be heard as one of a real alert, and
 * nothing of it can be accepted.
 */
import type { PushPayload } from '#contracts/push-payload.ts';
import type { DoorAnswer } from '#contracts/ticket-door.ts';
import { compose, dictionaries, type ShownNotification, type Tap } from './shown-notification.ts';

/** As the server composed it. The weekly check makes no sound: nobody has asked for it at this minute, and nothing is to be done. */
export function describeTest(payload: PushPayload): ShownNotification {
	const { title, body, ticket, weekly = false, quiet = false } = payload;
	if (weekly) return compose(payload, { title, lines: [body], buttons: [], opens: 'devices', sound: 'calm' });
	return compose(payload, {
		title,
		lines: [body],
		// Without a ticket it could not act.
		buttons: ticket === undefined ? [] : ['confirm'],
		opens: ticket === undefined ? 'devices' : 'confirm',
		sound: quiet ? 'calm' : 'rings',
	});
}

export function describeTestWaiting(payload: PushPayload): ShownNotification {
	const { title, body } = dictionaries[payload.language].test.waiting;
	return compose(payload, { title, lines: [body], buttons: [], opens: 'confirm', sound: 'calm' });
}

/** Nobody has heard of the tap yet; it is sent by itself. */
export function describeTestKept(payload: PushPayload, trouble: 'offline' | 'unanswered'): ShownNotification {
	const { title, body } = dictionaries[payload.language].test.kept[trouble];
	const buttons = trouble === 'offline' ? (['forget'] as const) : [];
	return compose(payload, { title, lines: [body], buttons, opens: 'confirm', sound: 'calm' });
}

/** What became of "arrived". Any other answer has confirmed nothing. */
export function describeTestAnswer(payload: PushPayload, answer: DoorAnswer<Tap>): ShownNotification {
	const words = dictionaries[payload.language].test;
	const { outcome } = answer;
	if (outcome === 'confirmed' || outcome === 'expired' || outcome === 'not_allowed') {
		const { title, body } = words[outcome];
		return compose(payload, { title, lines: [body], buttons: [], opens: 'devices', sound: 'calm' });
	}
	const { title, body } = outcome === 'offline' ? words.offline : words.unanswered;
	return compose(payload, { title, lines: [body], buttons: ['confirm'], opens: 'confirm', sound: 'calm' });
}

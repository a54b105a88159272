/**
 * What a notification says and does, decided without a browser: a payload or a server's answer goes in, the arguments of
 * `showNotification` come out. Chromium throws on two combinations: `silent` with `vibrate`, `silent` with `renotify`.
 */
import type { PushPayload } from '#contracts/push-payload.ts';
import type { DoorAnswer } from '#contracts/ticket-door.ts';
import type { Offer } from '#contracts/tickets.ts';
import { clockTime, stampTime } from '#domain/time-words.ts';
import {
	compose,
	dictionaries,
	type KeptTapName,
	type Language,
	type Saying,
	type ShownNotification,
	type Tap,
} from './shown-notification.ts';
import {
	describeTest,
	describeTestAnswer,
	describeTestKept,
	describeTestWaiting,
} from './test-notification.ts';

/** A message of the server. An alert without ticket, or for somebody who coordinates, has no buttons: they could not act. */
export function describeMessage(payload: PushPayload): ShownNotification {
	const { title, body: text, kind, ticket, priority, quiet = false, assigned = false } = payload;
	if (kind === 'taken') {
		return compose(payload, {
			title,
			lines: [text],
			buttons: assigned ? ['open'] : [],
			opens: 'request',
			// What others do is no news to ring for; what became one's own is.
			sound: assigned ? 'rings' : 'calm',
		});
	}
	if (kind === 'test') return describeTest(payload);
	if (kind === 'several') {
		// Which of them somebody takes is chosen from the list.
		const stays = priority === 1;
		return compose(payload, { title, lines: [text], buttons: [], opens: 'list', sound: 'rings', stays });
	}
	const mayAct = ticket !== undefined && payload.unanswered !== true;
	return compose(payload, {
		title,
		lines: [text],
		buttons: mayAct ? ['accept', 'later'] : [],
		opens: mayAct ? 'accept' : 'request',
		sound: quiet ? 'calm' : 'rings',
		stays: priority === 1,
	});
}

/** Between tap and answer, on a slow line. The body leads to the page that asks the server, should the worker die meanwhile. */
export function describeWaiting(payload: PushPayload, tap: Tap): ShownNotification {
	if (tap === 'confirm') return describeTestWaiting(payload);
	const { waiting } = dictionaries[payload.language];
	return compose(payload, {
		title: waiting[tap],
		lines: [subject(payload), waiting.body],
		buttons: [],
		opens: tap === 'undo' ? 'request' : 'accept',
		sound: 'calm',
	});
}

/** A tap without an answer that is kept and sent again. `offline`: nothing has left the device. `until`: then it becomes a question. */
export function describeKept(
	payload: PushPayload,
	tap: KeptTapName,
	trouble: 'offline' | 'unanswered',
	until: Date,
): ShownNotification {
	if (tap === 'confirm') return describeTestKept(payload, trouble);
	const { kept } = dictionaries[payload.language];
	return compose(payload, {
		title: kept[trouble][tap],
		lines: [subject(payload), kept.body(clockTime(until)), tap === 'accept' ? kept.notYours : ''],
		// What may have arrived cannot be called back from here.
		buttons: trouble === 'offline' ? ['forget'] : [],
		opens: 'accept',
		sound: 'calm',
	});
}

/** A kept tap whose time is over: it is not sent any more unless the person says so again. A test is over with it. */
export function describeQuestion(payload: PushPayload, tap: KeptTapName): ShownNotification {
	if (tap === 'confirm') return describeTestAnswer(payload, { outcome: 'expired' });
	const { question } = dictionaries[payload.language];
	return compose(payload, {
		title: question.title,
		lines: [subject(payload), question[tap]],
		buttons: ['accept', 'later'],
		opens: 'accept',
		sound: 'rings',
		stays: payload.priority === 1,
	});
}

/** What became of a tap. `now` is the moment the answer came. */
export function describeAnswer(
	payload: PushPayload,
	tap: Tap,
	answer: DoorAnswer<Tap>,
	now: Date,
): ShownNotification {
	if (tap === 'confirm') return describeTestAnswer(payload, answer);
	const words = dictionaries[payload.language];
	const about = subject(payload);
	const end = { buttons: [], opens: 'request', sound: 'rings' } as const;
	switch (answer.outcome) {
		case 'accepted':
		case 'already_yours': {
			const { callback, place, title } = answer.request;
			const where = joined(', ', payload.facts?.municipality ?? '', place);
			const contact = joined(' · ', callback && words.yours.callback(callback), where);
			const lines = payload.hides_content === true ? [about, words.yours.hidden] : [contact, title];
			return compose(payload, {
				title: answer.outcome === 'accepted' ? words.yours.accepted(clockTime(now)) : words.yours.already,
				lines,
				// What was taken before is not a slip of the finger.
				buttons: answer.outcome === 'accepted' ? ['open', 'undo'] : ['open'],
				opens: 'request',
				sound: 'calm',
			});
		}
		case 'noted':
			return compose(payload, {
				title: words.later.title,
				lines: [about, sayOffer(answer.offer, now, payload.language)],
				buttons: ['accept'],
				opens: 'accept',
				sound: 'calm',
			});
		case 'undone':
			return compose(payload, {
				title: words.undone.title,
				lines: [about, words.undone.body],
				buttons: ['accept'],
				opens: 'accept',
				sound: 'calm',
			});
		case 'too_late':
			return compose(payload, {
				...end,
				title: words.tooLate.title,
				lines: [about, words.tooLate.body],
				buttons: ['open'],
			});
		case 'taken': {
			const { name, municipality } = answer.by;
			const who = municipality === '' ? name : `${name} (${municipality})`;
			const { fasterHidden, byHidden, body } = words.taken;
			const said =
				payload.hides_content === true
					? { faster: fasterHidden, by: byHidden }
					: { faster: words.taken.faster(who), by: words.taken.by(who) };
			return compose(payload, {
				...end,
				title: tap === 'accept' ? said.faster : said.by,
				lines: [about, body],
			});
		}
		case 'closed':
			return compose(payload, { ...end, title: words.closed.title, lines: [about, words.closed.body] });
		case 'expired':
			return compose(payload, { ...end, title: words.expired.title, lines: [about, words.expired.body] });
		case 'not_allowed':
			return compose(payload, { ...end, title: words.notAllowed.title, lines: [words.notAllowed.body] });
		case 'offline':
		case 'unanswered':
		case 'confirmed':
		case 'command_reused': {
			// `command_reused` is an answer to commands and `confirmed` one to a test: a server that gives them has confirmed nothing.
			const trouble = answer.outcome === 'offline' ? words.offline : words.unanswered;
			return compose(payload, {
				title: trouble.title,
				lines: [about, trouble[tap]],
				...(tap === 'undo'
					? ({ buttons: ['open', 'undo'], opens: 'request' } as const)
					: ({ buttons: ['accept', 'later'], opens: 'accept' } as const)),
				sound: 'rings',
				stays: payload.priority === 1,
			});
		}
	}
}

/** What was promised by the tap, so that whoever did not mean it can say so. */
function sayOffer(offer: Offer | undefined, now: Date, language: Language): string {
	const words = dictionaries[language].later;
	if (offer?.by_phone === true) return words.byPhone;
	if (offer?.available_at === undefined) return words.body;
	return words.from(stampTime(new Date(offer.available_at), now, language));
}

/** For a push without a message of ours: still exactly one notification, or the browser takes the permission away. */
export function describeUnreadable(
	said: { title?: string; body?: string },
	language: Language,
): ShownNotification {
	const { title, body = '' } = said;
	const words = title === undefined ? dictionaries[language].unreadable : { title, body };
	return plain(words, language, 'rings');
}

/** For whatever is sent here after the person has left: still one notification, and nothing of what it was about. */
export function describeSignedOut(language: Language): ShownNotification {
	return plain(dictionaries[language].signedOut, language, 'calm');
}

/** Belongs to no request and carries nothing along. */
function plain(
	{ title, body }: { title: string; body: string },
	language: Language,
	sound: Saying['sound'],
): ShownNotification {
	return {
		title,
		options: {
			body,
			tag: 'rufkreis',
			lang: language,
			icon: '/icons/icon-192.png',
			badge: '/icons/badge-96.png',
			silent: sound === 'calm',
			renotify: sound === 'rings',
			requireInteraction: false,
			actions: [],
			data: null,
		},
	};
}

function joined(separator: string, ...parts: string[]): string {
	return parts.filter((part) => part !== '').join(separator);
}

/** What a notification is about, as far as this lock screen may say. */
function subject({ facts, title, priority, hides_content, language }: PushPayload): string {
	if (hides_content === true) return dictionaries[language].hidden(priority);
	return facts?.title ?? title;
}

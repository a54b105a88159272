/**
 * From the facts of a delivery to the bytes a device gets, in the language of its person. Pure. Texts stay text: nothing here is HTML,
 * and nothing of it is ever put together as HTML by those who show it.
 */
import { payloadBytes } from '#contracts/push-payload.ts';
import type { DeclarativePush, PushPayload } from '#contracts/push-payload.ts';
import { push as german } from '#messages/de/push.ts';
import { push as english } from '#messages/en/push.ts';
import type { Claimed } from './claim.ts';

/** What a claim knows about its delivery, as far as it is told. */
export type MessageFacts = Omit<
	Claimed,
	'deliveryId' | 'attempts' | 'deviceId' | 'endpoint' | 'p256dh' | 'auth' | 'ttl'
>;

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' });
/** Tried in turn until the whole body fits. The last one always does: nine texts of 40 bytes beside 1 KB of fixed parts. */
const textLimits = [Infinity, 800, 500, 350, 250, 180, 120, 80, 40];
/** Line breaks, control characters and direction marks could make a lock screen say something else than was written. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

function jsonBytes(text: string): number {
	return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** At most `limit` bytes inside JSON, cut between what people see as characters. */
function shorten(text: string, limit: number): string {
	if (jsonBytes(text) <= limit) return text;
	const mark = '…';
	let room = limit - jsonBytes(mark);
	let end = 0;
	for (const { segment, index } of graphemes.segment(text)) {
		room -= jsonBytes(segment);
		if (room < 0) break;
		end = index + segment.length;
	}
	return text.slice(0, end).trimEnd() + mark;
}

function oneLine(text: string): string {
	return text.replace(unprintable, ' ').replace(/ {2,}/g, ' ').trim();
}

function compose(facts: MessageFacts, ticket: string, limit: number): PushPayload {
	const words = facts.language === 'de' ? german : english;
	function cut(text: string): string {
		return shorten(text, limit);
	}
	function line(parts: readonly string[]): string {
		return parts
			.map((part) => cut(oneLine(part)))
			.filter((part) => part !== '')
			.join(' · ');
	}
	const common = {
		version: 1,
		rev: facts.rev,
		language: facts.language,
		request_id: facts.requestId,
		priority: facts.priority,
		expires_at: facts.expiresAt,
	} as const;
	if (facts.kind === 'taken') {
		const name = line([facts.takerName ?? '']);
		const by =
			name === '' ? words.takenBySomebody : words.takenBy(name, line([facts.takerMunicipality ?? '']));
		if (facts.takerId !== facts.profileId)
			return { ...common, kind: 'taken', title: by, body: line([facts.title]) };
		if (!facts.assigned)
			return { ...common, kind: 'taken', title: words.takenByYou, body: line([facts.title]) };
		return {
			...common,
			kind: 'taken',
			assigned: true,
			title: words.assigned,
			body: line([
				facts.title,
				facts.callback === '' ? '' : words.callback(oneLine(facts.callback)),
				facts.place,
			]),
		};
	}
	const callback = oneLine(facts.callback);
	return {
		...common,
		kind: 'alert',
		...(facts.quiet && { quiet: true }),
		title: line([facts.quiet ? words.openAgain(facts.title) : facts.title, facts.municipality]),
		body: line([
			words.priorities[facts.priority],
			callback === '' ? '' : words.callback(callback),
			facts.place,
		]),
		ticket,
		facts: {
			number: facts.number,
			title: cut(facts.title),
			municipality: cut(facts.municipality),
			cluster: cut(facts.cluster),
			place: cut(facts.place),
			callback: cut(facts.callback),
			created_at: facts.createdAt.toISOString(),
		},
	};
}

/** Where a tap on Apple's own notification leads. The ticket stays behind the #: servers and logs never see it. */
function navigateTo(payload: PushPayload, origin: string): string {
	if (payload.ticket === undefined) return `${origin}/anfragen/${payload.request_id}`;
	return `${origin}/annehmen/${payload.request_id}#${payload.ticket}`;
}

function declare(payload: PushPayload, origin: string): DeclarativePush {
	return {
		web_push: 8030,
		mutable: true,
		notification: {
			title: payload.title,
			body: payload.body,
			navigate: navigateTo(payload, origin),
			lang: payload.language,
			tag: payload.request_id,
			data: payload,
		},
	};
}

/**
 * The JSON one device gets, at most `payloadBytes` of UTF-8: declarative for Apple (shown even when no worker runs), the plain
 * payload for everyone else. `origin` is ours, without a trailing slash.
 */
export function composeMessage(facts: MessageFacts, ticket: string, origin: string): string {
	for (const limit of textLimits) {
		const payload = compose(facts, ticket, limit);
		const message = facts.host.endsWith('.push.apple.com') ? declare(payload, origin) : payload;
		const text = JSON.stringify(message);
		if (Buffer.byteLength(text) <= payloadBytes) return text;
	}
	throw new Error('a message does not fit although all its texts are short');
}

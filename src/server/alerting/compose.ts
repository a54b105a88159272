/**
 * From the facts of a delivery to the bytes a device gets, in the language of its person. Pure. Texts stay text: nothing here is HTML,
 * and nothing of it is ever put together as HTML by those who show it.
 */
import { payloadBytes, severalTag } from '#contracts/push-payload.ts';
import type { DeclarativePush, PushPayload } from '#contracts/push-payload.ts';
import { push as german } from '#messages/de/push.ts';
import { push as english } from '#messages/en/push.ts';
import type { Claimed } from './claim.ts';

/** What a claim knows about its delivery, as far as it is told. */
export type MessageFacts = Omit<
	Claimed,
	'deliveryId' | 'attempts' | 'deviceId' | 'endpoint' | 'p256dh' | 'auth' | 'ttl'
>;

/** Of several requests: as many as a lock screen has lines for, and as the worker has to know to show none of them twice. */
const mostNamed = 3;
const mostListed = 20;

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

/** What a lock screen reads. Whoever stands beside it reads it too: without content it names nobody, no place and no subject. */
function say(facts: MessageFacts, limit: number): Pick<PushPayload, 'title' | 'body'> {
	const words = facts.language === 'de' ? german : english;
	function line(...parts: readonly string[]): string {
		return parts
			.map((part) => shorten(oneLine(part), limit))
			.filter((part) => part !== '')
			.join(' · ');
	}
	const { kind, priority, showsContent } = facts;
	if (kind === 'several') {
		const requests = facts.requests ?? [];
		const named = requests.slice(0, mostNamed).map(({ title, municipality }) => line(title, municipality));
		const more = requests.length - named.length;
		return {
			title: words.several(requests.length),
			body: showsContent
				? [...named, ...(more > 0 ? [words.more(more)] : [])].join('\n')
				: words.withoutContent.mostUrgent(priority),
		};
	}
	// Nothing of a request, so the lock screen has nothing to hide.
	if (kind === 'test') return facts.weekly ? words.weekly : words.test;
	const callback = oneLine(facts.callback);
	const contact = [callback === '' ? '' : words.callback(callback), facts.place];
	if (kind === 'alert') {
		if (!showsContent) {
			const { alert, openAgain, unanswered } = words.withoutContent;
			const say = facts.toCoordination ? unanswered : facts.quiet ? openAgain : alert;
			return { title: say(priority), body: '' };
		}
		const title = facts.toCoordination
			? words.unanswered(facts.title)
			: facts.quiet
				? words.openAgain(facts.title)
				: facts.title;
		return {
			title: line(title, facts.municipality),
			body: line(words.priorities[priority], ...contact),
		};
	}
	const about = showsContent ? line(facts.title) : words.withoutContent.about(priority);
	if (isAssigned(facts))
		return { title: words.assigned, body: showsContent ? line(facts.title, ...contact) : about };
	if (facts.takerId === facts.profileId) return { title: words.takenByYou, body: about };
	const name = line(facts.takerName ?? '');
	if (!showsContent || name === '') return { title: words.takenBySomebody, body: about };
	return { title: words.takenBy(name, line(facts.takerMunicipality ?? '')), body: about };
}

function isAssigned({ kind, assigned, takerId, profileId }: MessageFacts): boolean {
	return kind === 'taken' && assigned && takerId === profileId;
}

function compose(facts: MessageFacts, ticket: string, limit: number): PushPayload {
	const common = {
		version: 1,
		kind: facts.kind,
		rev: facts.rev,
		language: facts.language,
		request_id: facts.requestId,
		priority: facts.priority,
		expires_at: facts.expiresAt,
		...say(facts, limit),
		...(!facts.showsContent && { hides_content: true }),
	} as const;
	if (facts.kind === 'taken') return { ...common, ...(isAssigned(facts) && { assigned: true }) };
	if (facts.kind === 'test') return { ...common, ticket, ...(facts.weekly && { weekly: true }) };
	if (facts.kind === 'several') {
		const listed = (facts.requests ?? []).slice(0, mostListed);
		return { ...common, ticket, request_ids: listed.map(({ requestId }) => requestId) };
	}
	function cut(text: string): string {
		return shorten(text, limit);
	}
	return {
		...common,
		...(facts.quiet && { quiet: true }),
		...(facts.toCoordination && { unanswered: true }),
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
	if (payload.kind === 'several') return `${origin}/anfragen`;
	// The app renews its subscription at its start, which is all that the weekly check wants of a tap.
	if (payload.weekly === true) return `${origin}/ich`;
	if (payload.kind === 'test') return `${origin}/probe/${payload.request_id}#${payload.ticket ?? ''}`;
	if (payload.ticket === undefined || payload.unanswered === true)
		return `${origin}/anfragen/${payload.request_id}`;
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
			tag: payload.kind === 'several' ? severalTag : payload.request_id,
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

/** "Later": what somebody who cannot come now may offer instead, and what of it stands. */

import { holidaysOf } from './holidays.ts';
import type { LaterChoice } from './later-choice.ts';
import { midnightOf, momentOf, wallTime } from './wall-time.ts';

/** Those with a time, as ISO 8601. */
export type LaterTimes = Record<Exclude<LaterChoice, 'by_phone'>, string>;

const minute = 60_000;
const day = 24 * 60 * minute;
/** O'clock, when a working day begins. */
const morning = 8;

/** `shown` is a midnight. */
function isWorkingDay(shown: number): boolean {
	const date = new Date(shown);
	return date.getUTCDay() % 6 !== 0 && !holidaysOf(date.getUTCFullYear()).includes(shown);
}

/** Eight o'clock of the next day after `now` that is no Saturday, no Sunday and no public holiday of Saxony. */
export function nextWorkingMorning(now: Date): Date {
	let shown = midnightOf(wallTime(now.getTime())) + day;
	while (!isWorkingDay(shown)) shown += day;
	return new Date(momentOf(shown + morning * 60 * minute));
}

/** When each choice would be. Half an hour and two hours are elapsed ones, to the full minute, never earlier than said. */
export function laterTimes(now: Date): LaterTimes {
	const soon = Math.ceil(now.getTime() / minute) * minute;
	return {
		half_hour: new Date(soon + 30 * minute).toISOString(),
		two_hours: new Date(soon + 120 * minute).toISOString(),
		tomorrow: nextWorkingMorning(now).toISOString(),
	};
}

interface Answer {
	kind: string;
	actor_id: string | null;
	happened_at: string;
	facts: {
		available_at?: string | undefined;
		by_phone?: boolean | undefined;
		alert_round?: number | undefined;
	};
}

export interface StandingOffer {
	profileId: string;
	/** Null: by phone only. */
	availableAt: string | null;
}

const answers = ['later', 'declined', 'withdrawn', 'accepted'];

/** Last words of people about a request, by person. */
function lastAnswers<Event extends Answer>(events: readonly Event[]): Map<string, Event> {
	const last = new Map<string, Event>();
	for (const event of events) {
		if (event.actor_id === null || !answers.includes(event.kind)) continue;
		const other = last.get(event.actor_id);
		if (other === undefined || Date.parse(event.happened_at) >= Date.parse(other.happened_at))
			last.set(event.actor_id, event);
	}
	return last;
}

/**
 * What is offered for a request, earliest first, by phone last; private.standing_offer says the same of one person. An offer is a last word: of
 * an open request, in its running round.
 */
export function standingOffers(
	request: { status: string; alert_round: number },
	events: readonly Answer[],
): StandingOffer[] {
	if (request.status !== 'open') return [];
	const offers: StandingOffer[] = [];
	for (const [profileId, { kind, facts }] of lastAnswers(events)) {
		if (kind !== 'later' || facts.alert_round !== request.alert_round) continue;
		if (facts.available_at !== undefined) offers.push({ profileId, availableAt: facts.available_at });
		else if (facts.by_phone === true) offers.push({ profileId, availableAt: null });
	}
	return offers.toSorted((a, b) => moment(a) - moment(b));
}

function moment({ availableAt }: StandingOffer): number {
	return availableAt === null ? Infinity : Date.parse(availableAt);
}

/** Whether the person has said "not possible", in this round of an open request. */
export function hasDeclined(
	request: { status: string; alert_round: number },
	events: readonly Answer[],
	profileId: string,
): boolean {
	const said = lastAnswers(events).get(profileId);
	return (
		request.status === 'open' && said?.kind === 'declined' && said.facts.alert_round === request.alert_round
	);
}

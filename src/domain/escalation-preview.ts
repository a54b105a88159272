/** What a cluster's steps mean for a request, in sentences: pure, and spoken before anything is saved. */
import type { Language } from '#messages/language.ts';
import {
	lapMilliseconds,
	oldestMilliseconds,
	silenceMilliseconds,
	urgentMilliseconds,
} from './alert-plan.ts';
import { stepsFor, timelineOf } from './escalation.ts';
import type { EscalationStep, EscalationTarget } from './escalation.ts';
import { priorities } from './request.ts';
import type { Priority } from './request.ts';

const minute = 60_000;

/** The rules of a round that the screen explains, in the units people count in. */
export const roundRules = {
	lapMinutes: lapMilliseconds / minute,
	urgentHours: urgentMilliseconds / (60 * minute),
	silenceMinutes: silenceMilliseconds / minute,
	oldestDays: oldestMilliseconds / (24 * 60 * minute),
} as const;

export interface PreviewAlert {
	step: EscalationStep;
	/** Since the request was asked, when every step before reaches somebody: the latest. */
	minute: number;
	/** An earlier step of the same part has called the same people: only the repeats ring again. */
	isKnown: boolean;
	/** The repeats, likewise. */
	again: readonly number[];
	/** False: a round is over before this. */
	isInTime: boolean;
}

export interface PreviewPart {
	/** Neighbours, the most urgent first. */
	priorities: readonly Priority[];
	alerts: readonly PreviewAlert[];
}

/** Priorities that go through the same steps stand together, the most urgent first. Every priority is in exactly one part. */
export function previewOf(steps: readonly EscalationStep[]): PreviewPart[] {
	const parts: { priorities: Priority[]; alerts: PreviewAlert[] }[] = [];
	for (const priority of priorities) {
		const last = parts.at(-1);
		const mine = stepsFor(steps, priority);
		// Fewer steps come to what is less urgent, never others.
		if (last?.alerts.length === mine.length) last.priorities.push(priority);
		else parts.push({ priorities: [priority], alerts: alertsOf(mine) });
	}
	return parts;
}

function alertsOf(steps: readonly EscalationStep[]): PreviewAlert[] {
	const moments = timelineOf(steps);
	return steps.map((step, place) => {
		const own = moments.filter((moment) => moment.step === place);
		const first = own.find(({ isRepeat }) => !isRepeat)?.minute ?? 0;
		return {
			step,
			minute: first,
			isKnown: steps.slice(0, place).some((other) => areSamePeople(other, step)),
			again: own.filter(({ isRepeat }) => isRepeat).map((moment) => moment.minute),
			isInTime: first < oldestMilliseconds / minute,
		};
	});
}

function areSamePeople(one: EscalationStep, other: EscalationStep): boolean {
	return one.target === other.target && one.profileId === other.profileId;
}

/**
 * What happens while nobody is on call. `unused`: no step asks for it. `last`: it is left out, and nobody comes after it. `nobody`: there is no other
 * step. Else the step that then comes at once, for the least urgent of the requests that would have come to it.
 */
export function withoutOnCall(
	steps: readonly EscalationStep[],
): 'unused' | 'last' | 'nobody' | EscalationStep {
	const place = steps.findIndex(({ target }) => target === 'on_call');
	if (place < 0) return 'unused';
	const onCall = steps[place];
	if (onCall === undefined) return 'unused';
	const [next] = stepsFor(steps.slice(place + 1), onCall.lowestPriority);
	return next ?? (steps.length > 1 ? 'last' : 'nobody');
}

/**
 * Whether a step asks only for people whom an earlier one has alerted already: topic owners, and whoever is on call, are members too. It takes its
 * time all the same, and rings again only by its repeats.
 */
export function isCovered(steps: readonly EscalationStep[], place: number): boolean {
	const step = steps[place];
	if (step === undefined || step.target === 'coordination' || step.target === 'members') return false;
	return steps.slice(0, place).some(({ target, lowestPriority }) => {
		return target === 'members' && lowestPriority >= step.lowestPriority;
	});
}

interface PreviewWords {
	targets: Record<Exclude<EscalationTarget, 'person'>, string>;
	nobodyChosen: string;
	formerMember: string;
	at: (time: string) => string;
	atOnce: string;
	sameTime: string;
	again: (times: string) => string;
	onceMore: (whom: string) => string;
	whoeverIsLeft: string;
	never: string;
	minutes: (n: string) => string;
	hours: (n: number) => string;
	days: (n: number) => string;
	and: string;
}

const words: Record<Language, PreviewWords> = {
	de: {
		targets: {
			on_call: 'Bereitschaft',
			members: 'alle verfügbaren Mitglieder',
			owners: 'Themen-Zuständige',
			coordination: 'Koordination',
		},
		nobodyChosen: 'noch niemand gewählt',
		formerMember: 'ein ehemaliges Mitglied',
		at: (time) => `Nach ${time}`,
		atOnce: 'Sofort',
		sameTime: 'Gleichzeitig',
		again: (times) => `nach ${times} noch einmal`,
		onceMore: (whom) => `${whom} noch einmal`,
		whoeverIsLeft: 'soweit noch nicht gerufen',
		never: 'kommt nicht mehr an die Reihe',
		minutes: (n) => `${n} Min`,
		hours: (n) => `${n} Std`,
		days: (n) => (n === 1 ? '1 Tag' : `${n} Tagen`),
		and: ' und ',
	},
	en: {
		targets: {
			on_call: 'whoever is on call',
			members: 'all available members',
			owners: 'topic owners',
			coordination: 'coordination',
		},
		nobodyChosen: 'nobody chosen yet',
		formerMember: 'a former member',
		at: (time) => `After ${time}`,
		atOnce: 'At once',
		sameTime: 'At the same time',
		again: (times) => `once more after ${times}`,
		onceMore: (whom) => `${whom} once more`,
		whoeverIsLeft: 'as far as not called yet',
		never: 'its turn does not come any more',
		minutes: (n) => `${n} min`,
		hours: (n) => `${n} h`,
		days: (n) => (n === 1 ? '1 day' : `${n} days`),
		and: ' and ',
	},
};

export interface PreviewLine {
	/** `Nach 5 Min`. */
	when: string;
	/** `alle verfügbaren Mitglieder, nach 10 Min noch einmal`. */
	whom: string;
	step: EscalationStep;
}

/** Name of a person on this device; undefined when it is not known. */
export type NameOf = (profileId: string) => string | undefined;

/** `alle verfügbaren Mitglieder`; for a person their name. */
export function sayTarget(
	{ target, profileId }: Pick<EscalationStep, 'target' | 'profileId'>,
	language: Language,
	nameOf: NameOf,
): string {
	const say = words[language];
	if (target !== 'person') return say.targets[target];
	return profileId === null ? say.nobodyChosen : (nameOf(profileId) ?? say.formerMember);
}

/** One line for each alert of a part, in order. */
export function sayPart({ alerts }: PreviewPart, language: Language, nameOf: NameOf): PreviewLine[] {
	const say = words[language];
	return alerts.map((alert, place) => {
		const before = alerts[place - 1];
		const at = firstHeard(alert);
		const isTogether = before !== undefined && firstHeard(before) === at;
		const when = isTogether ? say.sameTime : at === 0 ? say.atOnce : say.at(sayMinutes(at, language));
		return { when, whom: sayWhom(alert, language, nameOf), step: alert.step };
	});
}

/** Whom the same people's earlier step has called hears only the repeats. */
function firstHeard({ minute: first, again, isKnown }: PreviewAlert): number {
	return isKnown ? (again[0] ?? first) : first;
}

function sayWhom(alert: PreviewAlert, language: Language, nameOf: NameOf): string {
	const say = words[language];
	const whom = sayTarget(alert.step, language, nameOf);
	if (!alert.isInTime) return `${whom}, ${say.never}`;
	const heard = alert.again.filter((moment) => moment < oldestMilliseconds / minute);
	if (alert.isKnown && heard.length === 0) return `${whom}, ${say.whoeverIsLeft}`;
	const named = alert.isKnown ? say.onceMore(whom) : whom;
	const more = alert.isKnown ? heard.slice(1) : heard;
	return more.length === 0 ? named : `${named}, ${say.again(sayTimes(more, language))}`;
}

/** The whole of a part as one text: `Sofort: Bereitschaft. Nach 5 Min: alle verfügbaren Mitglieder, nach 10 Min noch einmal.` */
export function sayWhole(part: PreviewPart, language: Language, nameOf: NameOf): string {
	return sayPart(part, language, nameOf)
		.map(({ when, whom }) => `${when}: ${whom}.`)
		.join(' ');
}

/** `45 Min`, `1 Std 30 Min`, `2 Tagen 3 Std`: of the 10 steps a policy may have each may wait for a day. */
export function sayMinutes(minutes: number, language: Language): string {
	const say = words[language];
	const days = minutes > 2880 ? Math.floor(minutes / 1440) : 0;
	const hours = Math.floor((minutes - days * 1440) / 60);
	const rest = minutes % 60;
	const said = [
		...(days > 0 ? [say.days(days)] : []),
		...(hours > 0 ? [say.hours(hours)] : []),
		...(rest > 0 || minutes === 0 ? [say.minutes(String(rest))] : []),
	];
	return said.join(' ');
}

/** `10, 15 und 20 Min`. */
function sayTimes(times: readonly number[], language: Language): string {
	const say = words[language];
	const areMinutes = times.every((time) => time < 60);
	const said = times.map((time) => (areMinutes ? String(time) : sayMinutes(time, language)));
	const head = said.slice(0, -1).join(', ');
	const list = [...(head === '' ? [] : [head]), ...said.slice(-1)].join(say.and);
	return areMinutes ? say.minutes(list) : list;
}

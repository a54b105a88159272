/**
 * Who gets a mail because the alert on their devices ended in silence, whether the silence of all is passed on to the webhook of the network, and when
 * to look again: a pure function of the facts of one round and the time.
 * A message of the second channel promises what the alert promises: nobody who asked, gave the request back, rests, pauses, has answered or may not
 * come gets one, nobody gets two for one round, and nothing is sent once the request is not open any more.
 */
import type { ClusterFacts, HelperFacts } from './alert-plan.ts';
import { restOf } from './availability.ts';
import type { Priority } from './request.ts';

export type MailCause =
	/** The alert was on its way to their devices, and none has confirmed it. */
	| 'silence'
	/** They were to be reached, and have no device that can be. */
	| 'without_device';

/** A person whom the round was to reach. */
export interface SoughtPerson {
	profileId: string;
	/** When the first alert of this round for a device of theirs was planned; null: there is no device for one. */
	alertedAt: Date | null;
	/** Whether any device of theirs has confirmed one. */
	hasArrived: boolean;
	/** Not switched off, and there is an address. */
	wantsMail: boolean;
	wasMailed: boolean;
}

export interface SilenceFacts {
	cluster: ClusterFacts;
	priority: Priority;
	/** Still open, and in this round. */
	isOpen: boolean;
	requesterId: string;
	/** Who has given the request back and so began this round. */
	releasedBy: string | null;
	/** Who has said "later" or "not possible" in this round. */
	answered: readonly string[];
	people: readonly SoughtPerson[];
	/** When the round began. */
	openedAt: Date;
	/** null: the network has none. */
	webhook: { lowestPriority: Priority; wasTold: boolean } | null;
}

export interface SilencePlan {
	mails: { profileId: string; cause: MailCause }[];
	/** Nobody's device has confirmed anything: the webhook is told, once per round. */
	passOn: boolean;
	/** When silence may have become long enough for somebody else; null: there is nobody to wait for. */
	lookAt: Date | null;
}

const minute = 60_000;

/** How long the devices of a person may be silent about an alert before a mail follows. */
export function silenceBeforeMail(priority: Priority): number {
	return priority === 1 ? 3 * minute : 10 * minute;
}

/** How long a message of the second channel is worth sending. */
export const secondChannelMilliseconds = 60 * minute;

/** Never throws. */
export function planSecondChannel(facts: SilenceFacts, now: Date): SilencePlan {
	const plan: SilencePlan = { mails: [], passOn: false, lookAt: null };
	if (!facts.isOpen) return plan;
	const wait = silenceBeforeMail(facts.priority);
	function isOverSince(start: Date): boolean {
		const due = new Date(start.getTime() + wait);
		if (due <= now) return true;
		if (plan.lookAt === null || due < plan.lookAt) plan.lookAt = due;
		return false;
	}
	const spared = new Set([facts.requesterId, facts.releasedBy, ...facts.answered]);
	for (const person of facts.people) {
		const { profileId, alertedAt } = person;
		if (person.hasArrived || !person.wantsMail || person.wasMailed || spared.has(profileId)) continue;
		if (alertedAt !== null && !isOverSince(alertedAt)) continue;
		if (!mayBeMailed(facts, profileId, now)) continue;
		spared.add(profileId);
		plan.mails.push({ profileId, cause: alertedAt === null ? 'without_device' : 'silence' });
	}
	// One device that has confirmed is a person who may know; from then on it is theirs and the steps' to go on.
	const { webhook, people, openedAt } = facts;
	const isMeant = webhook !== null && !webhook.wasTold && facts.priority <= webhook.lowestPriority;
	plan.passOn = isMeant && !people.some(({ hasArrived }) => hasArrived) && isOverSince(openedAt);
	return plan;
}

/** As a member or as the coordination they may come; and if they rest in either place, they rest. Never throws. */
export function mayBeMailed(
	{ cluster, priority }: Pick<SilenceFacts, 'cluster' | 'priority'>,
	profileId: string,
	now: Date,
): boolean {
	const roles = [...cluster.members, ...cluster.coordinators].filter(
		(helper) => helper.profileId === profileId && helper.mayHelp,
	);
	return roles.length > 0 && !roles.some((helper) => rests(helper, cluster.clusterId, priority, now));
}

function rests(helper: HelperFacts, clusterId: string, priority: Priority, now: Date): boolean {
	if (helper.pausedUntil !== null && helper.pausedUntil > now) return true;
	return restOf(helper.wishes, { clusterId, priority, isOnCall: helper.isOnCall }, now) !== 'none';
}

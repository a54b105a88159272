/**
 * Who is reached by an alert now, and when to look again: the whole course of a round as one pure function of facts and time. Each call takes the
 * course of the round so far and answers the next piece of it, so whatever died half-way is decided again from the same facts.
 *
 * What it promises, whatever the facts: nobody who asked, gave the request back, rests, has answered or may not come is alerted; no device twice in
 * a round except by a repeat that the steps state, or when a request of the first priority goes round again; a step with nobody to reach costs no
 * time; who rested is called once when they do not any more, as long as nobody has accepted; a round always ends.
 */
import { restOf } from './availability.ts';
import type { NotificationWishes } from './availability.ts';
import { repeatMinutes, stepsFor } from './escalation.ts';
import type { EscalationStep, EscalationTarget } from './escalation.ts';
import type { Priority } from './request.ts';

/** `quarantined`: its push service refuses us for this device until the person opens the app there again. `off`: its person wants no alerts on it. */
export type DeviceState = 'reachable' | 'quarantined' | 'removed' | 'off';

export interface HelperFacts {
	profileId: string;
	/** Active, a specialist and still in the cluster, or of the coordination: anybody else's tap would be refused. */
	mayHelp: boolean;
	/** Of this cluster alone. */
	pausedUntil: Date | null;
	wishes: NotificationWishes;
	isOwner: boolean;
	isOnCall: boolean;
	devices: readonly { deviceId: string; state: DeviceState }[];
}

/** The same for all requests of a cluster. */
export interface ClusterFacts {
	clusterId: string;
	steps: readonly EscalationStep[];
	members: readonly HelperFacts[];
	coordinators: readonly HelperFacts[];
}

export interface AlertFacts {
	cluster: ClusterFacts;
	alertId: string;
	priority: Priority;
	requesterId: string;
	/** Who has just given the request back; they know about it. */
	releasedBy: string | null;
	openedAt: Date;
	/** Who has said "later" or "not possible" in this round. */
	answered: readonly string[];
	/** Devices of this round: `pending` has not left yet, or is tried again. What failed for good is not here. */
	alerted: ReadonlyMap<string, 'pending' | 'sent'>;
	/** Of the alerts that `course.awaits` names: whether any device has confirmed one. */
	hasArrived: boolean;
}

/** Where a round stands between two looks. */
export interface AlertCourse {
	/** Those in force when the round began: whoever edits them meanwhile changes the next round. */
	steps: EscalationStep[];
	/** Next to fire; behind the last one: the end of the round. */
	position: number;
	repeat: number;
	/** How often it has gone round already. */
	lap: number;
	/** The steps are through; it only waits for people who rested. */
	isLate: boolean;
	/** When that is planned. The look may be earlier, to see whether anything arrived. */
	regularAt: Date;
	/** Alerts of the step that fired last, as long as nobody's device has confirmed one and there are other people to go on to. */
	awaits: string[];
	/** The step after the one that fired last. */
	after: number;
	/** Who was not reached in this round, and why. */
	left: Record<string, 'resting' | 'without_device'>;
}

/** One line of the history: numbers of people, except `devices`. */
export interface StepReport {
	target: EscalationTarget;
	people: number;
	devices: number;
	paused: number;
	resting: number;
	without_device: number;
	/** The step once more. */
	again?: true;
	/** Whoever it could reach has been alerted in this round already. */
	covered?: true;
	/** Nothing of the step before had arrived within a minute. */
	early?: true;
}

export interface EndReport {
	ended: 'exhausted' | 'age';
	people: 0;
}

export interface AlertPlan {
	recipients: { profileId: string; deviceId: string; forCoordination: boolean }[];
	/** In their order. That the steps are through is said once in a round. */
	reports: (StepReport | EndReport)[];
	/** Until when the push services keep trying, and a tap acts without being asked again. */
	expiresAt: Date;
	/** In the round so far, people. */
	left: { resting: number; without_device: number };
	next: { outcome: 'looks'; at: Date; course: AlertCourse } | { outcome: 'ends' };
}

const minute = 60_000;

/** How long one alert is worth waking somebody. */
export const stepMilliseconds = 60 * minute;
/** Without any device that confirms within this time the next step need not wait. */
export const silenceMilliseconds = minute;
/** A request of the first priority goes through its steps again so long after the last one, until its limit. */
export const lapMilliseconds = 10 * minute;
export const urgentMilliseconds = 4 * 60 * minute;
/** So often somebody who rested is looked for once the steps are through. */
export const lateMilliseconds = 30 * minute;
/** No round alerts anybody after this time, whatever its steps say. */
export const oldestMilliseconds = 3 * 24 * 60 * minute;

/** Plans everything that is due in one round at `now`. Never throws. */
export function planAlert(facts: AlertFacts, given: AlertCourse | null, now: Date): AlertPlan {
	const course = given === null ? beginCourse(facts) : { ...given, left: { ...given.left } };
	const { steps } = course;
	const chosen = new Map<string, AlertPlan['recipients'][number]>();
	const reports: AlertPlan['reports'] = [];
	const age = now.getTime() - facts.openedAt.getTime();

	function finish(next: AlertPlan['next']): AlertPlan {
		const reasons = Object.values(course.left);
		return {
			recipients: [...chosen.values()],
			reports,
			expiresAt: new Date(now.getTime() + stepMilliseconds),
			left: {
				resting: reasons.filter((reason) => reason === 'resting').length,
				without_device: reasons.filter((reason) => reason === 'without_device').length,
			},
			next,
		};
	}

	function sayEnd(ended: EndReport['ended']): void {
		if (!course.isLate) reports.push({ ended, people: 0 });
	}

	let isEarly = false;
	if (course.awaits.length > 0) {
		if (facts.hasArrived) course.awaits = [];
		else if (now < course.regularAt && course.after < steps.length) {
			// Neither its repeats: they would go to the same devices. What is awaited stays so until somebody new is called: a step whose people were
			// called in vain is left as early.
			isEarly = true;
			Object.assign(course, { position: course.after, repeat: 0, regularAt: now });
		}
	}

	for (;;) {
		if (age >= oldestMilliseconds) {
			sayEnd('age');
			return finish({ outcome: 'ends' });
		}
		if (now < course.regularAt) return finish({ outcome: 'looks', at: nextLook(course, now), course });
		const step = steps[course.position];
		if (step === undefined) {
			const again = { position: 0, repeat: 0, regularAt: now, awaits: [] };
			if (facts.priority === 1 && steps.length > 0 && age < urgentMilliseconds) {
				Object.assign(course, again, { lap: course.lap + 1 });
				continue;
			}
			sayEnd('exhausted');
			if (!Object.values(course.left).includes('resting')) return finish({ outcome: 'ends' });
			// Asked in the evening while everybody rests, it would be heard of by nobody in the morning.
			Object.assign(course, again, { isLate: true, left: {} });
			continue;
		}
		const mayRingAgain = !course.isLate && (course.repeat > 0 || course.lap > 0);
		const { report, recipients, isCovered } = reach(
			facts,
			step,
			{ chosen, left: course.left, mayRingAgain },
			now,
		);
		for (const recipient of recipients) chosen.set(recipient.deviceId, recipient);
		const reached = new Set(recipients.map(({ profileId }) => profileId));
		course.left = Object.fromEntries(Object.entries(course.left).filter(([id]) => !reached.has(id)));
		if (mayRingAgain) report.again = true;
		if (isEarly) report.early = true;
		isEarly = false;
		// Half an hour after half an hour it would say that nobody is awake yet.
		if (!course.isLate || recipients.length > 0) reports.push(report);
		if (recipients.length > 0 && !course.isLate)
			course.awaits = [...(course.repeat > 0 ? course.awaits : []), facts.alertId];
		goOn(course, recipients.length > 0 || isCovered, facts.priority);
	}
}

function beginCourse({ cluster, priority, openedAt }: AlertFacts): AlertCourse {
	const steps = stepsFor(cluster.steps, priority);
	const regularAt = new Date(openedAt.getTime() + (steps[0]?.delayMinutes ?? 0) * minute);
	return { steps, position: 0, repeat: 0, lap: 0, isLate: false, regularAt, awaits: [], after: 0, left: {} };
}

/** After the step at `course.position` was fired. Times count from when it was due, so what was missed while nobody planned is made up for at once. */
function goOn(course: AlertCourse, hasReached: boolean, priority: Priority): void {
	const step = course.steps[course.position];
	const from = course.regularAt.getTime();
	course.after = course.position + 1;
	if (!course.isLate && hasReached && step !== undefined && course.repeat < step.repeats) {
		course.repeat += 1;
		course.regularAt = new Date(from + repeatMinutes * minute);
		return;
	}
	course.position += 1;
	course.repeat = 0;
	const following = course.steps[course.position];
	if (following === undefined) {
		const wait = course.isLate ? lateMilliseconds : priority === 1 ? lapMilliseconds : stepMilliseconds;
		course.regularAt = new Date(from + wait);
	} else if (hasReached && !course.isLate)
		course.regularAt = new Date(from + following.delayMinutes * minute);
}

function nextLook({ awaits, after, steps, regularAt }: AlertCourse, now: Date): Date {
	if (awaits.length === 0 || after >= steps.length) return regularAt;
	return new Date(Math.min(regularAt.getTime(), now.getTime() + silenceMilliseconds));
}

function targetsOf({ members, coordinators }: ClusterFacts, step: EscalationStep): readonly HelperFacts[] {
	switch (step.target) {
		case 'on_call':
			return members.filter(({ isOnCall }) => isOnCall);
		case 'members':
			return members;
		case 'owners':
			return members.filter(({ isOwner }) => isOwner);
		case 'coordination':
			return coordinators;
		case 'person':
			return members.filter(({ profileId }) => profileId === step.profileId);
	}
}

interface Reached {
	report: StepReport;
	recipients: AlertPlan['recipients'];
	/** Somebody of it has been alerted in this round already, or is about to be: the step costs its time all the same. */
	isCovered: boolean;
}

interface RoundSoFar {
	/** In this very plan. */
	chosen: ReadonlyMap<string, unknown>;
	/** Whom the step does not reach is written into it, and why. */
	left: AlertCourse['left'];
	mayRingAgain: boolean;
}

function reach(
	facts: AlertFacts,
	step: EscalationStep,
	{ chosen, left, mayRingAgain }: RoundSoFar,
	now: Date,
): Reached {
	const { cluster, priority, requesterId, releasedBy, answered, alerted } = facts;
	const report: StepReport = {
		target: step.target,
		people: 0,
		devices: 0,
		paused: 0,
		resting: 0,
		without_device: 0,
	};
	const recipients = new Map<string, AlertPlan['recipients'][number]>();
	const seen = new Set([requesterId, releasedBy, ...answered]);
	const covered = new Set<string>();
	for (const helper of targetsOf(cluster, step)) {
		const { profileId, isOnCall, wishes } = helper;
		if (!helper.mayHelp || seen.has(profileId)) continue;
		seen.add(profileId);
		const isPausedHere = helper.pausedUntil !== null && helper.pausedUntil > now;
		const circumstances = { clusterId: cluster.clusterId, priority, isOnCall };
		const rest = isPausedHere ? 'paused' : restOf(wishes, circumstances, now);
		const wasReached = helper.devices.some(({ deviceId }) => alerted.has(deviceId) || chosen.has(deviceId));
		if (rest !== 'none') {
			report[rest === 'paused' ? 'paused' : 'resting'] += 1;
			if (!wasReached) left[profileId] = 'resting';
			continue;
		}
		const devices = helper.devices.filter(
			({ deviceId, state }) => state === 'reachable' && !recipients.has(deviceId),
		);
		if (devices.length === 0) {
			report.without_device += 1;
			if (!wasReached) left[profileId] = 'without_device';
			continue;
		}
		const ringing = devices.filter(({ deviceId }) => {
			// What has not left yet gets no second message beside it.
			const state = chosen.has(deviceId) ? 'pending' : alerted.get(deviceId);
			if (state !== undefined) covered.add(deviceId);
			return state === undefined || (state === 'sent' && mayRingAgain);
		});
		for (const { deviceId } of ringing)
			recipients.set(deviceId, { profileId, deviceId, forCoordination: step.target === 'coordination' });
		if (ringing.length > 0) report.people += 1;
	}
	report.devices = recipients.size;
	const isCovered = covered.size > 0;
	if (isCovered && recipients.size === 0) report.covered = true;
	return { report, recipients: [...recipients.values()], isCovered };
}

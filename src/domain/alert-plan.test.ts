import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	lapMilliseconds,
	oldestMilliseconds,
	planAlert,
	silenceMilliseconds,
	stepMilliseconds,
	urgentMilliseconds,
} from '#domain/alert-plan.ts';
import type { AlertCourse, AlertFacts, AlertPlan, HelperFacts } from '#domain/alert-plan.ts';
import { escalationTargets, usualSteps } from '#domain/escalation.ts';
import type { EscalationStep } from '#domain/escalation.ts';
import { priorities } from '#domain/request.ts';

/** A Monday, three in the afternoon. */
const opened = new Date('2026-11-23T14:00:00Z');
const minute = 60_000;

function after(minutes: number): Date {
	return new Date(opened.getTime() + minutes * minute);
}

const noWishes = {
	pausedUntil: null,
	quietHours: [],
	quietOnHolidays: false,
	breakThrough: 1,
	mutedClusterIds: [],
} as const;

function helper(profileId: string, change: Partial<HelperFacts> = {}): HelperFacts {
	return {
		profileId,
		mayHelp: true,
		pausedUntil: null,
		wishes: noWishes,
		isOwner: false,
		isOnCall: false,
		devices: [{ deviceId: `${profileId}-phone`, state: 'reachable' }],
		...change,
	};
}

function step(target: EscalationStep['target'], change: Partial<EscalationStep> = {}): EscalationStep {
	return { target, profileId: null, delayMinutes: 5, repeats: 0, lowestPriority: 4, ...change };
}

interface World {
	members: HelperFacts[];
	coordinators?: HelperFacts[];
	steps?: readonly EscalationStep[];
	priority?: 1 | 2 | 3 | 4;
	change?: Partial<AlertFacts>;
}

function factsOf({
	members,
	coordinators = [],
	steps = usualSteps,
	priority = 2,
	change = {},
}: World): AlertFacts {
	return {
		cluster: { clusterId: 'network', steps, members, coordinators },
		alertId: 'first',
		priority,
		requesterId: 'asker',
		releasedBy: null,
		openedAt: opened,
		answered: [],
		alerted: new Map(),
		hasArrived: false,
		...change,
	};
}

/** Plays a round as the planner does: at every look it plans and notes; `arrives`: whether devices confirm. */
function play(world: World, arrives = true, until = 7 * 24 * 60) {
	const alerted = new Map<string, 'pending' | 'sent'>();
	const lines: string[] = [];
	let course: AlertCourse | null = null;
	let now = opened;
	for (let looks = 0; looks < 2000; looks += 1) {
		const facts = factsOf(world);
		const plan: AlertPlan = planAlert(
			{ ...facts, ...world.change, alerted: new Map(alerted), hasArrived: arrives && course !== null },
			course,
			now,
		);
		const at = (now.getTime() - opened.getTime()) / minute;
		for (const report of plan.reports)
			if ('ended' in report) lines.push(`${at} ended: ${report.ended}`);
			else {
				const { target, people, again, early } = report;
				lines.push(`${at} ${target} ${people}${again ? ' again' : ''}${early ? ' early' : ''}`);
			}
		for (const { deviceId } of plan.recipients) alerted.set(deviceId, 'sent');
		if (plan.next.outcome === 'ends') return { lines, looks };
		expect(plan.next.at.getTime()).toBeGreaterThan(now.getTime());
		({ at: now, course } = plan.next);
		if ((now.getTime() - opened.getTime()) / minute > until) return { lines, looks };
	}
	throw new Error('the round does not end');
}

const anna = helper('anna', { isOnCall: true });
const ben = helper('ben');
const otto = helper('otto', { isOwner: true });
const kora = helper('kora');

test('on call first, then the others, once more, and at last coordination: each device once but by the repeat', () => {
	expect(play({ members: [anna, ben, otto], coordinators: [kora] }).lines).toEqual([
		'0 on_call 1',
		'5 members 2',
		'10 members 3 again',
		// Otto has been alerted as a member: nobody new.
		'20 owners 0',
		'40 coordination 1',
		'100 ended: exhausted',
	]);
});

test('where a counter stands still everybody is alerted at once, and once more together', () => {
	const world = { members: [anna, ben, otto], coordinators: [kora], priority: 1 as const };
	expect(play(world, true, 49).lines).toEqual([
		'0 on_call 1',
		'0 members 2',
		'5 members 0',
		'10 members 3 again',
		'20 owners 0',
		'40 coordination 1',
	]);
});

test('with nobody on call the next step fires at once', () => {
	expect(play({ members: [ben, otto] }, true, 5).lines).toEqual([
		'0 on_call 0',
		'0 members 2',
		'5 members 2 again',
	]);
});

test('a step of which nothing arrives within a minute is left early, and its repeats with it', () => {
	const steps = [step('on_call', { delayMinutes: 0, repeats: 3 }), step('members', { delayMinutes: 30 })];
	expect(play({ members: [anna, ben], steps }, false, 59).lines).toEqual([
		'0 on_call 1',
		'1 members 1 early',
	]);
	expect(silenceMilliseconds).toBe(minute);
	expect(play({ members: [anna, ben], steps }, true, 59).lines).toEqual([
		'0 on_call 1',
		'5 on_call 1 again',
		'10 on_call 1 again',
		'15 on_call 1 again',
		'45 members 1',
	]);
});

test('while nothing arrives anywhere, steps that have nobody new to call hold nobody up', () => {
	const world = { members: [anna, ben, otto], coordinators: [kora], priority: 1 as const };
	expect(play(world, false, 12).lines).toEqual([
		'0 on_call 1',
		'0 members 2',
		'1 members 0 early',
		'2 owners 0 early',
		'3 coordination 1 early',
	]);
});

test('two steps that were due while nobody planned are made up for at once, each device once', () => {
	const facts = factsOf({ members: [anna, ben, otto] });
	const first = planAlert(facts, null, opened);
	if (first.next.outcome !== 'looks') throw new Error('ended');
	const late = planAlert(
		{ ...facts, alerted: new Map([['anna-phone', 'sent']]), hasArrived: true },
		first.next.course,
		after(17),
	);
	expect(late.reports).toMatchObject([
		{ target: 'members', people: 2 },
		{ target: 'members', people: 1 },
	]);
	expect(late.recipients.map(({ deviceId }) => deviceId)).toEqual(['ben-phone', 'otto-phone', 'anna-phone']);
	// As if nobody had been away.
	expect(late.next).toMatchObject({ outcome: 'looks', at: after(18) });
});

test('a request of the first priority goes round again until its limit, others come to an end', () => {
	const { lines } = play({ members: [anna], steps: [step('members', { delayMinutes: 0 })], priority: 1 });
	expect(lines.slice(0, 3)).toEqual(['0 members 1', '10 members 1 again', '20 members 1 again']);
	expect(lines.at(-1)).toBe(`${urgentMilliseconds / minute} ended: exhausted`);
	expect(lines).toHaveLength(urgentMilliseconds / lapMilliseconds + 1);
	expect(play({ members: [anna], steps: [step('members', { delayMinutes: 0 })] }).lines).toEqual([
		'0 members 1',
		`${stepMilliseconds / minute} ended: exhausted`,
	]);
});

test('nobody at all: the history says so, and the first priority looks again', () => {
	expect(play({ members: [] }).lines).toEqual([
		'0 on_call 0',
		'0 members 0',
		'0 owners 0',
		'0 coordination 0',
		'60 ended: exhausted',
	]);
	expect(play({ members: [], priority: 1 }, true, 10).lines).toContain('10 members 0 again');
});

test('who rests is counted and left alone; on call nobody rests but by a pause', () => {
	const atNight = { ...noWishes, quietHours: [{ day: 1, from: '14:00', until: '07:00' }] } as const;
	const members = [
		helper('quiet', { wishes: atNight }),
		helper('muted', { wishes: { ...noWishes, mutedClusterIds: ['network'] } }),
		helper('paused', { wishes: { ...noWishes, pausedUntil: after(1) } }),
		helper('paused here', { pausedUntil: after(1) }),
		helper('on call', { isOnCall: true, wishes: { ...atNight, mutedClusterIds: ['network'] } }),
		helper('paused on call', { isOnCall: true, wishes: { ...noWishes, pausedUntil: after(1) } }),
		helper('no device', { devices: [] }),
		helper('refused', { devices: [{ deviceId: 'refused-phone', state: 'quarantined' }] }),
		helper('off', { devices: [{ deviceId: 'off-phone', state: 'off' }] }),
		helper('gone', { mayHelp: false }),
	];
	const steps = [step('members', { delayMinutes: 0 })];
	const plan = planAlert(factsOf({ members, steps }), null, opened);
	expect(plan.reports).toEqual([
		{ target: 'members', people: 1, devices: 1, paused: 3, resting: 2, without_device: 3 },
	]);
	expect(plan.left).toEqual({ resting: 5, without_device: 3 });
	const urgent = planAlert(factsOf({ members, steps, priority: 1 }), null, opened);
	expect(urgent.recipients.map(({ profileId }) => profileId)).toEqual(['quiet', 'on call']);
});

test('asked in the evening while everybody rests, they are called in the morning, each device once', () => {
	const night = { ...noWishes, quietHours: [{ day: 1, from: '14:00', until: '07:00' }] } as const;
	// It begins at three in the afternoon in Saxony; they rest until seven, 16 hours later.
	const members = [helper('anna', { wishes: night }), helper('ben', { wishes: night }), helper('clara')];
	const { lines } = play({ members, steps: [step('members', { delayMinutes: 0 })] });
	expect(lines).toEqual(['0 members 1', '60 ended: exhausted', `${16 * 60} members 2`]);
	expect(
		play({ members: [helper('away', { wishes: { ...noWishes, pausedUntil: after(1e6) } })] }).lines,
	).toEqual(['0 on_call 0', '0 members 0', '0 owners 0', '0 coordination 0', '60 ended: exhausted']);
});

test('steps for more urgent requests only are left out, and a person who has left is skipped', () => {
	const steps = [
		step('on_call', { delayMinutes: 0, lowestPriority: 1 }),
		step('person', { delayMinutes: 0, profileId: 'zoe' }),
		step('person', { delayMinutes: 0, profileId: 'ben' }),
	];
	expect(play({ members: [anna, ben], steps }, true, 1).lines).toEqual(['0 person 0', '0 person 1']);
});

test('what has not left yet gets no second message beside it', () => {
	const steps = [step('members', { delayMinutes: 0, repeats: 1 })];
	const facts = factsOf({ members: [anna, ben], steps });
	const { next } = planAlert(facts, null, opened);
	if (next.outcome !== 'looks') throw new Error('ended');
	const alerted = new Map([['anna-phone', 'pending'] as const, ['ben-phone', 'sent'] as const]);
	expect(
		planAlert({ ...facts, alerted }, next.course, after(5)).recipients.map(({ deviceId }) => deviceId),
	).toEqual(['ben-phone']);
});

// Few names, so that the same person and the same device turn up several times in one set of facts.
const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const device = fc.constantFrom('1', '2', '3', '4', '5', '6');
const instant = fc.option(fc.integer({ min: -200, max: 200 }).map(after));
const helpers: fc.Arbitrary<HelperFacts[]> = fc.array(
	fc.record({
		profileId: person,
		mayHelp: fc.boolean(),
		pausedUntil: instant,
		wishes: fc.record({
			pausedUntil: instant,
			quietHours: fc.array(
				fc.record({
					day: fc.constantFrom(1, 2),
					from: fc.constantFrom('00:00', '15:10'),
					until: fc.constantFrom('07:00', '16:00'),
				}),
			),
			quietOnHolidays: fc.boolean(),
			breakThrough: fc.constantFrom(0, 1, 2, 3, 4),
			mutedClusterIds: fc.constantFrom([], ['network']),
		}),
		isOwner: fc.boolean(),
		isOnCall: fc.boolean(),
		devices: fc.array(
			fc.record({
				deviceId: device,
				state: fc.constantFrom('reachable', 'quarantined', 'removed', 'off'),
			}),
		),
	}),
);
const worlds = fc.record({
	members: helpers,
	coordinators: helpers,
	steps: fc.array(
		fc.record({
			target: fc.constantFrom(...escalationTargets),
			profileId: fc.option(person),
			delayMinutes: fc.constantFrom(0, 1, 5, 1440),
			repeats: fc.integer({ min: 0, max: 5 }),
			lowestPriority: fc.constantFrom(...priorities),
		}),
		{ maxLength: 10 },
	),
	priority: fc.constantFrom(...priorities),
	requesterId: person,
	releasedBy: fc.option(person),
	answered: fc.array(person, { maxLength: 2 }),
});

test('whatever the facts: a round ends, and nobody is alerted who must not be, no device twice but by a repeat', () => {
	fc.assert(
		fc.property(
			worlds,
			fc.infiniteStream(fc.boolean()),
			fc.infiniteStream(fc.constantFrom(0, 0, 0, 1, 90, 3000)),
			({ members, coordinators, steps, priority, requesterId, releasedBy, answered }, arrivals, delays) => {
				const alerted = new Map<string, 'pending' | 'sent'>();
				let course: AlertCourse | null = null;
				let now = opened;
				for (let looks = 0; ; looks += 1) {
					// Ten steps with five repeats, each looked at twice, as often as the first priority goes round; then every half hour until it is too old.
					expect(looks).toBeLessThan(10 * 6 * 2 * 25 + 3 * 48);
					const facts = factsOf({ members, coordinators, steps, priority });
					const plan: AlertPlan = planAlert(
						{
							...facts,
							requesterId,
							releasedBy,
							answered,
							alerted: new Map(alerted),
							hasArrived: course !== null && arrivals.next().value === true,
						},
						course,
						now,
					);
					const devices = plan.recipients.map(({ deviceId }) => deviceId);
					expect(new Set(devices).size).toBe(devices.length);
					const isStatedRepeat = plan.reports.some((report) => 'again' in report);
					for (const { profileId, deviceId, forCoordination } of plan.recipients) {
						expect([requesterId, releasedBy, ...answered]).not.toContain(profileId);
						const from = forCoordination ? coordinators : members;
						expect(
							from.some(
								(one) =>
									one.profileId === profileId &&
									one.mayHelp &&
									(one.pausedUntil === null || one.pausedUntil <= now) &&
									(one.wishes.pausedUntil === null || one.wishes.pausedUntil <= now) &&
									(one.isOnCall || one.wishes.mutedClusterIds.length === 0) &&
									one.devices.some((own) => own.deviceId === deviceId && own.state === 'reachable'),
							),
						).toBe(true);
						if (!isStatedRepeat) expect(alerted.has(deviceId)).toBe(false);
						alerted.set(deviceId, 'sent');
					}
					expect(plan.expiresAt.getTime()).toBeGreaterThan(now.getTime());
					if (plan.next.outcome === 'ends') return;
					// Always a next look, and always later: nothing is planned twice at one moment.
					expect(plan.next.at.getTime()).toBeGreaterThan(now.getTime());
					expect(plan.next.at.getTime() - opened.getTime()).toBeLessThan(2 * oldestMilliseconds);
					// It may come late.
					now = new Date(plan.next.at.getTime() + (delays.next().value ?? 0) * minute);
					({ course } = plan.next);
				}
			},
		),
	);
});

test('what is kept of a round between two looks survives JSON', () => {
	fc.assert(
		fc.property(worlds, ({ members, coordinators, steps, priority }) => {
			const facts = factsOf({ members, coordinators, steps, priority });
			const { next } = planAlert(facts, null, opened);
			if (next.outcome !== 'looks') return;
			const kept = JSON.parse(JSON.stringify(next.course)) as AlertCourse;
			const revived = { ...kept, regularAt: new Date(kept.regularAt) };
			expect(planAlert(facts, revived, next.at)).toEqual(planAlert(facts, next.course, next.at));
		}),
	);
});

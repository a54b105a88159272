import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HelperFacts } from './alert-plan.ts';
import { planSecondChannel, silenceBeforeMail } from './second-channel.ts';
import type { SilenceFacts, SoughtPerson } from './second-channel.ts';
import { priorities } from './request.ts';

/** A Monday, three in the afternoon in Saxony. */
const asked = new Date('2026-11-23T14:00:00Z');
const minute = 60_000;

function after(minutes: number): Date {
	return new Date(asked.getTime() + minutes * minute);
}

const noWishes = {
	pausedUntil: null,
	quietHours: [],
	quietOnHolidays: false,
	breakThrough: 0,
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
		devices: [],
		...change,
	};
}

function sought(profileId: string, change: Partial<SoughtPerson> = {}): SoughtPerson {
	return { profileId, alertedAt: asked, hasArrived: false, wantsMail: true, wasMailed: false, ...change };
}

function factsOf(change: Partial<SilenceFacts> = {}, helpers = [helper('anna')]): SilenceFacts {
	return {
		cluster: { clusterId: 'network', steps: [], members: helpers, coordinators: [] },
		priority: 2,
		isOpen: true,
		requesterId: 'asker',
		releasedBy: null,
		answered: [],
		people: [sought('anna')],
		openedAt: asked,
		webhook: null,
		...change,
	};
}

const mailed = (cause: string) => [{ profileId: 'anna', cause }];

test.each([
	[1, 3],
	[2, 10],
	[4, 10],
] as const)(
	'silence about priority %s lasts %s minutes before a mail, and not a moment less',
	(priority, minutes) => {
		const facts = factsOf({ priority });
		const due = after(minutes);
		expect(planSecondChannel(facts, new Date(due.getTime() - 1))).toEqual({
			mails: [],
			passOn: false,
			lookAt: due,
		});
		expect(planSecondChannel(facts, due)).toEqual({ mails: mailed('silence'), passOn: false, lookAt: null });
	},
);

test('who has no device is not kept waiting', () => {
	const facts = factsOf({ people: [sought('anna', { alertedAt: null })] });
	expect(planSecondChannel(facts, asked).mails).toEqual(mailed('without_device'));
});

test('the next look is for whoever is due first', () => {
	const people = [sought('ben', { alertedAt: after(5) }), sought('anna')];
	const facts = factsOf({ people }, [helper('anna'), helper('ben')]);
	expect(planSecondChannel(facts, after(1)).lookAt).toEqual(after(10));
	expect(planSecondChannel(facts, after(10))).toEqual({
		mails: mailed('silence'),
		passOn: false,
		lookAt: after(15),
	});
});

describe('no mail goes to', () => {
	test.each<[string, Partial<SilenceFacts>, Partial<HelperFacts>?]>([
		['anybody once the request is not open', { isOpen: false }],
		['whoever asked', { requesterId: 'anna' }],
		['whoever has given it back', { releasedBy: 'anna' }],
		['whoever has answered', { answered: ['anna'] }],
		['whoever has heard of it', { people: [sought('anna', { hasArrived: true })] }],
		['whoever has switched it off', { people: [sought('anna', { wantsMail: false })] }],
		['anybody twice', { people: [sought('anna', { wasMailed: true })] }],
		['whoever may not come any more', {}, { mayHelp: false }],
		['whoever pauses in this cluster', {}, { pausedUntil: after(600) }],
		['whoever pauses', {}, { wishes: { ...noWishes, pausedUntil: after(600) } }],
		['whoever has muted the cluster', {}, { wishes: { ...noWishes, mutedClusterIds: ['network'] } }],
		[
			'whoever has quiet hours',
			{},
			{ wishes: { ...noWishes, quietHours: [{ day: 1, from: '12:00', until: '18:00' }] } },
		],
	])('%s', (_name, change, of = {}) => {
		expect(planSecondChannel(factsOf(change, [helper('anna', of)]), after(30)).mails).toEqual([]);
	});

	test('whoever has left the cluster', () => {
		expect(planSecondChannel(factsOf({}, []), after(30)).mails).toEqual([]);
	});
});

test('whoever pauses as a member is left in peace as the coordination, too', () => {
	const facts = factsOf({}, [helper('anna', { pausedUntil: after(600) })]);
	const both = { ...facts, cluster: { ...facts.cluster, coordinators: [helper('anna')] } };
	expect(planSecondChannel(both, after(30)).mails).toEqual([]);
});

test('on call goes over quiet hours, as on the devices', () => {
	const wishes = { ...noWishes, quietHours: [{ day: 1, from: '12:00', until: '18:00' }] } as const;
	expect(
		planSecondChannel(factsOf({}, [helper('anna', { wishes, isOnCall: true })]), after(30)).mails,
	).toEqual(mailed('silence'));
});

const names = ['asker', 'anna', 'ben', 'clara'];
const worlds = fc.record({
	priority: fc.constantFrom(...priorities),
	isOpen: fc.boolean(),
	opened: fc.integer({ min: -30, max: 0 }),
	webhook: fc.option(fc.record({ lowestPriority: fc.constantFrom(...priorities), wasTold: fc.boolean() })),
	releasedBy: fc.option(fc.constantFrom(...names)),
	answered: fc.subarray(names),
	helpers: fc.array(
		fc.record({
			profileId: fc.constantFrom(...names),
			mayHelp: fc.boolean(),
			paused: fc.option(fc.integer({ min: -60, max: 60 })),
		}),
		{ maxLength: 6 },
	),
	people: fc.array(
		fc.record({
			profileId: fc.constantFrom(...names),
			alerted: fc.option(fc.integer({ min: -30, max: 30 })),
			hasArrived: fc.boolean(),
			wantsMail: fc.boolean(),
			wasMailed: fc.boolean(),
		}),
		{ maxLength: 6 },
	),
});

test('whatever the facts: no mail to the forbidden, none twice, and every look is ahead and ends', () => {
	fc.assert(
		fc.property(worlds, ({ helpers, people, opened, ...world }) => {
			const facts = factsOf(
				{
					...world,
					openedAt: after(opened),
					people: people.map(({ alerted, ...person }) => ({
						...person,
						alertedAt: alerted === null ? null : after(alerted),
					})),
				},
				helpers.map(({ profileId, mayHelp, paused }) =>
					helper(profileId, { mayHelp, pausedUntil: paused === null ? null : after(paused) }),
				),
			);
			const plan = planSecondChannel(facts, asked);
			const to = plan.mails.map(({ profileId }) => profileId);
			expect(new Set(to).size).toBe(to.length);
			if (!facts.isOpen) expect(plan).toEqual({ mails: [], passOn: false, lookAt: null });
			if (plan.passOn) {
				expect(facts.webhook?.wasTold).toBe(false);
				expect(facts.people.some(({ hasArrived }) => hasArrived)).toBe(false);
			}
			for (const id of to) {
				expect([facts.requesterId, facts.releasedBy, ...facts.answered]).not.toContain(id);
				const known = helpers.filter((one) => one.profileId === id && one.mayHelp);
				expect(known.length).toBeGreaterThan(0);
				expect(known.every(({ paused }) => paused === null || paused <= 0)).toBe(true);
			}
			if (plan.lookAt !== null) {
				expect(plan.lookAt > asked).toBe(true);
				expect(plan.lookAt.getTime()).toBeLessThanOrEqual(
					after(30).getTime() + silenceBeforeMail(facts.priority),
				);
			}
		}),
	);
});

describe('the webhook', () => {
	const webhook = { lowestPriority: 2, wasTold: false } as const;

	test.each([
		[1, 3],
		[2, 10],
	] as const)('is told of priority %i after %i minutes without a word of any device', (priority, minutes) => {
		const facts = factsOf({ priority, webhook, people: [] });
		expect(planSecondChannel(facts, after(minutes - 1))).toEqual({
			mails: [],
			passOn: false,
			lookAt: after(minutes),
		});
		expect(planSecondChannel(facts, after(minutes))).toEqual({ mails: [], passOn: true, lookAt: null });
	});

	test.each([
		['less urgent than the network wants', { priority: 3 }],
		['already told', { webhook: { ...webhook, wasTold: true } }],
		['none', { webhook: null }],
		['a device has confirmed', { people: [sought('anna', { hasArrived: true }), sought('ben')] }],
		['no longer open', { isOpen: false }],
	] as const)('is not told: %s', (_, change) => {
		expect(planSecondChannel(factsOf({ webhook, ...change }), after(60)).passOn).toBe(false);
	});

	test('is told also when everybody rests, has switched mails off or has no device', () => {
		const people = [sought('anna', { alertedAt: null, wantsMail: false })];
		expect(planSecondChannel(factsOf({ webhook, people }, []), after(10))).toMatchObject({
			mails: [],
			passOn: true,
		});
	});
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planAlertStep, stepMilliseconds } from '#domain/alert-plan.ts';
import type { AlertFacts, MemberFacts } from '#domain/alert-plan.ts';

const now = new Date('2026-11-23T14:00:00Z');

function member(profileId: string, change: Partial<MemberFacts> = {}): MemberFacts {
	const devices = [{ deviceId: `${profileId}-phone`, state: 'reachable' as const }];
	return { profileId, mayHelp: true, pausedUntil: null, devices, ...change };
}

test('everybody who can help is reached on every device, and the rest is counted by reason', () => {
	const phone = { deviceId: 'ben-phone', state: 'reachable' } as const;
	const tablet = { deviceId: 'ben-tablet', state: 'reachable' } as const;
	const plan = planAlertStep(
		{
			requesterId: 'asker',
			releasedBy: 'releaser',
			members: [
				member('asker'),
				member('releaser'),
				member('anna'),
				member('ben', { devices: [phone, tablet] }),
				member('clara', { pausedUntil: new Date(now.getTime() + 1) }),
				member('dora', { pausedUntil: now }),
				member('emil', { devices: [] }),
				member('fred', { devices: [{ deviceId: 'fred-phone', state: 'quarantined' }] }),
				member('gone', { mayHelp: false }),
			],
		},
		now,
	);
	expect(plan.recipients.map(({ deviceId }) => deviceId)).toEqual([
		'anna-phone',
		'ben-phone',
		'ben-tablet',
		'dora-phone',
	]);
	expect(plan.counts).toEqual({ people: 3, devices: 4, paused: 1, without_device: 2 });
	expect(plan.expiresAt.getTime() - now.getTime()).toBe(stepMilliseconds);
});

// Few names, so that the same person and the same device turn up several times in one set of facts.
const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const facts: fc.Arbitrary<AlertFacts> = fc.record({
	requesterId: person,
	releasedBy: fc.option(person),
	members: fc.array(
		fc.record({
			profileId: person,
			mayHelp: fc.boolean(),
			pausedUntil: fc.option(
				fc.integer({ min: -2, max: 2 }).map((offset) => new Date(now.getTime() + offset * 60_000)),
			),
			devices: fc.array(
				fc.record({
					deviceId: fc.constantFrom('1', '2', '3', '4', '5', '6'),
					state: fc.constantFrom('reachable', 'quarantined', 'removed'),
				}),
			),
		}),
	),
});

test('whatever the facts, nobody is alerted who must not be, nobody is left out, and the counts add up', () => {
	fc.assert(
		fc.property(facts, (given) => {
			const { recipients, counts } = planAlertStep(given, now);
			const left = new Set([given.requesterId, given.releasedBy]);
			const devices = recipients.map(({ deviceId }) => deviceId);
			expect(new Set(devices).size).toBe(devices.length);
			for (const { profileId, deviceId } of recipients) {
				expect(left).not.toContain(profileId);
				expect(
					given.members.some(
						(one) =>
							one.profileId === profileId &&
							one.mayHelp &&
							(one.pausedUntil === null || one.pausedUntil <= now) &&
							one.devices.some((device) => device.deviceId === deviceId && device.state === 'reachable'),
					),
				).toBe(true);
			}
			const helpers = given.members.filter((one) => one.mayHelp && !left.has(one.profileId));
			const first = helpers.filter(
				(one, index) => helpers.findIndex((other) => other.profileId === one.profileId) === index,
			);
			const wanted = first
				.filter((one) => one.pausedUntil === null || one.pausedUntil <= now)
				.flatMap((one) => one.devices.filter(({ state }) => state === 'reachable'));
			expect(new Set(devices)).toEqual(new Set(wanted.map(({ deviceId }) => deviceId)));
			expect(counts.devices).toBe(recipients.length);
			expect(counts.people).toBe(new Set(recipients.map(({ profileId }) => profileId)).size);
			expect(counts.people + counts.paused + counts.without_device).toBe(first.length);
		}),
	);
});

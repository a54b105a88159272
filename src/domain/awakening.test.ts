import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planAwakening, type AwakeningFacts, type MissedAlert } from './awakening.ts';

const now = new Date('2026-11-30T08:00:00Z');
const missed: MissedAlert = {
	deliveryId: 'printer',
	priority: 2,
	askedAt: new Date('2026-11-30T05:00:00Z'),
	sentAt: new Date('2026-11-30T05:00:01Z'),
	mayHelp: true,
	pausedUntil: null,
	hasAnswered: false,
};
const beamer: MissedAlert = { ...missed, deliveryId: 'beamer', askedAt: new Date('2026-11-30T04:00:00Z') };
const counter: MissedAlert = {
	...missed,
	deliveryId: 'counter',
	priority: 1,
	askedAt: new Date('2026-11-30T07:00:00Z'),
};

function plan(alerts: MissedAlert[], change: Partial<AwakeningFacts> = {}) {
	return planAwakening({ isReachable: true, signedAt: now, alerts, ...change }, now);
}

test('nothing missed is nothing to say', () => {
	expect(plan([])).toEqual({ outcome: 'rest' });
});

test('one missed alert comes again as it was', () => {
	expect(plan([missed])).toEqual({ outcome: 'again', deliveryId: 'printer' });
});

test('several are one notification, the most urgent first, then the oldest', () => {
	expect(plan([missed, beamer, counter])).toEqual({
		outcome: 'several',
		deliveryIds: ['counter', 'beamer', 'printer'],
		priority: 1,
	});
});

test.each<[string, Partial<MissedAlert>]>([
	['who may not help any more', { mayHelp: false }],
	['who is paused', { pausedUntil: new Date('2026-11-30T08:00:01Z') }],
	['who answered on another device', { hasAnswered: true }],
	['to whom it is just on its way', { sentAt: new Date('2026-11-30T07:59:30Z') }],
])('nothing is said to somebody %s', (_who, change) => {
	expect(plan([{ ...missed, ...change }])).toEqual({ outcome: 'rest' });
	expect(plan([{ ...missed, ...change }, beamer])).toEqual({ outcome: 'again', deliveryId: 'beamer' });
});

test('a pause that is over hides nothing', () => {
	expect(plan([{ ...missed, pausedUntil: now }])).toEqual({ outcome: 'again', deliveryId: 'printer' });
});

test('a device whose push service refuses us is left alone', () => {
	expect(plan([missed, beamer], { isReachable: false })).toEqual({ outcome: 'rest' });
});

test('whatever was missed, at most one message follows, and it names only what was missed, once', () => {
	const alert = fc.record({
		priority: fc.integer({ min: 1, max: 4 }),
		mayHelp: fc.boolean(),
		hasAnswered: fc.boolean(),
		pausedUntil: fc.constantFrom(null, new Date(0), new Date('2027-01-01')),
		sentAt: fc.date({ min: new Date('2026-11-29'), max: now, noInvalidDate: true }),
		askedAt: fc.date({ min: new Date('2026-11-29'), max: now, noInvalidDate: true }),
	});
	fc.assert(
		fc.property(fc.array(alert, { maxLength: 12 }), (found) => {
			const alerts = found.map((one, index) => ({ ...one, deliveryId: String(index) }));
			const planned = plan(alerts);
			const said =
				planned.outcome === 'rest'
					? []
					: planned.outcome === 'again'
						? [planned.deliveryId]
						: planned.deliveryIds;
			expect(new Set(said).size).toBe(said.length);
			for (const id of said) expect(alerts[Number(id)]).toMatchObject({ mayHelp: true, hasAnswered: false });
			const priorities = said.map((id) => alerts[Number(id)]?.priority ?? 0);
			expect(priorities).toEqual(priorities.toSorted((a, b) => a - b));
			expect(planned.outcome === 'several').toBe(said.length > 1);
		}),
	);
});

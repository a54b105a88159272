import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnderWay, judgeTest, slowAfterMs, stepsOf, type TestFacts } from './test-alarm.ts';
import { testCauses, testOutcomes } from './test-words.ts';

const startedAt = new Date('2026-11-30T10:00:00Z');
function after(milliseconds: number): Date {
	return new Date(startedAt.getTime() + milliseconds);
}
const running: TestFacts = {
	cause: 'asked',
	outcome: 'running',
	startedAt,
	expiresAt: after(600_000),
	sentAt: null,
	arrivedAt: null,
	confirmedAt: null,
};

describe('what a person is told', () => {
	test.each<[string, Partial<TestFacts>, number, ReturnType<typeof judgeTest>]>([
		['in the first seconds: it is on its way', {}, 1_000, 'waiting'],
		['taken by the push service is not arrived', { sentAt: after(200) }, 1_000, 'waiting'],
		['after half a minute: a real one would be late too', { sentAt: after(200) }, slowAfterMs, 'slow'],
		['shown: it is their turn', { arrivedAt: after(900) }, 1_000, 'shown'],
		['shown late is still shown', { arrivedAt: after(90_000) }, 120_000, 'shown'],
		['confirmed', { outcome: 'confirmed', confirmedAt: after(5_000) }, 6_000, 'confirmed'],
		['confirmed stays so', { outcome: 'confirmed', confirmedAt: after(5_000) }, 9e9, 'confirmed'],
		['over, never shown', { outcome: 'expired', sentAt: after(200) }, 600_001, 'lost'],
		['over, shown and not confirmed', { outcome: 'expired', arrivedAt: after(900) }, 600_001, 'unconfirmed'],
		['refused by the push service', { outcome: 'failed' }, 2_000, 'refused'],
		['no address any more', { outcome: 'gone' }, 2_000, 'gone'],
		['the weekly check has arrived', { cause: 'weekly', outcome: 'arrived' }, 2_000, 'reached'],
		['without word from the server, a minute after its time', {}, 660_001, 'lost'],
		['a clock that runs half a minute ahead ends nothing', { arrivedAt: after(900) }, 630_000, 'shown'],
	])('%s', (_fact, facts, elapsed, verdict) => {
		expect(judgeTest({ ...running, ...facts }, after(elapsed))).toBe(verdict);
	});
});

test('what is later shows that the earlier had happened, and takes no time from it', () => {
	const [, sent, arrived, confirmed] = stepsOf({ ...running, arrivedAt: after(900) });
	expect(sent).toEqual({ step: 'sent', isReached: true, at: undefined });
	expect(arrived).toEqual({ step: 'arrived', isReached: true, at: after(900) });
	expect(confirmed).toEqual({ step: 'confirmed', isReached: false, at: undefined });
});

test('nobody confirms the weekly check', () => {
	expect(stepsOf({ ...running, cause: 'weekly' }).map(({ step }) => step)).toEqual([
		'started',
		'sent',
		'arrived',
	]);
});

const time = fc.integer({ min: 0, max: 2_000_000 }).map(after);
const anyTest = fc.record<TestFacts>({
	cause: fc.constantFrom(...testCauses),
	outcome: fc.constantFrom(...testOutcomes),
	startedAt: fc.constant(startedAt),
	expiresAt: time,
	sentAt: fc.option(time),
	arrivedAt: fc.option(time),
	confirmedAt: fc.option(time),
});

test('steps are reached in order, and "shown" is never said of what did not arrive', () => {
	fc.assert(
		fc.property(anyTest, time, (facts, now) => {
			const reached = stepsOf(facts).map(({ isReached }) => isReached);
			expect(reached).toEqual(reached.toSorted((a, b) => Number(b) - Number(a)));
			expect(reached[0]).toBe(true);
			const verdict = judgeTest(facts, now);
			if (verdict === 'shown' || verdict === 'unconfirmed') expect(facts.arrivedAt).not.toBeNull();
			if (isUnderWay(verdict)) expect(facts.outcome).toBe('running');
		}),
	);
});

test('time alone brings every test to an end', () => {
	fc.assert(
		fc.property(anyTest, (facts) => {
			expect(isUnderWay(judgeTest(facts, after(1e9)))).toBe(false);
		}),
	);
});

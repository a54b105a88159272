/**
 * What is known of a test alarm, and what a person may be told about it. Three things are kept apart: that a push service took it, that the device
 * has shown it, that somebody saw it. Only the last two say anything about the next real alert (push.md).
 */
import type { testCauses, TestOutcome } from './test-words.ts';

export interface TestFacts {
	cause: (typeof testCauses)[number];
	outcome: TestOutcome;
	startedAt: Date;
	expiresAt: Date;
	sentAt: Date | null;
	arrivedAt: Date | null;
	confirmedAt: Date | null;
}

export type TestStep = 'started' | 'sent' | 'arrived' | 'confirmed';

export interface StepReached {
	step: TestStep;
	isReached: boolean;
	/** Undefined too where a later step shows that it was reached and nobody noted when. */
	at: Date | undefined;
}

/**
 * waiting: on its way. slow: a real alert would be as late. shown: now it is the person's turn. unconfirmed: shown, and nobody said so in time.
 * lost: never shown. reached: the weekly check, which nobody confirms, was shown. refused: the push service does not take it. gone: there is no
 * address any more.
 */
export type TestVerdict =
	'waiting' | 'slow' | 'shown' | 'confirmed' | 'unconfirmed' | 'lost' | 'reached' | 'refused' | 'gone';

/** A device that is awake shows an alert within seconds. */
export const slowAfterMs = 30_000;
/** By the device's own clock, while the word of the server is missing: a little later, because the two clocks differ. */
const graceMs = 60_000;

/** What somebody confirmed had arrived, and what arrived had been taken, also where nobody has noted that yet. */
export function stepsOf(facts: TestFacts): StepReached[] {
	const times: [TestStep, Date | null][] = [
		['started', facts.startedAt],
		['sent', facts.sentAt],
		['arrived', facts.arrivedAt],
	];
	if (facts.cause === 'asked') times.push(['confirmed', facts.confirmedAt]);
	const last = times.findLastIndex(([, at]) => at !== null);
	return times.map(([step, at], index) => ({ step, isReached: index <= last, at: at ?? undefined }));
}

/** `now` by the clock of the device that looks. */
export function judgeTest(facts: TestFacts, now: Date): TestVerdict {
	switch (facts.outcome) {
		case 'confirmed':
			return 'confirmed';
		case 'arrived':
			return 'reached';
		case 'failed':
			// Also where the push service said no and it came all the same: what it says of the next one counts.
			return 'refused';
		case 'gone':
			return 'gone';
		case 'expired':
			return facts.arrivedAt === null ? 'lost' : 'unconfirmed';
		case 'running': {
			const isOver = now.getTime() > facts.expiresAt.getTime() + graceMs;
			if (facts.arrivedAt !== null) return isOver ? 'unconfirmed' : 'shown';
			if (isOver) return 'lost';
			return now.getTime() - facts.startedAt.getTime() < slowAfterMs ? 'waiting' : 'slow';
		}
	}
}

/** Whether something may still become of it. */
export function isUnderWay(verdict: TestVerdict): boolean {
	return verdict === 'waiting' || verdict === 'slow' || verdict === 'shown';
}

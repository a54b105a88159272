import { expect, test } from 'vitest';
import { describeUnreadable } from '#worker/notification.ts';
import { mayReplace } from '#worker/show.ts';

const shown = describeUnreadable({}, 'de');

test.each([
	['the first message of a request is shown', undefined, 1, 'push', true],
	['a newer message replaces an older one', 4, 5, 'push', true],
	['a message sent twice never replaces the receipt it led to', 5, 5, 'push', false],
	['an alert of a killed sender never covers "taken"', 6, 5, 'push', false],
	['an answer replaces the message that was tapped', 5, 5, 'tap', true],
	['a late answer never covers a newer message', 6, 5, 'tap', false],
] as const)('%s', (_fact, kept, rev, from, expected) => {
	expect(mayReplace(kept === undefined ? undefined : { rev: kept, shown }, { rev, from })).toBe(expected);
});

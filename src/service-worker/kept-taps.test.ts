import { expect, test } from 'vitest';
import { isFresh, keptFor } from '#worker/kept-taps.ts';

const now = Date.parse('2026-11-26T10:00:00Z');

test.each([
	['just now', 0, true],
	['just under a quarter of an hour ago', keptFor - 1, true],
	['a quarter of an hour ago', keptFor, false],
	['in the future, because the clock was set back', -1, false],
])('what was tapped %s is sent by itself: %3$s', (_, age, fresh) => {
	expect(isFresh({ at: now - age }, now)).toBe(fresh);
});

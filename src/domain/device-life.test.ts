import { expect, test } from 'vitest';
import { judgeLife } from './device-life.ts';

const now = new Date('2026-11-30T12:00:00Z');

test.each([
	['just now', '2026-11-30T12:00:00Z', 'alive'],
	['by a clock that is ahead', '2026-12-01T12:00:00Z', 'alive'],
	['a second less than eight days ago', '2026-11-22T12:00:01Z', 'alive'],
	['eight days ago', '2026-11-22T12:00:00Z', 'quiet'],
	['a second less than four weeks ago', '2026-11-02T12:00:01Z', 'quiet'],
	['four weeks ago', '2026-11-02T12:00:00Z', 'silent'],
	['a year ago', '2025-11-30T12:00:00Z', 'silent'],
] as const)('a device last heard of %s is called so', (_, seen, life) => {
	expect(judgeLife(new Date(seen), now)).toBe(life);
});

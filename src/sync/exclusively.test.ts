import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exclusively } from '#sync/exclusively.ts';

let number = 0;
let name = '';
beforeEach(() => {
	number += 1;
	name = `lock ${number}`;
});
afterEach(() => {
	vi.unstubAllGlobals();
});

test('a second window is turned away while the first is at work, and let in afterwards', async () => {
	const working = Promise.withResolvers<undefined>();
	const first = exclusively(name, false, () => working.promise);
	const work = vi.fn(() => Promise.resolve());
	expect(await exclusively(name, false, work)).toBe(false);
	expect(work).not.toHaveBeenCalled();
	working.resolve(undefined);
	expect(await first).toBe(true);
	expect(await exclusively(name, false, work)).toBe(true);
	expect(work).toHaveBeenCalledTimes(1);
});

test('work of another name goes side by side', async () => {
	const working = Promise.withResolvers<undefined>();
	const first = exclusively(name, false, () => working.promise);
	expect(await exclusively(`${name} other`, false, () => Promise.resolve())).toBe(true);
	working.resolve(undefined);
	await first;
});

test('a window that sleeps is passed by, and learns it without an error when it wakes', async () => {
	const sleeping = Promise.withResolvers<undefined>();
	const asleep = exclusively(name, false, () => sleeping.promise);
	const awake = Promise.withResolvers<undefined>();
	const passing = exclusively(name, true, () => awake.promise);
	expect(await asleep).toBe(false);
	// The lock is with the one that passed.
	expect(await exclusively(name, false, () => Promise.resolve())).toBe(false);
	sleeping.resolve(undefined);
	expect(await exclusively(name, false, () => Promise.resolve())).toBe(false);
	awake.resolve(undefined);
	expect(await passing).toBe(true);
});

test('what goes wrong in the work is said to whoever asked, and the lock is free again', async () => {
	const failing = exclusively(name, false, () => Promise.reject(new Error('a bug')));
	await expect(failing).rejects.toThrow('a bug');
	expect(await exclusively(name, false, () => Promise.resolve())).toBe(true);
});

test.each([
	['has no locks', {}],
	[
		'refuses them',
		{ locks: { request: () => Promise.reject(new DOMException('not here', 'SecurityError')) } },
	],
])('a browser that %s just works', async (_fact, navigator) => {
	vi.stubGlobal('navigator', navigator);
	const work = vi.fn(() => Promise.resolve());
	expect(await exclusively(name, false, work)).toBe(true);
	expect(work).toHaveBeenCalledTimes(1);
});

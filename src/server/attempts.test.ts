import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countAttempts } from './attempts.ts';

const minute = 60_000;

function makeLimit(max: number) {
	let time = 0;
	const limit = countAttempts(max, minute, () => time);
	return { limit, passTime: (ms: number) => (time += ms) };
}

test('one attempt more than allowed is refused, until the first of them is a window old', () => {
	const { limit, passTime } = makeLimit(3);
	expect([1, 2, 3, 4].map(() => limit.begin('a'))).toEqual([true, true, true, false]);
	expect(limit.begin('b')).toBe(true);
	expect(limit.retryAfter('a')).toBe(60);
	passTime(59_000);
	expect([limit.begin('a'), limit.retryAfter('a')]).toEqual([false, 1]);
	passTime(1_001);
	expect(limit.begin('a')).toBe(true);
});

test('whoever was refused is not counted for asking', () => {
	const { limit, passTime } = makeLimit(1);
	limit.begin('a');
	for (let second = 0; second < 59; second += 1) {
		passTime(1_000);
		expect(limit.begin('a')).toBe(false);
	}
	passTime(1_001);
	expect(limit.begin('a')).toBe(true);
});

test('a forgiven attempt counts for nothing, and nothing is forgiven twice', () => {
	const { limit } = makeLimit(1);
	limit.begin('a');
	limit.forgive('a');
	limit.forgive('a');
	limit.forgive('never seen');
	expect([limit.begin('a'), limit.begin('a')]).toEqual([true, false]);
});

test('no window of a minute, wherever it begins, holds more than allowed', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }), (gaps) => {
			const { limit, passTime } = makeLimit(5);
			const granted: number[] = [];
			for (const gap of gaps) {
				const time = passTime(gap);
				if (limit.begin('a')) granted.push(time);
			}
			for (const start of granted)
				expect(granted.filter((time) => time >= start && time < start + minute).length).toBeLessThanOrEqual(
					5,
				);
		}),
	);
});

test('a million addresses take no more memory than forty thousand, and free no guessed account', () => {
	const { limit } = makeLimit(10);
	for (let guess = 0; guess < 10; guess += 1) limit.begin('account');
	for (let address = 0; address < 1_000_000; address += 1) limit.begin(`2001:db8::${address}`);
	expect(limit.size()).toBeLessThanOrEqual(40_000);
	expect(limit.begin('account')).toBe(false);
});

test('a table that fell quiet empties itself', () => {
	const { limit, passTime } = makeLimit(10);
	for (let address = 0; address < 1_000; address += 1) limit.begin(String(address));
	for (let turn = 0; turn < 2; turn += 1) {
		passTime(minute + 1);
		limit.begin('somebody');
	}
	expect(limit.size()).toBe(1);
});

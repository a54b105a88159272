import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAutoAccept, rememberStopped, wasStopped, writeAutoAccept } from '#push/auto-accept.ts';

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
	const kept = new Map<string, string>();
	return {
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key),
	};
}

beforeEach(() => {
	vi.stubGlobal('localStorage', storage());
	vi.stubGlobal('sessionStorage', storage());
});
afterEach(() => vi.unstubAllGlobals());

test('it is off until somebody chooses it, and off again when they say so', () => {
	expect(readAutoAccept()).toBeUndefined();
	expect(writeAutoAccept(10)).toBe(true);
	expect(readAutoAccept()).toBe(10);
	expect(writeAutoAccept(undefined)).toBe(true);
	expect(readAutoAccept()).toBeUndefined();
});

test.each(['0', '1', '-10', '1e9', '"10"', 'null', '{', '[10]'])(
	'what nobody could choose (%s) is off',
	(text) => {
		localStorage.setItem('rufkreis.auto-accept', text);
		expect(readAutoAccept()).toBeUndefined();
	},
);

test('stopping holds for one request, whatever lies in the storage', () => {
	sessionStorage.setItem('rufkreis.auto-accept-stopped', '{"a":1}');
	rememberStopped('a');
	rememberStopped('b');
	expect(['a', 'b', 'c'].map(wasStopped)).toEqual([true, true, false]);
});

test('without storage it is off, and the person is told that it cannot be kept', () => {
	const refuse = (): never => {
		throw new DOMException('', 'SecurityError');
	};
	vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
	vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse });
	expect(readAutoAccept()).toBeUndefined();
	expect(writeAutoAccept(5)).toBe(false);
	rememberStopped('a');
	expect(wasStopped('a')).toBe(false);
});

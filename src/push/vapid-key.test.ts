import { expect, test } from 'vitest';
import { isMadeWith, keyBytes } from '#push/vapid-key.ts';

test('base64url without padding is read, other text is not', () => {
	expect(keyBytes('-_8')).toEqual(Uint8Array.of(0xfb, 0xff));
	expect(keyBytes('Schlüssel!')).toBeUndefined();
});

test.each([
	['the same key', [4, 1, 2], true],
	['another key', [4, 1, 3], false],
	['a shorter key', [4, 1], false],
	['a browser that does not tell', null, true],
])('%s', (_fact, bytes, expected) => {
	const subscribed = bytes === null ? null : Uint8Array.from(bytes).buffer;
	expect(isMadeWith(Uint8Array.of(4, 1, 2), subscribed)).toBe(expected);
});

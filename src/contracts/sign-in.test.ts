import { expect, test } from 'vitest';
import { readTriesLeft, readWait, sayTriesLeft, sayWait } from './sign-in.ts';

test('what the door says in numbers is read again', () => {
	expect(readWait(sayWait(312))).toBe(312);
	expect(readTriesLeft(sayTriesLeft(3))).toBe(3);
});

test('the wait hosted Supabase asks for is read from its sentence', () => {
	expect(readWait('For security purposes, you can only request this after 42 seconds.')).toBe(42);
	expect(readWait('email rate limit exceeded')).toBeUndefined();
	expect(readTriesLeft('Token has expired or is invalid')).toBeUndefined();
});

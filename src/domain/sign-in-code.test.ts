import { expect, test } from 'vitest';
import { readCode, writeCode } from './sign-in-code.ts';

test.each([
	['123456', '123456'],
	['123 456', '123456'],
	['123\u00a0456', '123456'],
	['123-456', '123456'],
	[' 012 345 \n', '012345'],
	['123 456 ist Ihr Code für Rufkreis', '123456'],
	['Gilt bis 14:18 Uhr: 987 654', '987654'],
	['12', '12'],
	['12a3', '123'],
	['1234567', '123456'],
	['', ''],
	['kein Code', ''],
])('of %j the digits are %j', (text, digits) => {
	expect(readCode(text)).toBe(digits);
});

test('a code is written in two groups, leading zeros included', () => {
	expect(writeCode('001234')).toBe('001 234');
});

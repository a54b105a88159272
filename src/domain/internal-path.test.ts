import { expect, test } from 'vitest';
import { parseInternalPath, readReturnPath, signInPath } from '#domain/internal-path.ts';

test.each([
	['/anfragen/1?a=b#c', '/anfragen/1?a=b#c'],
	['/hilfe', '/hilfe'],
	[null, '/anfragen'],
	['', '/anfragen'],
	['hilfe', '/anfragen'],
	['//evil.example/hilfe', '/anfragen'],
	['/\\evil.example', '/anfragen'],
	['/\t/evil.example', '/anfragen'],
	['/.//evil.example', '/anfragen'],
	['https://evil.example', '/anfragen'],
	['javascript:alert(1)', '/anfragen'],
])('%s leads to %s', (value, path) => {
	expect(parseInternalPath(value, '/anfragen')).toBe(path);
});

test('whoever has to sign in comes back to where they were', () => {
	const there = new URL('https://rufkreis.example/anfragen/1?ansicht=alle&x=ä');
	const signIn = new URL(signInPath(there), there);
	expect(signIn.pathname).toBe('/anmelden');
	expect(readReturnPath(signIn, '/anfragen')).toBe('/anfragen/1?ansicht=alle&x=%C3%A4');
});

import { expect, test } from 'vitest';
import { parseInternalPath } from '#domain/internal-path.ts';

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

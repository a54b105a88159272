import { expect, test } from 'vitest';
import { answerPreflight } from './preflight.ts';

function ask(headers: string | undefined): Response {
	const init = headers === undefined ? {} : { 'access-control-request-headers': headers };
	return answerPreflight(
		new Request('http://localhost:3000/auth/v1/otp', { method: 'OPTIONS', headers: init }),
	);
}

test('a page may send what supabase-js sends', () => {
	const answer = ask('apikey,authorization,content-type,x-client-info,x-supabase-api-version');
	expect(answer.status).toBe(204);
	expect(answer.headers.get('access-control-allow-origin')).toBe('*');
	expect(answer.headers.get('access-control-allow-headers')).toBe(
		'apikey,authorization,content-type,x-client-info,x-supabase-api-version',
	);
});

test.each([undefined, '', 'a b', 'x"; y', 'a,,b'])('%j is no list of headers and allows none', (headers) => {
	expect(ask(headers).headers.get('access-control-allow-headers')).toBeNull();
});

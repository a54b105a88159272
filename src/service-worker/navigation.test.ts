import { expect, test } from 'vitest';
import { chooseAnswer } from '#worker/navigation.ts';

const load = { mode: 'navigate', method: 'GET' };

test.each(['/anmelden', '/hilfe', '/anfragen', '/anfragen/7b1f8c2e', '/annehmen/7b1f8c2e', '/netz', '/ich'])(
	'a person without network can open %s',
	(pathname) => {
		expect(chooseAnswer(load, pathname)).toBe('shell');
	},
);

test.each(['/', '/transparenz', '/datenschutz', '/board', '/anfragenden', '/Anfragen', '/x/anfragen'])(
	'%s comes from the server while it can be reached',
	(pathname) => {
		expect(chooseAnswer(load, pathname)).toBe('network_first');
	},
);

test.each([
	'/api/health',
	'/auth/v1/token',
	'/rest/v1/requests',
	'/storage/v1/object',
	'/demo/postfach',
	'/metrics',
	'/shell',
	'/_app/version.json',
	'/icons/mark.svg',
	'/manifest.webmanifest',
])('the worker never touches %s', (pathname) => {
	expect(chooseAnswer(load, pathname)).toBe('browser');
});

test.each([
	{ mode: 'cors', method: 'GET' },
	{ mode: 'navigate', method: 'POST' },
])('what is no page load is left alone: %o', (request) => {
	expect(chooseAnswer(request, '/anfragen')).toBe('browser');
	expect(chooseAnswer(request, '/')).toBe('browser');
});

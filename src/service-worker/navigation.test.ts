import { expect, test } from 'vitest';
import { isAppPage } from '#worker/navigation.ts';

const load = { mode: 'navigate', method: 'GET' };

test.each([
	'/anmelden',
	'/hilfe',
	'/anfragen',
	'/anfragen/7b1f8c2e',
	'/annehmen/7b1f8c2e',
	'/board',
	'/anleitungen/drucker-warteschlange',
	'/netz',
	'/ich',
	'/koordination',
	'/kennzahlen',
	'/ausgleich',
])('a person without network can open %s', (pathname) => {
	expect(isAppPage(load, pathname)).toBe(true);
});

test.each([
	'/',
	'/transparenz',
	'/datenschutz',
	'/barrierefreiheit',
	'/api/health',
	'/auth/v1/token',
	'/rest/v1/requests',
	'/storage/v1/object',
	'/demo/postfach',
	'/shell',
	'/anfragenden',
	'/Anfragen',
	'/x/anfragen',
])('the worker never touches %s', (pathname) => {
	expect(isAppPage(load, pathname)).toBe(false);
});

test.each([
	{ mode: 'cors', method: 'GET' },
	{ mode: 'navigate', method: 'POST' },
])('what is no page load is left alone: %o', (request) => {
	expect(isAppPage(request, '/anfragen')).toBe(false);
});

import { expect, test } from 'vitest';
import { addressAtHome } from './loopback.ts';

const page = 'text/html,application/xhtml+xml,*/*;q=0.8';

function ask(host: string, { origin = 'http://localhost:3000', method = 'GET', accept = page } = {}) {
	const request = new Request('http://x.example/', { method, headers: { host, accept } });
	return addressAtHome(request, '/anfragen?x=1', origin);
}

test.each(['127.0.0.1:3000', '[::1]:3000'])('whoever opens a page at %s is sent to ORIGIN', (host) => {
	expect(ask(host)).toBe('http://localhost:3000/anfragen?x=1');
	expect(ask(host, { method: 'HEAD' })).toBe('http://localhost:3000/anfragen?x=1');
});

test('ORIGIN may be any of the names', () => {
	expect(ask('localhost:3000', { origin: 'http://127.0.0.1:3000' })).toBe(
		'http://127.0.0.1:3000/anfragen?x=1',
	);
});

test.each<[string, string, Parameters<typeof ask>[1]]>([
	['at ORIGIN itself', 'localhost:3000', {}],
	['in the local network', '192.168.0.5:3000', {}],
	['behind a proxy that says where it connects to', '127.0.0.1:3000', { origin: 'https://rufkreis.example' }],
	['through a tunnel on another port', '127.0.0.1:8080', {}],
	['that is a health check', '127.0.0.1:3000', { accept: '*/*' }],
	['that sends something', '127.0.0.1:3000', { method: 'POST' }],
	['with a host that is none', 'a b', {}],
	['without a host', '', {}],
])('a request %s stays where it is', (_, host, options) => {
	expect(ask(host, options)).toBeUndefined();
});

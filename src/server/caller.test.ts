import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { makeCaller } from './caller.ts';

function from(remoteAddress: string, forwarded?: string): IncomingMessage {
	const socket = new Socket();
	Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
	const request = new IncomingMessage(socket);
	if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
	return request;
}

const proxies = ['172.30.71.0/24', '127.0.0.1', 'fd00::/8'];

test.each<[string, string, string | undefined, string]>([
	['from outside, with a forged header', '203.0.113.9', '10.0.0.1', '203.0.113.9'],
	['from the proxy', '172.30.71.2', '203.0.113.9', '203.0.113.9'],
	['from the proxy, in the form of a socket for both', '::ffff:172.30.71.2', '203.0.113.9', '203.0.113.9'],
	[
		'from the proxy, which kept what the client forged',
		'172.30.71.2',
		'10.0.0.1, 203.0.113.9',
		'203.0.113.9',
	],
	['through two proxies of ours', '127.0.0.1', '10.0.0.1, 203.0.113.9, 172.30.71.2', '203.0.113.9'],
	['from the proxy over IPv6', 'fd00::2', '2001:db8::7', '2001:db8::7'],
	['from the proxy itself, a health check', '172.30.71.2', undefined, '172.30.71.2'],
	['from the proxy, with something that is no address', '172.30.71.2', 'localhost', '172.30.71.2'],
])('%s', (_case, remote, forwarded, expected) => {
	expect(makeCaller(proxies)(from(remote, forwarded))).toBe(expected);
});

test('without a trusted proxy every header is a claim, also from this machine', () => {
	expect(makeCaller([])(from('127.0.0.1', '203.0.113.9'))).toBe('127.0.0.1');
});

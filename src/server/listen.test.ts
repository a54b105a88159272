import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { freePort } from '#tests/free-port.ts';
import { listen } from './listen.ts';

/** A server that echoes, and a request whose headers it has and whose body is still on its way. */
async function startWithRequest() {
	const port = await freePort();
	const listener = await listen('127.0.0.1', port);
	const taken = Promise.withResolvers<undefined>();
	listener.serve((request, response) => {
		taken.resolve(undefined);
		void text(request).then(
			(body) => response.end(`got ${body}`),
			() => undefined,
		);
	});
	const socket = connect(port, '127.0.0.1');
	socket.write('POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 5\r\n\r\n');
	await taken.promise;
	return { port, listener, socket };
}

async function isRefused(port: number): Promise<boolean> {
	const socket: Socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return false;
	} catch {
		return true;
	} finally {
		socket.destroy();
	}
}

test('a request in flight finishes behind the closed door', async () => {
	const { port, listener, socket } = await startWithRequest();
	const closed = listener.close(60_000);
	expect(await isRefused(port)).toBe(true);
	socket.write('hallo');
	const [answer] = (await once(socket, 'data')) as [Buffer];
	expect(answer.toString()).toMatch(/^HTTP\/1\.1 200[^]*got hallo/);
	await closed;
});

test('a request that never ends is cut when its time is over', async () => {
	const { listener, socket } = await startWithRequest();
	socket.on('error', () => undefined);
	const cut = once(socket, 'close');
	await listener.close(20);
	await cut;
});

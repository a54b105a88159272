/** Whoever stands behind a webhook: takes messages over https, or treats them as badly as it can. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import { makeTestAuthority } from './test-ca.ts';

/** A number: answers so, without a word. */
export type ReceiverMood =
	| number
	/** Reads everything and never answers. */
	| 'hangs'
	/** 200, and then a byte now and then, for ever. */
	| 'dribbles'
	/** 200 and megabytes that are nothing. */
	| 'garbage'
	/** 200 and headers without end. */
	| 'endless_headers'
	/** Something that is no HTTP. */
	| 'babbles'
	| 'drops'
	/** 302 to itself. */
	| 'redirects'
	| 'upgrades';

export interface WebhookReceiver {
	/** `https://localhost:…` */
	url: string;
	/** `localhost:…` */
	host: string;
	/** PEM of the authority that signed its certificate. */
	ca: string;
	/** The same as a file, for NODE_EXTRA_CA_CERTS. */
	caFile: string;
	/** How the next messages are treated, one step each; after that with 204. */
	moods: ReceiverMood[];
	/** Everything that came, oldest first. */
	messages: { path: string; headers: IncomingHttpHeaders; body: string }[];
	/** Resolves as soon as it holds so many. */
	waitFor(count: number): Promise<void>;
	close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
	const authority = await makeTestAuthority();
	const messages: WebhookReceiver['messages'] = [];
	const moods: ReceiverMood[] = [];
	const sockets = new Set<Duplex>();
	const timers = new Set<NodeJS.Timeout>();
	let waiting: { count: number; done: () => void }[] = [];
	const server = createServer(authority.server, (request, response) => {
		let body = '';
		request.setEncoding('utf8');
		request.on('data', (text: string) => (body += text));
		request.on('error', () => undefined);
		request.on('end', () => {
			messages.push({ path: request.url ?? '', headers: request.headers, body });
			waiting = waiting.filter(({ count, done }) => {
				if (messages.length < count) return true;
				done();
				return false;
			});
			const mood = moods.shift() ?? 204;
			switch (mood) {
				case 'hangs':
					break;
				case 'dribbles':
					response.writeHead(200);
					timers.add(setInterval(() => response.write('.'), 20));
					break;
				case 'garbage':
					response.writeHead(200, { 'Content-Type': 'application/json' });
					response.end(Buffer.alloc(4 * 1024 * 1024, 0xff));
					break;
				case 'endless_headers':
					request.socket.write('HTTP/1.1 200 OK\r\n');
					timers.add(setInterval(() => request.socket.write(`X-More: ${'x'.repeat(4_096)}\r\n`), 1));
					break;
				case 'babbles':
					request.socket.end('SMTP ready\r\n\r\n');
					break;
				case 'drops':
					request.socket.destroy();
					break;
				case 'redirects':
					response.writeHead(302, { Location: `https://${request.headers.host ?? ''}/inside` }).end();
					break;
				case 'upgrades':
					request.socket.write(
						'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
					);
					break;
				default:
					response.writeHead(mood).end();
			}
		});
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
	});
	server.on('tlsClientError', () => undefined);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// Listening on TCP: the address is an object with a port, never a pipe's name.
	const host = `localhost:${(server.address() as AddressInfo).port}`;
	return {
		url: `https://${host}`,
		host,
		ca: authority.ca,
		caFile: authority.caFile,
		moods,
		messages,
		waitFor(count) {
			if (messages.length >= count) return Promise.resolve();
			return new Promise((done) => waiting.push({ count, done }));
		},
		async close() {
			for (const timer of timers) clearInterval(timer);
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
			authority.forget();
		},
	};
}

/**
 * The HTTPS half of the push service: RFC 8030 POSTs in, verdicts out. A POST that is wrong is refused before any
 * script is asked, so that no scripted 201 hides a message the real services would not take.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
	newId,
	storeMessage,
	type Answer,
	type Behaviour,
	type Channel,
	type ReceivedPush,
} from './channel.ts';
import { makeJudge } from './judge.ts';

/** Counted since the start or the last `resetLoad`; `…Open` are of this moment. */
export type Load = {
	connections: number;
	connectionsOpen: number;
	requests: number;
	requestsOpen: number;
	requestsPeak: number;
};

type Host = {
	find(channelId: string): Channel | undefined;
	/** What a POST without a scripted step gets. */
	usual(): Behaviour;
	now: () => number;
	changed(): void;
};

/** Listens on 127.0.0.1 and a free port; its name is `localhost`. Connections are kept alive for a minute. */
export async function startEndpoint(tls: { key: string; cert: string }, host: Host) {
	const load: Load = { connections: 0, connectionsOpen: 0, requests: 0, requestsOpen: 0, requestsPeak: 0 };
	const server = createServer({ ...tls, keepAliveTimeout: 60_000 });
	server.on('connection', (socket) => {
		load.connections += 1;
		load.connectionsOpen += 1;
		socket.once('close', () => {
			load.connectionsOpen -= 1;
			host.changed();
		});
	});
	server.on('request', (request, response) => {
		load.requests += 1;
		load.requestsOpen += 1;
		load.requestsPeak = Math.max(load.requestsPeak, load.requestsOpen);
		response.once('close', () => {
			load.requestsOpen -= 1;
			host.changed();
		});
		void take(request, response, performance.now());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// Listening on TCP: the address is an object with a port, never a pipe's name.
	const { port } = server.address() as AddressInfo;
	const url = `https://localhost:${String(port)}`;
	const judge = makeJudge(url, host.now);
	let held: (() => void)[] = [];

	async function take(request: IncomingMessage, response: ServerResponse, at: number): Promise<void> {
		const body = await readBody(request);
		if (body === undefined) return;
		if (request.method !== 'POST') {
			reply(response, { status: 405 });
			return;
		}
		const id = /^\/push\/([\w-]+)$/.exec(request.url ?? '')?.[1];
		const channel = id === undefined ? undefined : host.find(id);
		if (channel === undefined) {
			reply(response, { status: 404, body: 'no such subscription' });
			return;
		}
		const post: ReceivedPush = { id: newId(), at, headers: request.headers, body };
		channel.received.push(post);
		const refusal = judge({ headers: request.headers, body, subscriberKey: channel.subscriberKey });
		if (refusal) {
			Object.assign(post, { answer: refusal.status, reason: refusal.reason });
			reply(response, { status: refusal.status, body: refusal.reason });
		} else {
			act(channel, post, channel.gone ? 410 : (channel.steps.shift() ?? host.usual()), response);
		}
		host.changed();
	}

	function act(channel: Channel, post: ReceivedPush, how: Behaviour, response: ServerResponse): void {
		if (how === 'hang' || how === 'reset') {
			post.answer = how;
			if (how === 'reset') response.socket?.destroy();
			return;
		}
		if (how === 'hold') {
			held.push(() => act(channel, post, 201, response));
			return;
		}
		const {
			slow = 0,
			held: isHeld = false,
			status = 201,
			...rest
		}: Answer = typeof how === 'number' ? { status: how } : how;
		if (isHeld) held.push(settle);
		else if (slow > 0) setTimeout(settle, slow);
		else settle();

		function settle(): void {
			post.answer = status;
			if (status < 300) storeMessage(channel, post, host.now());
			const headers = status === 201 ? { Location: `${url}/message/${post.id}` } : {};
			reply(response, { status, ...rest }, headers);
			host.changed();
		}
	}

	return {
		url,
		load: (): Load => ({ ...load }),
		release(): void {
			const answers = held;
			held = [];
			for (const answer of answers) answer();
		},
		resetLoad(): void {
			Object.assign(load, { connections: 0, requests: 0, requestsPeak: load.requestsOpen });
		},
		async close(): Promise<void> {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
	const parts: Buffer[] = [];
	try {
		// Without setEncoding() a request yields buffers; its type says any.
		for await (const part of request) parts.push(part as Buffer);
	} catch {
		return undefined;
	}
	return Buffer.concat(parts);
}

/** A sender that has hung up by now gets nothing. */
function reply(response: ServerResponse, answer: Answer, headers: Record<string, string> = {}): void {
	if (response.destroyed) return;
	const { status = 201, retryAfter, body = '' } = answer;
	if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
	response.writeHead(status, headers).end(body);
}

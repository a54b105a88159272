/**
 * The WebSocket half of Mozilla's push service, as Firefox speaks it (PushServiceWebSocket.sys.mjs).
 * It owns connections and user agents; messages live in the channels. It must never invent a delivery:
 * a message counts as delivered when the browser acknowledged it, otherwise the next connection gets it again.
 */
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { ackMessage, attachReceiver, newId, type Channel, type PushMessage } from './channel.ts';

const said = z.discriminatedUnion('messageType', [
	z.object({ messageType: z.literal('hello'), uaid: z.string().optional() }),
	z.object({ messageType: z.literal('register'), channelID: z.string(), key: z.string().optional() }),
	z.object({ messageType: z.literal('unregister'), channelID: z.string() }),
	z.object({
		messageType: z.literal('ack'),
		updates: z.array(z.object({ channelID: z.string(), version: z.string(), code: z.number() })),
	}),
	z.object({ messageType: z.literal('nack'), version: z.string(), code: z.number() }),
	z.object({ messageType: z.literal('broadcast_subscribe') }),
	z.object({ messageType: z.literal('ping') }),
]);
type Said = z.infer<typeof said>;

export type AutopushHost = {
	open(channelId: string, subscriberKey: string | undefined): Channel;
	find(channelId: string): Channel | undefined;
	endpoint(channelId: string): string;
	now(): number;
	changed(): void;
};

export type Autopush = {
	/** Browsers connected right now. */
	connected(): number;
	/** Cuts every browser off and refuses new connections, as a phone without a network is. */
	takeOffline: () => void;
	bringOnline: () => void;
	url: string;
	close(): Promise<void>;
};

/** Listens on 127.0.0.1 and a free port. */
export async function startAutopush(host: AutopushHost): Promise<Autopush> {
	let reachable = true;
	const channelsOf = new Map<string, Set<string>>();
	const server = new WebSocketServer({
		host: '127.0.0.1',
		port: 0,
		verifyClient: (_info: unknown, decide: (ok: boolean, code?: number) => void) => {
			decide(reachable, 503);
		},
	});
	await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
	server.on('connection', (socket) => {
		converse(socket, channelsOf, host);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('autopush has no port');
	return {
		url: `ws://127.0.0.1:${String(address.port)}/`,
		connected: () => server.clients.size,
		takeOffline() {
			reachable = false;
			for (const socket of server.clients) socket.terminate();
		},
		bringOnline() {
			reachable = true;
		},
		async close() {
			for (const socket of server.clients) socket.terminate();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}

function converse(socket: WebSocket, channelsOf: Map<string, Set<string>>, host: AutopushHost): void {
	let mine = new Set<string>();
	const receivers = new Map<string, Channel['receive']>();

	function attach(channel: Channel): void {
		const receive = (message: PushMessage): void => {
			say(socket, notification(channel, message));
		};
		receivers.set(channel.id, receive);
		attachReceiver(channel, receive, host.now());
	}

	function answer(message: Said): void {
		switch (message.messageType) {
			case 'hello': {
				const known = message.uaid === undefined ? undefined : channelsOf.get(message.uaid);
				const uaid = known && message.uaid ? message.uaid : newId().replaceAll('-', '');
				mine = known ?? mine;
				channelsOf.set(uaid, mine);
				say(socket, { messageType: 'hello', uaid, status: 200, use_webpush: true, broadcasts: {} });
				for (const id of mine) {
					const channel = host.find(id);
					if (channel) attach(channel);
				}
				return;
			}
			case 'register': {
				const channel = host.open(message.channelID, message.key);
				mine.add(channel.id);
				const pushEndpoint = host.endpoint(channel.id);
				say(socket, { messageType: 'register', channelID: channel.id, status: 200, pushEndpoint });
				attach(channel);
				return;
			}
			case 'unregister': {
				const channel = host.find(message.channelID);
				if (channel) channel.gone = true;
				mine.delete(message.channelID);
				say(socket, { messageType: 'unregister', channelID: message.channelID, status: 200 });
				return;
			}
			case 'ack': {
				for (const { channelID, version, code } of message.updates) {
					const channel = host.find(channelID);
					if (channel) ackMessage(channel, version, code);
				}
				return;
			}
			case 'nack':
			case 'broadcast_subscribe':
				return;
			case 'ping':
				say(socket, {});
		}
	}

	socket.on('message', (data) => {
		const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
		answer(text === '{}' ? { messageType: 'ping' } : said.parse(JSON.parse(text)));
		host.changed();
	});
	socket.on('close', () => {
		for (const [id, receive] of receivers) {
			const channel = host.find(id);
			if (channel && channel.receive === receive) channel.receive = undefined;
		}
		host.changed();
	});
	host.changed();
}

function notification(channel: Channel, message: PushMessage): unknown {
	const head = { messageType: 'notification', channelID: channel.id, version: message.id };
	if (message.body.length === 0) return head;
	return { ...head, data: message.body.toString('base64url'), headers: { encoding: 'aes128gcm' } };
}

function say(socket: WebSocket, message: unknown): void {
	socket.send(JSON.stringify(message));
}

import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * How the service answers one POST that is right in itself. A number is a status; `slow` waits that many
 * milliseconds first; 'hold' answers 201 once `release()` is called, and `held` whatever else it says; `retryAfter` becomes the header (seconds
 * or an HTTP date). A POST that is wrong is refused whatever the script says and uses up no step of it.
 */
export type Behaviour = number | 'hang' | 'hold' | 'reset' | Answer;
export type Answer = {
	status?: number;
	slow?: number;
	held?: boolean;
	retryAfter?: number | string;
	body?: string;
};

/** One POST as it arrived. `at` is `performance.now()` of this process when its head was read. */
export type ReceivedPush = {
	id: string;
	at: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** What the service did about it; absent while it has not answered yet. */
	answer?: number | 'hang' | 'reset';
	/** Why it was refused, in words, when it was wrong in itself. */
	reason?: string;
};

export type PushMessage = { id: string; body: Buffer; topic: string | undefined; expiresAt: number };
/** Takes one message to a browser; the service forgets it once `ackMessage` is called. */
export type Receive = (message: PushMessage) => void;

export type Channel = {
	id: string;
	subscriberKey: string | undefined;
	gone: boolean;
	steps: Behaviour[];
	received: ReceivedPush[];
	acks: { id: string; code: number }[];
	stored: Map<string, PushMessage>;
	receive: Receive | undefined;
};

export function makeChannel(id: string, subscriberKey: string | undefined): Channel {
	return {
		id,
		subscriberKey: subscriberKey?.replace(/=+$/, ''),
		gone: false,
		steps: [],
		received: [],
		acks: [],
		stored: new Map(),
		receive: undefined,
	};
}

/** Stores a message, replacing an undelivered one of the same topic (RFC 8030 section 5.4), and passes it on. */
export function storeMessage(channel: Channel, post: ReceivedPush, now: number): void {
	const topic = post.headers.topic;
	const message = {
		id: post.id,
		body: post.body,
		topic: typeof topic === 'string' ? topic : undefined,
		expiresAt: now + Number(post.headers.ttl) * 1000,
	};
	for (const older of channel.stored.values()) {
		if (message.topic !== undefined && older.topic === message.topic) channel.stored.delete(older.id);
	}
	if (channel.receive === undefined && message.expiresAt <= now) return;
	channel.stored.set(message.id, message);
	channel.receive?.(message);
}

/** Connects a browser: what was stored and has not expired is passed on first, oldest first. */
export function attachReceiver(channel: Channel, receive: Receive, now: number): void {
	channel.receive = receive;
	for (const message of [...channel.stored.values()]) {
		if (message.expiresAt <= now) channel.stored.delete(message.id);
		else receive(message);
	}
}

export function ackMessage(channel: Channel, id: string, code: number): void {
	channel.stored.delete(id);
	channel.acks.push({ id, code });
}

export function newId(): string {
	return randomUUID();
}

/**
 * One encrypted message to one endpoint (RFC 8030, 8291, 8292). web-push encrypts and signs; posting is our own, because its sender has no
 * time limit, no kept-alive connections and signs anew for every message. Never logs: an endpoint is a key to somebody's phone.
 */
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:https';
import webpush from 'web-push';
import type { PostResult } from '#domain/push-verdict.ts';
import { pushHost } from './push-hosts.ts';

export interface Vapid {
	/** `mailto:` or `https:`, as RFC 8292 wants it. */
	subject: string;
	publicKey: string;
	privateKey: string;
}

export interface Message {
	endpoint: string;
	p256dh: string;
	auth: string;
	/** UTF-8 text, at most `payloadBytes`. */
	body: string;
	/** What it is about: it takes the place of an undelivered message about the same. */
	topic: string;
	/** Seconds for which the message is still worth something; never sent below 60. */
	ttl: number;
}

export type PostAnswer =
	| { outcome: 'posted'; result: PostResult; retryAfter: string | null }
	/** Not sent: the address is none of a push service, or its keys are no keys. */
	| { outcome: 'foreign_endpoint' | 'unusable_keys' }
	/** Given up by us; it may or may not have arrived. */
	| { outcome: 'aborted' };

export interface Poster {
	/** Never throws. The encryption happens before it returns, so the POST leaves in the turn in which it was asked for. */
	post(message: Message, signal: AbortSignal): Promise<PostAnswer>;
	close(): void;
}

export interface PosterOptions {
	vapid: Vapid;
	extraHosts: readonly string[];
	/** From the first byte of the connection to the last of the answer. */
	timeoutMs: number;
	/** Epoch milliseconds. */
	clock: () => number;
	/** For tests with an own authority; the usual one trusts the system and NODE_EXTRA_CA_CERTS. */
	agent?: Agent | undefined;
}

const encoding = 'aes128gcm';
/** RFC 8292 allows 24 hours; half of it leaves room for clocks that go wrong. */
const tokenSeconds = 12 * 60 * 60;
const renewSeconds = 60 * 60;
const shortestTtl = 60;
/** Nobody needs what a push service says beside its status; it is read only to keep the connection. */
const longestAnswer = 16 * 1024;
/** Idle connections go before the routers on the way forget them: a forgotten one swallows the first alert of the night. */
const idleMilliseconds = 50_000;

/** Replaces an undelivered message about the same: "taken" takes the place of the alert (RFC 8030 section 5.4). */
function topicOf(topic: string): string {
	return createHash('sha256').update(topic).digest('base64url').slice(0, 32);
}

/** Signing is the dearest part of a message, and one token is good for all messages to one push service. */
function makeTokens(vapid: Vapid, clock: () => number): (origin: string) => string {
	const tokens = new Map<string, { header: string; until: number }>();
	return function tokenFor(origin) {
		const now = Math.floor(clock() / 1000);
		const cached = tokens.get(origin);
		if (cached !== undefined && cached.until > now && cached.until <= now + tokenSeconds)
			return cached.header;
		const { subject, publicKey, privateKey } = vapid;
		const made = webpush.getVapidHeaders(
			origin,
			subject,
			publicKey,
			privateKey,
			encoding,
			now + tokenSeconds,
		);
		tokens.set(origin, { header: made.Authorization, until: now + tokenSeconds - renewSeconds });
		return made.Authorization;
	};
}

/** `undefined`: the keys of the device do not lie on the curve. */
function encrypt(message: Message): Buffer | undefined {
	try {
		return webpush.encrypt(message.p256dh, message.auth, message.body, encoding).cipherText;
	} catch {
		return undefined;
	}
}

/** Throws at once when the VAPID keys or their subject are not usable. */
export function makePoster(options: PosterOptions): Poster {
	const { extraHosts, timeoutMs } = options;
	const tokenFor = makeTokens(options.vapid, options.clock);
	tokenFor('https://fcm.googleapis.com');
	// No limit here: the worker's window bounds what is open, and a queue in the agent would send what was claimed long ago.
	const agent =
		options.agent ?? new Agent({ keepAlive: true, timeout: idleMilliseconds, scheduling: 'lifo' });

	function send(url: URL, headers: Record<string, string | number>, body: Buffer, signal: AbortSignal) {
		return new Promise<PostAnswer>((resolve) => {
			let late = false;
			const posting = request(url, { method: 'POST', agent, headers }, (response) => {
				const retryAfter = response.headers['retry-after'] ?? null;
				resolve({ outcome: 'posted', result: response.statusCode ?? 'network', retryAfter });
				let length = 0;
				response.on('data', (part: Buffer) => {
					length += part.length;
					if (length > longestAnswer) posting.destroy();
				});
			});
			function abort(): void {
				resolve({ outcome: 'aborted' });
				posting.destroy();
			}
			const timer = setTimeout(() => {
				late = true;
				posting.destroy();
			}, timeoutMs);
			signal.addEventListener('abort', abort, { once: true });
			function giveUp(): void {
				resolve({ outcome: 'posted', result: late ? 'timeout' : 'network', retryAfter: null });
			}
			posting.on('error', giveUp);
			posting.on('close', () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', abort);
				giveUp();
			});
			posting.end(body);
		});
	}

	return {
		post(message, signal) {
			const host = pushHost(message.endpoint, extraHosts);
			if (host === undefined) return Promise.resolve({ outcome: 'foreign_endpoint' });
			const body = encrypt(message);
			if (body === undefined) return Promise.resolve({ outcome: 'unusable_keys' });
			if (signal.aborted) return Promise.resolve({ outcome: 'aborted' });
			const url = new URL(message.endpoint);
			const headers = {
				Authorization: tokenFor(url.origin),
				TTL: Math.max(shortestTtl, Math.floor(message.ttl)),
				Urgency: 'high',
				Topic: topicOf(message.topic),
				'Content-Encoding': encoding,
				'Content-Type': 'application/octet-stream',
				'Content-Length': body.length,
				// Windows drops what it may not cache while the device is off (push.md).
				...(host.endsWith('.notify.windows.com') ? { 'X-WNS-Cache-Policy': 'cache' } : {}),
			};
			return send(url, headers, body, signal);
		},
		close() {
			if (options.agent === undefined) agent.destroy();
		},
	};
}

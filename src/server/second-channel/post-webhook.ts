/**
 * One signed message to the webhook of the network, as the open specification Standard Webhooks 1.0 has it, so that a receiver proves it with a library
 * it can find. The address was written by a person: only hosts that the operator allows are called, only over https, only where their name leads out of
 * private networks at the very moment of the connection (a name may lead elsewhere a second later), and no redirect is followed. Never logs.
 */
import { createHmac } from 'node:crypto';
import { lookup as lookUp } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { Agent, request } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { z } from 'zod';
import type { WebhookResult } from '#domain/webhook.ts';
import { isPublicAddress } from './public-address.ts';

/** A host that may be called; with an address it is called there and nowhere else, also inside the house. */
export interface WebhookHost {
	/** Lower case, with a port other than 443. */
	host: string;
	address: string | undefined;
}

export interface WebhookMessage {
	url: string;
	/** `whsec_` and the key in base64. */
	secret: string;
	/** The same for every attempt, so that a receiver can tell a repeat. */
	id: string;
	body: string;
}

export interface WebhookPoster {
	/** Never throws; answers within the time limit. */
	post(message: WebhookMessage): Promise<WebhookResult>;
	close(): void;
}

export interface WebhookPosterOptions {
	hosts: readonly WebhookHost[];
	timeoutMs?: number;
	now?: () => Date;
	/** Asks the name service for all addresses. */
	resolve?: (hostname: string) => Promise<LookupAddress[]>;
	/** PEM of an authority beside the known ones. */
	ca?: string;
}

const usualTimeoutMs = 5_000;
/** What a receiver says is not read; so much of it is waited for, to let it finish. */
const bodyLimit = 16 * 1024;

/** Of the exact bytes that are sent. */
export function signWebhook(secret: string, id: string, timestamp: number, body: string): string {
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
	return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function resolveByName(hostname: string): Promise<LookupAddress[]> {
	return new Promise((resolve, reject) => {
		lookUp(hostname, { all: true }, (error, addresses) => {
			if (error) reject(error);
			else resolve(addresses);
		});
	});
}

class PrivateAddress extends Error {}

const failure = z.object({ code: z.string() });
const certificateCodes = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;
const nameCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA']);

function resultOf(error: unknown, timedOut: boolean): WebhookResult {
	if (error instanceof PrivateAddress) return 'private_address';
	if (timedOut) return 'timeout';
	const code = failure.safeParse(error).data?.code ?? '';
	if (certificateCodes.test(code)) return 'certificate';
	return nameCodes.has(code) ? 'unknown_host' : 'network';
}

export function openWebhookPoster(options: WebhookPosterOptions): WebhookPoster {
	const { hosts, timeoutMs = usualTimeoutMs, now = () => new Date(), resolve = resolveByName, ca } = options;
	const allowed = new Map(hosts.map(({ host, address }) => [host, address]));
	// No connection is kept: the next message may be hours away, and the name is to be asked again for each.
	const agent = new Agent({ keepAlive: false, maxCachedSessions: 0, ...(ca === undefined ? {} : { ca }) });

	function lookupFor(address: string | undefined): LookupFunction {
		return function lookup(hostname, { all }, callback) {
			const found =
				address === undefined
					? resolve(hostname).then((list) => list.filter((entry) => isPublicAddress(entry.address)))
					: Promise.resolve([{ address, family: isIP(address) }]);
			found.then(
				(list) => {
					const [first] = list;
					if (first === undefined) callback(new PrivateAddress(), '');
					else if (all === true) callback(null, list);
					else callback(null, first.address, first.family);
				},
				(error: unknown) => {
					callback(error instanceof Error ? error : new Error('name service'), '');
				},
			);
		};
	}

	function post({ url: text, secret, id, body }: WebhookMessage): Promise<WebhookResult> {
		const url = URL.parse(text);
		if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || !allowed.has(url.host))
			return Promise.resolve('not_allowed');
		const timestamp = Math.floor(now().getTime() / 1_000);
		const limit = AbortSignal.timeout(timeoutMs);
		return new Promise((done) => {
			const posting = request(url, {
				method: 'POST',
				agent,
				lookup: lookupFor(allowed.get(url.host)),
				signal: limit,
				maxHeaderSize: bodyLimit,
				headers: {
					'Content-Type': 'application/json; charset=utf-8',
					'Content-Length': Buffer.byteLength(body),
					'User-Agent': 'Rufkreis',
					'webhook-id': id,
					'webhook-timestamp': String(timestamp),
					'webhook-signature': signWebhook(secret, id, timestamp, body),
				},
			});
			// The number is the whole answer; nothing that happens to the rest changes it.
			let status: number | undefined;
			posting.on('response', (response) => {
				status = response.statusCode;
				let bytes = 0;
				response.on('data', (chunk: Buffer) => {
					bytes += chunk.length;
					if (bytes > bodyLimit) response.destroy();
				});
				response.on('error', () => undefined);
				response.on('close', () => done(status ?? 'network'));
			});
			posting.on('error', (error) => done(status ?? resultOf(error, limit.aborted)));
			posting.on('close', () => done(status ?? 'network'));
			posting.end(body);
		});
	}

	return { post, close: () => agent.destroy() };
}

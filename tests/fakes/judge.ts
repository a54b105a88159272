import { createPublicKey, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** RFC 8188: salt 16, record size 4, key id length 1, key id (RFC 8291: a 65-byte P-256 point), then the record. */
const bodyHead = 16 + 4 + 1 + 65;
const largestBody = 4096;
const longestToken = 24 * 60 * 60;

const claimsSchema = z.object({ aud: z.string(), exp: z.number().int(), sub: z.string() });
const headSchema = z.object({ alg: z.literal('ES256') });

export type Refusal = { status: 400 | 401 | 403 | 413; reason: string };
type Post = { headers: IncomingHttpHeaders; body: Buffer; subscriberKey: string | undefined };

/**
 * The judgement of a strict push service (RFC 8030, 8188, 8291, 8292; the subject as Apple wants it).
 * Signatures are verified once per token. `now` gives epoch milliseconds.
 */
export function makeJudge(origin: string, now: () => number) {
	const tokens = new Map<string, Token | Refusal>();

	function judgeToken(authorization: string, subscriberKey: string | undefined): Refusal | undefined {
		const token = tokens.get(authorization) ?? readToken(authorization);
		tokens.set(authorization, token);
		if ('status' in token) return token;
		const seconds = now() / 1000;
		if (token.aud !== origin) return forbidden(`vapid aud is ${token.aud}, not ${origin}`);
		if (token.exp <= seconds) return forbidden('vapid token has expired');
		if (token.exp > seconds + longestToken) return forbidden('vapid exp is more than 24 hours ahead');
		if (!isReachableSubject(token.sub)) return forbidden(`vapid sub is not a usable address: ${token.sub}`);
		if (subscriberKey !== undefined && subscriberKey !== token.key) return forbidden('VapidPkHashMismatch');
		return undefined;
	}

	/** What is wrong with a POST; `undefined` when it is right. */
	return function judge({ headers, body, subscriberKey }: Post): Refusal | undefined {
		if (headers.authorization === undefined) return { status: 401, reason: 'no Authorization' };
		const refusal = judgeToken(headers.authorization, subscriberKey) ?? judgeHeaders(headers);
		return refusal ?? judgeBody(headers, body);
	};
}

type Token = { aud: string; exp: number; sub: string; key: string };

function readToken(authorization: string): Token | Refusal {
	const parts = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/i.exec(authorization);
	const [, head, claims, signature, key] = parts ?? [];
	if (!head || !claims || !signature || !key)
		return { status: 401, reason: 'Authorization is not vapid t=…, k=…' };
	const point = Buffer.from(key, 'base64url');
	if (point.length !== 65 || point[0] !== 4) return forbidden('k is not an uncompressed P-256 point');
	try {
		headSchema.parse(fromBase64Json(head));
		const parsed = claimsSchema.parse(fromBase64Json(claims));
		const x = point.subarray(1, 33).toString('base64url');
		const y = point.subarray(33).toString('base64url');
		const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
		const signed = Buffer.from(`${head}.${claims}`);
		const verifier = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
		if (!verify('sha256', signed, verifier, Buffer.from(signature, 'base64url')))
			return forbidden('vapid signature does not verify with k');
		return { ...parsed, key: point.toString('base64url') };
	} catch {
		return forbidden('vapid token cannot be read');
	}
}

function judgeHeaders(headers: IncomingHttpHeaders): Refusal | undefined {
	const { ttl, urgency, topic } = headers;
	if (typeof ttl !== 'string' || !/^\d{1,10}$/.test(ttl)) return bad('TTL is missing or not whole seconds');
	if (urgency !== undefined && !/^(very-low|low|normal|high)$/.test(String(urgency)))
		return bad(`Urgency ${String(urgency)} is no word of RFC 8030`);
	if (topic !== undefined && !/^[\w-]{1,32}$/.test(String(topic)))
		return bad('Topic is not 1 to 32 base64url characters');
	return undefined;
}

function judgeBody(headers: IncomingHttpHeaders, body: Buffer): Refusal | undefined {
	if (body.length === 0) return undefined;
	if (body.length > largestBody) return { status: 413, reason: `body has ${String(body.length)} bytes` };
	if (headers['content-encoding'] !== 'aes128gcm') return bad('Content-Encoding is not aes128gcm');
	if (body.length <= bodyHead + 17) return bad('body is shorter than an aes128gcm record');
	if (body[20] !== 65 || body[21] !== 4) return bad('body carries no sender key');
	return undefined;
}

function isReachableSubject(sub: string): boolean {
	if (/^mailto:[^\s<>@]+@[^\s<>@]+\.[^\s<>@.]+$/.test(sub)) return true;
	return sub.startsWith('https:') && URL.canParse(sub);
}

function fromBase64Json(text: string): unknown {
	return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
}

function forbidden(reason: string): Refusal {
	return { status: 403, reason };
}

function bad(reason: string): Refusal {
	return { status: 400, reason };
}

import { createHmac } from 'node:crypto';

function base64url(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A bearer token of this account, as sign-in would give it; for an hour. */
export function signToken(userId: string, secret: string): string {
	const now = Math.floor(Date.now() / 1000);
	const claims = { sub: userId, role: 'authenticated', aud: 'authenticated', iat: now, exp: now + 3600 };
	const unsigned = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
	return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

import { createHmac } from 'node:crypto';

/** What a token of this account says, for an hour, as hosted sign-in by code writes it. */
export function sessionClaims(userId: string): Record<string, unknown> {
	const now = Math.floor(Date.now() / 1000);
	return {
		sub: userId,
		role: 'authenticated',
		aud: 'authenticated',
		iat: now,
		exp: now + 3600,
		amr: [{ method: 'otp', timestamp: now }],
	};
}

function base64url(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A bearer token of this account, as sign-in by code would give it. */
export function signToken(userId: string, secret: string): string {
	const claims = sessionClaims(userId);
	const unsigned = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
	return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

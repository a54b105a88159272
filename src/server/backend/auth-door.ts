/**
 * The door in front of the embedded sign-in, which by itself lets anybody in: `/signup` hands a session to any
 * address, codes and mails are unlimited, and its mail carries a link that acts. So nothing passes that is not named
 * here, and what passes is rebuilt from its checked parts. Answers have the form of Supabase Auth.
 */
import { z } from 'zod';
import { countAttempts } from '#server/attempts.ts';
import type { Mailer } from '#server/mail/mailer.ts';
import { encode, parseJson, refuse } from './auth-answers.ts';
import { readBody, withBody } from './body-limit.ts';
import { openCodeDoor } from './code-door.ts';
import type { SignInCodes } from './sign-in-codes.ts';

export interface AuthDoorOptions {
	/** Password sign-in exists for demo accounts only. */
	demo: boolean;
	/** What browsers see, without a trailing slash. */
	origin: string;
	/** Codes are sent and taken only with it, as everything behind the door. */
	publishableKey: string;
	codes: SignInCodes;
	mailer: Mailer;
	/** The sign-in behind the door. */
	next: (request: Request) => Promise<Response>;
	/** Milliseconds. */
	now?: () => number;
}

/** `address`: where the request came from, as far as the server knows. */
export type AuthDoor = (request: Request, address: string) => Promise<Response>;

const bodyLimit = 64 * 1024;
const open = new Set([
	'GET /auth/v1/user',
	'GET /auth/v1/health',
	'GET /auth/v1/settings',
	'POST /auth/v1/logout',
]);
const sendsCode = new Set(['POST /auth/v1/otp', 'POST /auth/v1/resend']);
const takesCode = 'POST /auth/v1/verify';
const credentialsSchema = z.object({ email: z.string().max(254), password: z.string().max(200) });
const refreshSchema = z.object({ refresh_token: z.string().max(4096) });

/** Failed passwords per account and minute, and per sender, behind which a whole town hall may sit. */
const perAccount = 10;
const perAddress = 100;
const minute = 60_000;

function refuseForNow(): Response {
	return refuse(429, 'over_request_rate_limit', 'Zu viele Versuche; bitte eine Minute warten.', {
		'retry-after': '60',
	});
}

/** Builds the door. It never throws for what a client sent. */
export function openAuthDoor(options: AuthDoorOptions): AuthDoor {
	const { demo, origin, publishableKey, codes, mailer, next, now = Date.now } = options;
	const accounts = countAttempts(perAccount, minute, now);
	const addresses = countAttempts(perAddress, minute, now);

	/** The inner sign-in sees the path and grant we checked, and a body of the right length. */
	function pass(request: Request, path: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
		const inner = withBody(request, body, new URL(path, request.url).href);
		inner.headers.delete('content-length');
		return next(inner);
	}

	const codeDoor = openCodeDoor({ codes, mailer, origin, pass, now });

	async function signInWithPassword(request: Request, address: string, body: Uint8Array): Promise<Response> {
		const parsed = credentialsSchema.safeParse(parseJson(body));
		if (!parsed.success) return refuse(400, 'validation_failed', 'E-Mail-Adresse und Passwort fehlen.');
		const email = parsed.data.email.trim().toLowerCase();
		if (!demo || !email.endsWith('.example')) {
			return refuse(422, 'email_provider_disabled', 'Die Anmeldung mit Passwort gibt es hier nicht.');
		}
		// The account first: what it refuses is no guess, and must not lock out everybody else behind the same address.
		if (!accounts.begin(email)) return refuseForNow();
		if (!addresses.begin(address)) {
			accounts.forgive(email);
			return refuseForNow();
		}
		const answer = await pass(
			request,
			'/auth/v1/token?grant_type=password',
			encode({ email, password: parsed.data.password }),
		);
		if (answer.ok) {
			accounts.forgive(email);
			addresses.forgive(address);
		}
		return answer;
	}

	function refresh(request: Request, body: Uint8Array): Promise<Response> {
		const parsed = refreshSchema.safeParse(parseJson(body));
		if (!parsed.success) return Promise.resolve(refuse(400, 'validation_failed', 'refresh_token fehlt.'));
		return pass(request, '/auth/v1/token?grant_type=refresh_token', encode(parsed.data));
	}

	return async function answer(request, address) {
		const { pathname, search, searchParams } = new URL(request.url);
		const endpoint = `${request.method} ${pathname}`;
		const body = await readBody(request, bodyLimit);
		if (body === 'too_large') return refuse(413, 'request_too_large', 'Die Anfrage ist größer als 64 KB.');
		if (open.has(endpoint)) return pass(request, pathname + search, body);
		if (endpoint === 'POST /auth/v1/token') {
			const grants = searchParams.getAll('grant_type');
			if (grants.length === 1 && grants[0] === 'password') return signInWithPassword(request, address, body);
			if (grants.length === 1 && grants[0] === 'refresh_token') return refresh(request, body);
		}
		if (sendsCode.has(endpoint) || endpoint === takesCode) {
			if (request.headers.get('apikey') !== publishableKey)
				return refuse(401, 'no_authorization', 'apikey fehlt.');
			return endpoint === takesCode
				? codeDoor.takeCode(request, address, body)
				: codeDoor.sendCode(request, address, body);
		}
		if (endpoint === 'POST /auth/v1/signup') {
			return refuse(
				422,
				'signup_disabled',
				'Konten entstehen nicht von selbst; bitte die Koordination fragen.',
			);
		}
		return refuse(404, 'not_found', 'Diesen Eingang gibt es hier nicht.');
	};
}

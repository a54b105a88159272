/**
 * Sign-in by code, as supabase-js asks for it: `/otp` and `/resend` send a mail with six digits, `/verify` takes them. The sign-in behind the
 * door hears of it only once a code was right. What is answered never depends on whether there is an account.
 */
import { z } from 'zod';
import { sayTriesLeft, sayWait } from '#contracts/sign-in.ts';
import { parseMailAddress } from '#domain/mail-address.ts';
import { codeDigits } from '#domain/sign-in-code.ts';
import { languageCookie, parseAcceptLanguage, pickLanguage } from '#messages/language.ts';
import type { Language } from '#messages/language.ts';
import { countAttempts } from '#server/attempts.ts';
import { writeCodeMail } from '#server/mail/code-mail.ts';
import type { Mailer } from '#server/mail/mailer.ts';
import { isOutage } from '#server/outage.ts';
import { encode, parseJson, refuse } from './auth-answers.ts';
import { redeemBody } from './mint-session.ts';
import { drawCode } from './sign-in-codes.ts';
import type { SignInCodes } from './sign-in-codes.ts';

export interface CodeDoorOptions {
	codes: SignInCodes;
	mailer: Mailer;
	/** What people see in their browser. */
	origin: string;
	/** Asks the sign-in behind the door, with a body of ours. */
	pass: (request: Request, path: string, body: Uint8Array<ArrayBuffer>) => Promise<Response>;
	/** Milliseconds. */
	now: () => number;
}

/** Answers `/otp`, `/resend` and `/verify`. `sender`: where the request came from, as far as the server knows. */
export interface CodeDoor {
	sendCode(request: Request, sender: string, body: Uint8Array): Promise<Response>;
	takeCode(request: Request, sender: string, body: Uint8Array): Promise<Response>;
}

/**
 * Per sender and ten minutes, beside what an address may ask for: a whole town hall signs in from one address, and somebody who goes through
 * many addresses gets no further than this.
 */
export const mailsPerSender = 60;
export const wrongCodesPerSender = 30;
const senderWindow = 10 * 60_000;

const anyText = z.string().max(320);
const orderSchema = z.object({ email: anyText });
const codeSchema = z.object({
	email: anyText,
	token: z.string().regex(new RegExp(`^\\d{${codeDigits}}$`)),
	type: z.literal('email'),
});

function languageOf({ headers }: Request): Language {
	const cookie = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`).exec(headers.get('cookie') ?? '')?.[1];
	return pickLanguage({ cookie, languages: parseAcceptLanguage(headers.get('accept-language')) });
}

function refuseAddress(): Response {
	return refuse(400, 'email_address_invalid', 'Das ist keine E-Mail-Adresse, an die ein Code gehen kann.');
}

function refuseForNow(code: string, seconds: number): Response {
	return refuse(429, code, sayWait(seconds), { 'retry-after': String(seconds) });
}

function refuseForTrouble(): Response {
	return refuse(503, 'unexpected_failure', 'Das ging gerade nicht; bitte gleich noch einmal.', {
		'retry-after': '5',
	});
}

/** Builds the door. It never throws for what a client sent, for a mail server in trouble, or for a database that is away. */
export function openCodeDoor({ codes, mailer, origin, pass, now }: CodeDoorOptions): CodeDoor {
	const mailing = countAttempts(mailsPerSender, senderWindow, now);
	const guessing = countAttempts(wrongCodesPerSender, senderWindow, now);

	async function sendCode(request: Request, sender: string, body: Uint8Array): Promise<Response> {
		const order = orderSchema.safeParse(parseJson(body));
		const address = order.success ? parseMailAddress(order.data.email) : undefined;
		if (address === undefined) return refuseAddress();
		if (!mailing.begin(sender)) return refuseForNow('over_request_rate_limit', mailing.retryAfter(sender));
		const at = now();
		const turn = await codes.beginMail(address, at);
		if (turn.outcome === 'too_often') return refuseForNow('over_email_send_rate_limit', turn.seconds);
		const code = drawCode();
		const userAgent = request.headers.get('user-agent') ?? '';
		const posted = await mailer.send(
			writeCodeMail({ to: address, code, language: languageOf(request), origin, now: at, userAgent }),
		);
		switch (posted) {
			case 'sent':
				// Only now: until a mail has gone out the code before it keeps its worth.
				await codes.keep(address, code, at);
				return Response.json({}, { headers: { 'access-control-allow-origin': '*' } });
			case 'refused':
				return refuseAddress();
			case 'failed':
				await codes.takeBackMail(address, at);
				return refuseForTrouble();
			case 'unsure':
				return refuseForTrouble();
		}
	}

	async function takeCode(request: Request, sender: string, body: Uint8Array): Promise<Response> {
		const given = codeSchema.safeParse(parseJson(body));
		const address = given.success ? parseMailAddress(given.data.email) : undefined;
		if (!given.success || address === undefined) {
			return refuse(400, 'validation_failed', 'Nötig sind email, token mit sechs Ziffern und type email.');
		}
		if (!guessing.begin(sender)) return refuseForNow('over_request_rate_limit', guessing.retryAfter(sender));
		const redeemed = await codes.redeem(address, given.data.token, now());
		switch (redeemed.outcome) {
			case 'right':
				guessing.forgive(sender);
				mailing.forgive(sender);
				return pass(request, '/auth/v1/verify', encode(redeemBody(redeemed.token)));
			case 'banned':
				return refuse(403, 'user_banned', 'Dieses Konto ist gesperrt.');
			case 'wrong':
				return refuse(403, 'otp_wrong', sayTriesLeft(redeemed.triesLeft));
			case 'dead':
				return refuse(403, 'otp_dead', 'Zu viele falsche Versuche: dieser Code gilt nicht mehr.');
			case 'expired':
				return refuse(403, 'otp_expired', 'Dieser Code gilt nicht mehr.');
		}
	}

	/** A database that is away is no bug: the person may try again. */
	async function orTrouble(answer: Promise<Response>): Promise<Response> {
		try {
			return await answer;
		} catch (error) {
			if (isOutage(error)) return refuseForTrouble();
			throw error;
		}
	}

	return {
		sendCode: (...given) => orTrouble(sendCode(...given)),
		takeCode: (...given) => orTrouble(takeCode(...given)),
	};
}

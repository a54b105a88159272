/** Sign-in by a code that comes by mail: the same two calls, embedded and hosted. */
import type { AuthError } from '@supabase/supabase-js';
import { readTriesLeft, readWait } from '#contracts/sign-in.ts';
import { isNetworkError } from '#remote/call.ts';
import { getClient } from '#remote/client.ts';
import type { Person } from '#remote/person.ts';
import { welcome } from '#remote/session.ts';

/** Seconds until it may be tried again; undefined where the server does not say. */
type TooOften = { outcome: 'too_often'; seconds: number | undefined };

export type CodeAsked =
	| { outcome: 'sent' }
	| TooOften
	/** `mail_trouble`: the server was reached, and its mail did not go out. */
	| { outcome: 'bad_address' | 'mail_trouble' | 'retry' };

export type CodeTaken =
	| { outcome: 'signed_in'; person: Person }
	| TooOften
	/** Undefined where the server does not say how many tries are left. */
	| { outcome: 'wrong'; triesLeft: number | undefined }
	/** `not_valid`: too old, used, replaced; hosted Supabase says so of a wrong one, too. */
	| { outcome: 'dead' | 'not_valid' | 'shut' | 'retry' };

/** Our server waits 15 s at most for its mail server. */
const patience = 25_000;

async function inTime<T>(work: Promise<T>): Promise<T> {
	const late = Promise.withResolvers<never>();
	const timer = setTimeout(() => late.reject(new Error('the server took too long')), patience);
	try {
		return await Promise.race([work, late.promise]);
	} finally {
		clearTimeout(timer);
	}
}

function judgeAsking(error: AuthError): CodeAsked {
	// auth-js names both so: nobody answered (0), and a server in trouble.
	if (isNetworkError(error)) return { outcome: (error.status ?? 0) === 0 ? 'retry' : 'mail_trouble' };
	if (error.status === 429) return { outcome: 'too_often', seconds: readWait(error.message) };
	return { outcome: 'bad_address' };
}

function judgeTaking(error: AuthError): CodeTaken {
	if (isNetworkError(error)) return { outcome: 'retry' };
	if (error.status === 429) return { outcome: 'too_often', seconds: readWait(error.message) };
	const code: string | undefined = error.code;
	if (code === 'otp_wrong') return { outcome: 'wrong', triesLeft: readTriesLeft(error.message) };
	if (code === 'otp_dead') return { outcome: 'dead' };
	return { outcome: code === 'user_banned' ? 'shut' : 'not_valid' };
}

/** Has a code mailed to this address. Never throws; answers within 25 s. */
export async function askForCode(email: string): Promise<CodeAsked> {
	if (!navigator.onLine) return { outcome: 'retry' };
	try {
		const client = await inTime(getClient());
		const { error } = await inTime(client.auth.signInWithOtp({ email, options: { shouldCreateUser: true } }));
		return error === null ? { outcome: 'sent' } : judgeAsking(error);
	} catch {
		return { outcome: 'retry' };
	}
}

/** Hands in the six digits; when they are right this device is the person's. Never throws. */
export async function takeCode(email: string, token: string): Promise<CodeTaken> {
	if (!navigator.onLine) return { outcome: 'retry' };
	try {
		const client = await inTime(getClient());
		const { data, error } = await inTime(client.auth.verifyOtp({ email, token, type: 'email' }));
		if (error !== null) return judgeTaking(error);
		if (data.user === null) return { outcome: 'retry' };
		return { outcome: 'signed_in', person: await welcome(client, data.user.id) };
	} catch {
		return { outcome: 'retry' };
	}
}

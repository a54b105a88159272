/*
 * The files of cases in storage, as one person and as nobody else. The shared client can neither end an upload (storage-js takes a signal for
 * downloads only, and a hanging upload would keep one of the six connections a browser has to a server) nor hold on to the person it began
 * with, so each question gets a client of its own, with one token and one signal.
 */
import type { SupabaseClient } from '@supabase/supabase-js';
import { isNetworkError } from '#remote/call.ts';
import { getClient } from '#remote/client.ts';
import { readConfig } from '#remote/config.ts';
import { judgeFailure } from '#remote/judge.ts';

type Bucket = ReturnType<SupabaseClient['storage']['from']>;
type StorageError = Extract<Awaited<ReturnType<Bucket['upload']>>, { data: null }>['error'];

export type Asked<Data> =
	| { outcome: 'answered'; data: Data }
	/** `status`: what HTTP would say, `message`: the server's words, for what has no status of its own. */
	| { outcome: 'refused'; status: number; message: string }
	| { outcome: 'retry' | 'signed_out' };

type Question<Data> = (
	bucket: Bucket,
) => PromiseLike<{ data: Data; error: null } | { data: null; error: StorageError }>;

/** Asks the bucket of files as this person. Never throws; answers, and lets go of the network, within `patience` milliseconds. */
export async function askStorage<Data>(
	profileId: string,
	patience: number,
	question: Question<Data>,
): Promise<Asked<Data>> {
	if (!navigator.onLine) return { outcome: 'retry' };
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), patience);
	try {
		// supabase-js may refresh a session for up to 25 s before it asks: the signal alone would not bound that.
		return await Promise.race([askWithSession(profileId, stop.signal, question), rejectOn(stop.signal)]);
	} catch {
		// Code or configuration that could not be fetched, a timeout, an answer that broke off: nothing was decided.
		return { outcome: 'retry' };
	} finally {
		clearTimeout(timer);
	}
}

async function askWithSession<Data>(
	profileId: string,
	signal: AbortSignal,
	question: Question<Data>,
): Promise<Asked<Data>> {
	const { auth } = await getClient();
	const standing = tokenOf(profileId, await auth.getSession());
	if (standing.outcome !== 'ready') return standing;
	const first = await ask(standing.token, signal, question);
	if (first.outcome !== 'refused' || isWithoutDoubt(first)) return first;
	// What storage says to a token that ran out differs by version and looks like any refusal: one refresh, one more try.
	const renewed = tokenOf(profileId, await auth.refreshSession());
	return renewed.outcome === 'ready' ? ask(renewed.token, signal, question) : renewed;
}

function tokenOf(
	profileId: string,
	{
		data: { session },
		error,
	}:
		| Awaited<ReturnType<SupabaseClient['auth']['refreshSession']>>
		| Awaited<ReturnType<SupabaseClient['auth']['getSession']>>,
): { outcome: 'ready'; token: string } | { outcome: 'retry' | 'signed_out' } {
	if (session?.user.id === profileId) return { outcome: 'ready', token: session.access_token };
	const unreached = session === null && error !== null && isNetworkError(error);
	return { outcome: unreached ? 'retry' : 'signed_out' };
}

async function ask<Data>(token: string, signal: AbortSignal, question: Question<Data>): Promise<Asked<Data>> {
	const [config, { createClient }] = await Promise.all([readConfig(), import('@supabase/supabase-js')]);
	const { storage } = createClient(config.supabaseUrl, config.publishableKey, {
		accessToken: () => Promise.resolve(token),
		global: { fetch: (input, init) => fetch(input, { ...init, signal }) },
	});
	const { data, error } = await question(storage.from('attachments'));
	if (error === null) return { outcome: 'answered', data };
	const status = statusOf(error);
	if (judgeFailure(status, undefined) === 'retry') return { outcome: 'retry' };
	return { outcome: 'refused', status, message: error.message };
}

/** Storage answers nearly every refusal with HTTP 400 and names the true status inside, as a string. 0: there was no answer. */
function statusOf(error: StorageError): number {
	const inside = Number(error.statusCode);
	return Number.isInteger(inside) && inside >= 400 ? inside : (error.status ?? 0);
}

/** No other session would change it: already there, too large, of a kind that is not taken, or a policy that knew who asked. */
function isWithoutDoubt({ status, message }: { status: number; message: string }): boolean {
	return [409, 413, 415].includes(status) || /row-level security/i.test(message);
}

function rejectOn(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('the server took too long')), { once: true });
	});
}

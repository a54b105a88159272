import type { SupabaseClient } from '@supabase/supabase-js';
import { getClient } from '#remote/client.ts';
import { type Failure, judgeFailure } from '#remote/judge.ts';

/** How long one send may take, session refresh included. */
const patience = 15_000;

export type Called = { outcome: 'answered'; data: unknown } | { outcome: Failure };

/**
 * Calls a database function as this person and as nobody else: another tab may have signed in meanwhile, and one
 * person's words must never be sent in another's name. Never throws; answers within 15 s.
 */
export async function callAs(profileId: string, name: string, args: object): Promise<Called> {
	return within((signal) => asPerson(profileId, (client) => call(client, name, args, signal)));
}

/** `retry` where there is no network, where nothing was decided in 15 s, and where `work` rejects. Never throws. */
export async function within<Answer extends { outcome: string }>(
	work: (signal: AbortSignal) => Promise<Answer | { outcome: Failure }>,
): Promise<Answer | { outcome: Failure }> {
	if (!navigator.onLine) return { outcome: 'retry' };
	const signal = AbortSignal.timeout(patience);
	try {
		// supabase-js may refresh a session for up to 25 s before it sends: the signal alone would not bound that.
		return await Promise.race([work(signal), rejectOn(signal)]);
	} catch {
		// Code or configuration that could not be fetched, a timeout: nothing was decided.
		return { outcome: 'retry' };
	}
}

/**
 * Runs `work` with the session of this person, once more with a fresh one when the server does not take it: the token may have run out on the
 * way, or by a clock that is wrong. Rejects with what `work` rejects with, or when code or configuration cannot be fetched.
 */
export async function asPerson<Answer extends { outcome: string }>(
	profileId: string,
	work: (client: SupabaseClient) => Promise<Answer | { outcome: Failure }>,
): Promise<Answer | { outcome: Failure }> {
	const client = await getClient();
	const session = await standing(client, profileId);
	if (session !== 'ready') return { outcome: session };
	const first = await work(client);
	if (first.outcome !== 'signed_out') return first;
	const { error } = await client.auth.refreshSession();
	if (error !== null) return { outcome: isNetworkError(error) ? 'retry' : 'signed_out' };
	return work(client);
}

async function standing(client: SupabaseClient, profileId: string): Promise<'ready' | Failure> {
	const { data, error } = await client.auth.getSession();
	if (data.session !== null) return data.session.user.id === profileId ? 'ready' : 'signed_out';
	return error !== null && isNetworkError(error) ? 'retry' : 'signed_out';
}

async function call(
	client: SupabaseClient,
	name: string,
	args: object,
	signal: AbortSignal,
): Promise<Called> {
	const answer = await client.rpc(name, args).abortSignal(signal);
	if (answer.error !== null) return { outcome: judgeFailure(answer.status, answer.error.code) };
	// supabase-js types what an unknown function answers as `any`.
	const data: unknown = answer.data;
	return { outcome: 'answered', data };
}

/** auth-js names an error so when the server was not reached or is in trouble. */
export function isNetworkError(error: Error): boolean {
	return error.name === 'AuthRetryableFetchError';
}

function rejectOn(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('the server took too long')), { once: true });
	});
}

import type { SupabaseClient } from '@supabase/supabase-js';
import * as z from 'zod/mini';
import { isNetworkError } from '#remote/call.ts';
import { getClient } from '#remote/client.ts';
import { forgetPerson, forgetSession, type Person, rememberPerson } from '#remote/person.ts';

const profile = z.object({ display_name: z.string() });

export type SigningIn = { outcome: 'signed_in'; person: Person } | { outcome: 'refused' | 'retry' };

/** Password sign-in; exists for demo accounts only, the server refuses it otherwise. Never throws. */
export async function signInWithPassword(email: string, password: string): Promise<SigningIn> {
	try {
		const client = await getClient();
		const { data, error } = await client.auth.signInWithPassword({ email, password });
		if (error !== null) return { outcome: isNetworkError(error) ? 'retry' : 'refused' };
		return { outcome: 'signed_in', person: await welcome(client, data.user.id) };
	} catch {
		return { outcome: 'retry' };
	}
}

/** From now on this device is this person's. Rejects when the browser keeps nothing. */
export async function welcome(client: SupabaseClient, profileId: string): Promise<Person> {
	const answer = await client.from('profiles').select('display_name').eq('profile_id', profileId).single();
	const parsed = profile.safeParse(answer.data);
	// Without a name the app works too; the first pull brings it.
	const person = { profile_id: profileId, name: parsed.success ? parsed.data.display_name : '' };
	rememberPerson(person);
	return person;
}

/** Whose session this device holds; undefined also when that takes longer than 5 s to find out. Never throws. */
export async function readSessionEmail(): Promise<string | undefined> {
	try {
		const client = await getClient();
		const read = client.auth.getSession().then(({ data }) => data.session?.user.email);
		return await Promise.race([read, after(5_000).then(() => undefined)]);
	} catch {
		return undefined;
	}
}

/** Ends the session on this device, at the server too when it can be reached. Never throws, never waits longer than 5 s. */
export async function endSession(): Promise<void> {
	forgetPerson();
	try {
		const client = await getClient();
		await Promise.race([client.auth.signOut({ scope: 'local' }), after(5_000)]);
	} catch {
		// The kept token below is what matters.
	}
	forgetSession();
}

function after(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

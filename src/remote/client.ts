/*
 * The one supabase-js client of a page. It is 54 KB of gzip that no first paint may wait for, so it is fetched on first
 * use. Nothing outside this room sees it.
 */
import type { SupabaseClient } from '@supabase/supabase-js';
import { readConfig } from '#remote/config.ts';
import { sessionKey } from '#remote/person.ts';

let made: Promise<SupabaseClient> | undefined;

/** Rejects when the configuration or the code cannot be fetched; the next call tries again. */
export function getClient(): Promise<SupabaseClient> {
	made ??= makeClient().catch((error: unknown) => {
		made = undefined;
		throw error;
	});
	return made;
}

async function makeClient(): Promise<SupabaseClient> {
	const [config, { createClient }] = await Promise.all([readConfig(), import('@supabase/supabase-js')]);
	return createClient(config.supabaseUrl, config.publishableKey, {
		auth: { storageKey: sessionKey, detectSessionInUrl: false },
	});
}

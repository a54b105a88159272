import { browser } from '$app/environment';
import { signIn } from '#messages/de/sign-in.ts';
import { loadArea } from '#state/language.svelte.ts';
import { askWays, readDrawnWays } from '#state/sign-in.svelte.ts';
import type { PageLoad } from './$types.js';

/** Drawn by the server, too: people begin here, mostly with nothing of the app on their device, and read before its scripts have come. */
export const load: PageLoad = async ({ fetch, setHeaders }) => {
	if (!browser) setHeaders({ vary: 'Accept-Language, Cookie' });
	await loadArea('signIn', signIn, async () => (await import('#messages/en/sign-in.ts')).signIn);
	return { ways: browser ? readDrawnWays() : await askWays(fetch) };
};

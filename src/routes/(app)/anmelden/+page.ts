import { signIn } from '#messages/de/sign-in.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () =>
	loadArea('signIn', signIn, async () => (await import('#messages/en/sign-in.ts')).signIn);

import { rest } from '#messages/de/rest.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () =>
	loadArea('rest', rest, async () => (await import('#messages/en/rest.ts')).rest);

import { ask } from '#messages/de/ask.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () =>
	loadArea('ask', ask, async () => (await import('#messages/en/ask.ts')).ask);

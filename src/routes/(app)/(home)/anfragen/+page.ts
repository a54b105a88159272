import { requests } from '#messages/de/requests.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () =>
	loadArea('requests', requests, async () => (await import('#messages/en/requests.ts')).requests);

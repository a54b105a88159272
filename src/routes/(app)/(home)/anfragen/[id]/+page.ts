import { network } from '#messages/de/network.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () =>
	loadArea('network', network, async () => (await import('#messages/en/network.ts')).network);

import { duty } from '#messages/de/duty.ts';
import { network } from '#messages/de/network.ts';
import { requests } from '#messages/de/requests.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async () => {
	await Promise.all([
		loadArea('duty', duty, async () => (await import('#messages/en/duty.ts')).duty),
		loadArea('network', network, async () => (await import('#messages/en/network.ts')).network),
		loadArea('requests', requests, async () => (await import('#messages/en/requests.ts')).requests),
	]);
};

import { outbox } from '#messages/de/outbox.ts';
import { requests } from '#messages/de/requests.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async () => {
	await Promise.all([
		loadArea('outbox', outbox, async () => (await import('#messages/en/outbox.ts')).outbox),
		loadArea('requests', requests, async () => (await import('#messages/en/requests.ts')).requests),
	]);
};

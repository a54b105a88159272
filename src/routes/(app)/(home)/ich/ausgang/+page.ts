import { outbox } from '#messages/de/outbox.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () =>
	loadArea('outbox', outbox, async () => (await import('#messages/en/outbox.ts')).outbox);

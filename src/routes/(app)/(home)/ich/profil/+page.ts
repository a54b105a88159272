import { person } from '#messages/de/person.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () =>
	loadArea('person', person, async () => (await import('#messages/en/person.ts')).person);

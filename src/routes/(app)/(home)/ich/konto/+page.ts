import { me } from '#messages/de/me.ts';
import { person } from '#messages/de/person.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async () => {
	await Promise.all([
		loadArea('person', person, async () => (await import('#messages/en/person.ts')).person),
		// Names of roles.
		loadArea('me', me, async () => (await import('#messages/en/me.ts')).me),
	]);
};

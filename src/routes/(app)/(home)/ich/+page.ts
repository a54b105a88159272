import { duty } from '#messages/de/duty.ts';
import { me } from '#messages/de/me.ts';
import { rest } from '#messages/de/rest.ts';
import { loadArea } from '#state/language.svelte.ts';
import { loadPush } from '#state/notifications.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async () => {
	await Promise.all([
		loadArea('duty', duty, async () => (await import('#messages/en/duty.ts')).duty),
		loadArea('me', me, async () => (await import('#messages/en/me.ts')).me),
		loadArea('rest', rest, async () => (await import('#messages/en/rest.ts')).rest),
		// Beside the words: arriving later, it would move what stands below just when a finger goes there.
		loadPush().catch(() => undefined),
	]);
};

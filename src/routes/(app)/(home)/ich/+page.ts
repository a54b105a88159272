import { me } from '#messages/de/me.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () => loadArea('me', me, async () => (await import('#messages/en/me.ts')).me);

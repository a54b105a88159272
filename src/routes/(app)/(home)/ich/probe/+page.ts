import { testAlarm } from '#messages/de/test-alarm.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async () => {
	await loadArea('testAlarm', testAlarm, async () => (await import('#messages/en/test-alarm.ts')).testAlarm);
};

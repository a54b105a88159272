import { coordination } from '#messages/de/coordination.ts';
import { loadArea } from '#state/language.svelte.ts';

/** For the load function of every page of coordination. Never rejects. */
export function loadWords(): Promise<void> {
	return loadArea(
		'coordination',
		coordination,
		async () => (await import('#messages/en/coordination.ts')).coordination,
	);
}

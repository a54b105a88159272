import { coordination } from '#messages/de/coordination.ts';
import { duty } from '#messages/de/duty.ts';
import { loadArea } from '#state/language.svelte.ts';

/** For the load function of every page of coordination. Never rejects. */
export async function loadWords(): Promise<void> {
	await Promise.all([
		loadArea(
			'coordination',
			coordination,
			async () => (await import('#messages/en/coordination.ts')).coordination,
		),
		loadArea('duty', duty, async () => (await import('#messages/en/duty.ts')).duty),
	]);
}

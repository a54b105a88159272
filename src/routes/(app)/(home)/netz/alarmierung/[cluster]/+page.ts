import { browserLanguage } from '#messages/browser-language.ts';
import { duty } from '#messages/de/duty.ts';
import { escalation as german } from '#messages/de/escalation.ts';
import type { Language } from '#messages/language.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

interface Said {
	words: typeof german;
	language: Language;
}

/** Words of this screen alone; where English cannot be fetched all of it is said in German. */
export const load: PageLoad = async ({ params }): Promise<Said & { slug: string }> => {
	const [said] = await Promise.all([
		loadSaid(),
		loadArea('duty', duty, async () => (await import('#messages/en/duty.ts')).duty),
	]);
	return { slug: params.cluster, ...said };
};

async function loadSaid(): Promise<Said> {
	const english =
		browserLanguage() === 'en'
			? await import('#messages/en/escalation.ts').catch(() => undefined)
			: undefined;
	return english === undefined
		? { words: german, language: 'de' }
		: { words: english.escalation, language: 'en' };
}

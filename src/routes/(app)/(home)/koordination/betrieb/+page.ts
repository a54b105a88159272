import { browserLanguage } from '#messages/browser-language.ts';
import { operations as german } from '#messages/de/operations.ts';
import { loadWords } from '../words.ts';
import type { PageLoad } from './$types.js';

/** Words of this screen alone; where English cannot be fetched it is said in German. */
export const load: PageLoad = async () => {
	await loadWords();
	if (browserLanguage() === 'de') return { words: german };
	const english = await import('#messages/en/operations.ts').catch(() => undefined);
	return { words: english?.operations ?? german };
};

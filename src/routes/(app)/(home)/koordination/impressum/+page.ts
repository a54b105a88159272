import { browserLanguage } from '#messages/browser-language.ts';
import { operator as german } from '#messages/de/operator.ts';
import type { PageLoad } from './$types.js';

/** Words of this screen alone; where English cannot be fetched it is said in German. */
export const load: PageLoad = async () => {
	if (browserLanguage() === 'de') return { words: german };
	const english = await import('#messages/en/operator.ts').catch(() => undefined);
	return { words: english?.operator ?? german };
};

import { browserLanguage } from '#messages/browser-language.ts';
import { webhook as german } from '#messages/de/webhook.ts';
import type { PageLoad } from './$types.js';

/** Words of this screen alone; where English cannot be fetched it is said in German. */
export const load: PageLoad = async () => {
	if (browserLanguage() === 'de') return { words: german };
	const english = await import('#messages/en/webhook.ts').catch(() => undefined);
	return { words: english?.webhook ?? german };
};

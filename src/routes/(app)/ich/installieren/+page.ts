import { browserLanguage } from '#messages/browser-language.ts';
import { installation as german } from '#messages/de/installation.ts';
import type { PageLoad } from './$types.js';

/** Drawn from the device: which way is shown depends on it. Needs no session, people install before they sign in. */
export const ssr = false;

export const load: PageLoad = async () => ({ words: await loadWords() });

async function loadWords(): Promise<typeof german> {
	if (browserLanguage() === 'de') return german;
	try {
		return (await import('#messages/en/installation.ts')).installation;
	} catch {
		return german;
	}
}

import { browserLanguage } from '#messages/browser-language.ts';
import { diagnosis as german } from '#messages/de/diagnosis.ts';
import type { PageLoad } from './$types.js';

/** Drawn from the device, and outside of the signed-in app: the page is needed most where that does not start. */
export const ssr = false;

export type DiagnosisWords = typeof german;

export const load: PageLoad = async () => ({ words: await loadWords() });

async function loadWords(): Promise<DiagnosisWords> {
	if (browserLanguage() === 'de') return german;
	try {
		return (await import('#messages/en/diagnosis.ts')).diagnosis;
	} catch {
		return german;
	}
}

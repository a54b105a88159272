import { confirm as german } from '#messages/de/confirm.ts';
import { type Language, languageCookie, pickLanguage } from '#messages/language.ts';
import { readLastTest } from '#push/last-test.ts';
import type { PageLoad } from './$types.js';

/** Milliseconds the device's own storage may hold the page up: the address has all that the button needs. */
const patience = 500;

export type ConfirmWords = typeof german;

/** What the device knows, and the words to say it in. Never waits for the network, except once for English. */
export const load: PageLoad = async ({ params }) => {
	const test = await Promise.race([
		readLastTest(),
		new Promise<undefined>((resolve) => setTimeout(resolve, patience)),
	]);
	const own = test?.request_id === params.id ? test : undefined;
	const stored = document.cookie.split('; ').find((pair) => pair.startsWith(`${languageCookie}=`));
	const language = pickLanguage({
		cookie: stored?.slice(languageCookie.length + 1) ?? own?.language,
		languages: navigator.languages,
	});
	return { testId: params.id, ownTicket: own?.ticket, ...(await loadWords(language)) };
};

async function loadWords(language: Language): Promise<{ language: Language; words: ConfirmWords }> {
	if (language === 'de') return { language, words: german };
	try {
		return { language, words: (await import('#messages/en/confirm.ts')).confirm };
	} catch {
		return { language: 'de', words: german };
	}
}

import type { PushPayload } from '#contracts/push-payload.ts';
import { accept as german } from '#messages/de/accept.ts';
import { type Language, languageCookie, pickLanguage } from '#messages/language.ts';
import { readLastAlert } from '#push/last-alert.ts';
import type { PageLoad } from './$types.js';

/** Milliseconds the device's own storage may hold the page up; the server is asked anyway. */
const patience = 500;

export type AcceptWords = typeof german;

/** What the device knows, and the words to say it in. Never waits for the network, except once for English. */
export const load: PageLoad = async ({ params }) => {
	const alert = await Promise.race([
		readLastAlert(),
		new Promise<undefined>((resolve) => setTimeout(resolve, patience)),
	]);
	return { requestId: params.id, alert, ...(await loadWords(chooseLanguage(alert))) };
};

/** The choice made in this browser, else the language in which the person was alerted, else the browser's. */
function chooseLanguage(alert: PushPayload | undefined): Language {
	const stored = document.cookie.split('; ').find((pair) => pair.startsWith(`${languageCookie}=`));
	return pickLanguage({
		cookie: stored?.slice(languageCookie.length + 1) ?? alert?.language,
		languages: navigator.languages,
	});
}

async function loadWords(language: Language): Promise<{ language: Language; words: AcceptWords }> {
	if (language === 'de') return { language, words: german };
	try {
		return { language, words: (await import('#messages/en/accept.ts')).accept };
	} catch {
		return { language: 'de', words: german };
	}
}

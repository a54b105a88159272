/*
 * Pages the server draws, so that they can be found and read without the app. No server load in them or anywhere: a single one adds 2 KB to
 * every page. So the app can draw them, too, where there is no network.
 */
import { browser } from '$app/environment';
import { browserLanguage } from '#messages/browser-language.ts';
import { legal as german } from '#messages/de/legal.ts';
import type { Language } from '#messages/language.ts';
import { loadAbout } from '#state/about.ts';
import type { LayoutLoad } from './$types.js';

async function languageOf(fetch: typeof globalThis.fetch): Promise<Language> {
	if (browser) return browserLanguage();
	const answer = await fetch('/api/language');
	return (await answer.text()) === 'en' ? 'en' : 'de';
}

export const load: LayoutLoad = async ({ fetch, setHeaders }) => {
	if (!browser) setHeaders({ vary: 'Accept-Language, Cookie' });
	const [language, about] = await Promise.all([languageOf(fetch), loadAbout(fetch)]);
	const frame = language === 'en' ? (await import('#messages/en/legal.ts')).legal : german;
	return { language, about, frame };
};

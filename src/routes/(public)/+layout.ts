/*
 * Pages the server draws, so that they can be found and read without the app. No server load in them or anywhere: a single one adds 2 KB to
 * every page. So the app can draw them, too, where there is no network.
 */
import { browser } from '$app/environment';
import { browserLanguage } from '#messages/browser-language.ts';
import type { Language } from '#messages/language.ts';
import type { LayoutLoad } from './$types.js';

export const load: LayoutLoad = async ({ fetch, setHeaders }): Promise<{ language: Language }> => {
	if (browser) return { language: browserLanguage() };
	setHeaders({ vary: 'Accept-Language, Cookie' });
	const answer = await fetch('/api/language');
	return { language: (await answer.text()) === 'en' ? 'en' : 'de' };
};

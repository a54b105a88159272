/*
 * Pages the server draws, so that they can be found and read without the app: they are complete as they come and bring nothing of it. No server
 * load in them or anywhere: a single one adds 2 KB to every page. So the app can draw them, too, where there is no network and when somebody
 * comes from there.
 */
import { browser } from '$app/environment';
import { browserLanguage } from '#messages/browser-language.ts';
import { legal as german } from '#messages/de/legal.ts';
import { loadAbout } from '#state/about.ts';
import { askLanguage } from '../ask-language.ts';
import type { LayoutLoad } from './$types.js';

export const csr = false;

export const load: LayoutLoad = async ({ fetch, setHeaders }) => {
	if (!browser) setHeaders({ vary: 'Accept-Language, Cookie' });
	const [language, about] = await Promise.all([
		browser ? browserLanguage() : askLanguage(fetch),
		loadAbout(fetch),
	]);
	const frame = language === 'en' ? (await import('#messages/en/legal.ts')).legal : german;
	return { language, about, frame };
};

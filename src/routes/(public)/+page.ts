import { front as german } from '#messages/de/front.ts';
import type { PageLoad } from './$types.js';

/** The words of this page alone: whoever reads about the network does not fetch the words of the app. */
export const load: PageLoad = async ({ parent }) => {
	const { language } = await parent();
	return { words: language === 'en' ? (await import('#messages/en/front.ts')).front : german };
};

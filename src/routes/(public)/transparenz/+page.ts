import { transparency as german } from '#messages/de/transparency.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ parent }) => {
	const { language } = await parent();
	return { words: language === 'en' ? (await import('#messages/en/transparency.ts')).transparency : german };
};

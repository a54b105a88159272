import { privacy as german } from '#messages/de/privacy.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ parent }) => {
	const { language } = await parent();
	return { words: language === 'en' ? (await import('#messages/en/privacy.ts')).privacy : german };
};

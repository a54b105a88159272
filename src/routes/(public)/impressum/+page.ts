import { imprint as german } from '#messages/de/imprint.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ parent }) => {
	const { language } = await parent();
	return { words: language === 'en' ? (await import('#messages/en/imprint.ts')).imprint : german };
};

import { accessibility as german } from '#messages/de/accessibility.ts';
import type { PageLoad } from './$types.js';

/** `?gesendet`: where the door leads after it has kept a feedback, so that a reload does not send it again. */
export const load: PageLoad = async ({ parent, url }) => {
	const { language } = await parent();
	return {
		words: language === 'en' ? (await import('#messages/en/accessibility.ts')).accessibility : german,
		isSent: url.searchParams.has('gesendet'),
	};
};

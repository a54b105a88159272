import { languageCookie, parseAcceptLanguage, pickLanguage } from '#messages/language.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ cookies, request }) => ({
	language: pickLanguage({
		cookie: cookies.get(languageCookie),
		languages: parseAcceptLanguage(request.headers.get('accept-language')),
	}),
});

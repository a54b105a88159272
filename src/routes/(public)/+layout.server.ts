import { languageCookie, parseAcceptLanguage, pickLanguage } from '#messages/language.ts';
import type { LayoutServerLoad } from './$types.js';

export const load: LayoutServerLoad = ({ cookies, request }) => ({
	language: pickLanguage({
		cookie: cookies.get(languageCookie),
		languages: parseAcceptLanguage(request.headers.get('accept-language')),
	}),
});

import { type Language, languageCookie, pickLanguage } from '#messages/language.ts';

/** In the browser: the stored choice, else what the browser prefers. For pages that no server rendered (the shell). */
export function browserLanguage(): Language {
	const stored = document.cookie.split('; ').find((pair) => pair.startsWith(`${languageCookie}=`));
	return pickLanguage({ cookie: stored?.slice(languageCookie.length + 1), languages: navigator.languages });
}

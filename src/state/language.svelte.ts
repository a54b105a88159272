/*
 * The language of the person and its words. Lives in Svelte's context, made once per root layout: on the server each
 * request has its own, nothing about a person is kept in a module. German comes with the app, English is loaded before
 * the first paint when it is the choice.
 */
import { createContext } from 'svelte';
import { german, type Words } from '#messages/german.ts';
import { type Language, languageCookie, pickLanguage } from '#messages/language.ts';

const oneYearInSeconds = 31_536_000;

/** The words of a language. Rejects when English cannot be fetched (offline before it was ever cached). */
export async function loadWords(language: Language): Promise<Words> {
	if (language === 'de') return german;
	return (await import('#messages/english.ts')).english;
}

/** In the browser: the stored choice, else what the browser prefers. For pages that no server rendered (the shell). */
export function browserLanguage(): Language {
	const stored = document.cookie.split('; ').find((pair) => pair.startsWith(`${languageCookie}=`));
	return pickLanguage({ cookie: stored?.slice(languageCookie.length + 1), languages: navigator.languages });
}

export class LanguageState {
	#current = $state.raw<{ language: Language; words: Words }>({ language: 'de', words: german });

	constructor(language: Language, words: Words) {
		this.#current = { language, words };
	}

	get language(): Language {
		return this.#current.language;
	}

	get words(): Words {
		return this.#current.words;
	}

	/** Browser only. Switches words, page language and stored choice together, or rejects and changes nothing. */
	async choose(language: Language): Promise<void> {
		const words = await loadWords(language);
		this.#current = { language, words };
		document.documentElement.lang = language;
		document.cookie = `${languageCookie}=${language}; path=/; max-age=${oneYearInSeconds}; SameSite=Lax`;
	}
}

const [getLanguage, setLanguage] = createContext<LanguageState>();

/** The root layout calls it once, with the words its load function fetched. */
export function provideLanguage(language: Language, words: Words): LanguageState {
	return setLanguage(new LanguageState(language, words));
}

/**
 * For every component, while it is set up: `const speech = useLanguage()`, then `speech.words.common` in the markup.
 * Throws outside of a layout that called `provideLanguage`.
 */
export const useLanguage = getLanguage;

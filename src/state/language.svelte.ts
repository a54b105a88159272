/*
 * The language of the person and its words. Lives in Svelte's context, made once per root layout: on the server each
 * request has its own, nothing about a person is kept in a module. German comes with the app, English is loaded before
 * the first paint when it is the choice.
 */
import { createContext } from 'svelte';
import { german, type Words } from '#messages/german.ts';
import { type Language, languageCookie } from '#messages/language.ts';

const oneYearInSeconds = 31_536_000;

interface Speech {
	language: Language;
	words: Words;
}

async function loadWords(language: Language): Promise<Words> {
	if (language === 'de') return german;
	return (await import('#messages/english.ts')).english;
}

/**
 * For the load function of the root layout, on the server and in the browser: the language and its words.
 * Never rejects: where English cannot be fetched the app starts in German rather than not at all.
 */
export async function loadSpeech(language: Language): Promise<Speech> {
	try {
		return { language, words: await loadWords(language) };
	} catch {
		return { language: 'de', words: german };
	}
}

class LanguageState {
	#current: Speech;

	constructor(speech: Speech) {
		this.#current = $state.raw(speech);
	}

	get language(): Language {
		return this.#current.language;
	}

	get words(): Words {
		return this.#current.words;
	}

	/**
	 * Browser only. Switches words, page language and stored choice together, or rejects and changes nothing (English
	 * cannot be fetched).
	 */
	async choose(language: Language): Promise<void> {
		const words = await loadWords(language);
		this.#current = { language, words };
		document.documentElement.lang = language;
		document.cookie = `${languageCookie}=${language}; path=/; max-age=${oneYearInSeconds}; SameSite=Lax`;
	}
}

const [getLanguage, setLanguage] = createContext<LanguageState>();

/** The root layout calls it once, with what `loadSpeech` gave its load function. */
export function provideLanguage(speech: Speech): LanguageState {
	return setLanguage(new LanguageState(speech));
}

/**
 * For every component, while it is set up: `const speech = useLanguage()`, then `speech.words.common` in the markup.
 * Throws outside of a layout that called `provideLanguage`.
 */
export const useLanguage = getLanguage;

/*
 * The language of the person and its words, in the browser. Lives in Svelte's context, made once by the layout of the app.
 * German comes with the app, English is loaded before the first paint when it is the choice. Words that few routes speak
 * come with those routes, in either language before the route is drawn.
 */
import { createContext } from 'svelte';
import { browserLanguage } from '#messages/browser-language.ts';
import { type AreaWords, type CommonWords, german, type Words } from '#messages/german.ts';
import { type Language, languageCookie } from '#messages/language.ts';

const oneYearInSeconds = 31_536_000;

interface Speech {
	language: Language;
	words: CommonWords;
}

async function loadCommon(language: Language): Promise<CommonWords> {
	if (language === 'de') return german;
	return (await import('#messages/english.ts')).english;
}

/**
 * For the load function of the app's layout: the language and its common words.
 * Never rejects: where English cannot be fetched the app starts in German rather than not at all.
 */
export async function loadSpeech(language: Language): Promise<Speech> {
	try {
		return { language, words: await loadCommon(language) };
	} catch {
		return { language: 'de', words: german };
	}
}

type English<Part> = () => Promise<Part>;

/** Words that a load function has brought, in German and, once it was needed, in English. */
class Area<Part> {
	#german: Part | undefined;
	#english: Part | undefined;
	#importEnglish: English<Part> | undefined;

	bring(german: Part, importEnglish: English<Part>): void {
		this.#german = german;
		this.#importEnglish = importEnglish;
	}

	/** Rejects when English cannot be fetched. */
	async fetchEnglish(): Promise<void> {
		this.#english ??= await this.#importEnglish?.();
	}

	/** Undefined when no load function has brought these words. */
	say(language: Language): Part | undefined {
		return language === 'en' ? (this.#english ?? this.#german) : this.#german;
	}
}

/** What the routes of this page have brought. Words are nobody's own: a server that draws pages for many may keep them for all. */
const areas: { [Name in keyof AreaWords]: Area<AreaWords[Name]> } = {
	ask: new Area(),
	coordination: new Area(),
	duty: new Area(),
	files: new Area(),
	me: new Area(),
	network: new Area(),
	outbox: new Area(),
	person: new Area(),
	request: new Area(),
	requests: new Area(),
	rest: new Area(),
	signIn: new Area(),
	testAlarm: new Area(),
	trouble: new Area(),
};

/**
 * For the load function of a route whose components say `speech.words[name]`: pass German as a plain import, so that it arrives beside
 * the route, and English as `import()`. Never rejects: where English cannot be fetched this area is said in German.
 */
export async function loadArea<Name extends keyof AreaWords>(
	name: Name,
	german: AreaWords[Name],
	importEnglish: English<AreaWords[Name]>,
): Promise<void> {
	areas[name].bring(german, importEnglish);
	// A server draws for people of either language.
	if (typeof document === 'undefined' || browserLanguage() === 'en')
		await areas[name].fetchEnglish().catch(() => undefined);
}

/** All words in one language. Reading an area that the route's load function has not brought is a bug and throws. */
class Spoken implements Words {
	readonly #language: Language;
	readonly common: Words['common'];
	readonly shell: Words['shell'];

	constructor({ language, words }: Speech) {
		this.#language = language;
		this.common = words.common;
		this.shell = words.shell;
	}

	get ask(): Words['ask'] {
		return this.#say('ask');
	}

	get coordination(): Words['coordination'] {
		return this.#say('coordination');
	}

	get duty(): Words['duty'] {
		return this.#say('duty');
	}

	get files(): Words['files'] {
		return this.#say('files');
	}

	get me(): Words['me'] {
		return this.#say('me');
	}

	get network(): Words['network'] {
		return this.#say('network');
	}

	get outbox(): Words['outbox'] {
		return this.#say('outbox');
	}

	get person(): Words['person'] {
		return this.#say('person');
	}

	get request(): Words['request'] {
		return this.#say('request');
	}

	get requests(): Words['requests'] {
		return this.#say('requests');
	}

	get rest(): Words['rest'] {
		return this.#say('rest');
	}

	get signIn(): Words['signIn'] {
		return this.#say('signIn');
	}

	get testAlarm(): Words['testAlarm'] {
		return this.#say('testAlarm');
	}

	get trouble(): Words['trouble'] {
		return this.#say('trouble');
	}

	#say<Name extends keyof AreaWords>(name: Name): AreaWords[Name] {
		const said: AreaWords[Name] | undefined = areas[name].say(this.#language);
		if (said === undefined) throw new Error(`no load function of this route has brought the words "${name}"`);
		return said;
	}
}

class LanguageState {
	#current: { language: Language; words: Words };

	constructor(speech: Speech) {
		this.#current = $state.raw({ language: speech.language, words: new Spoken(speech) });
	}

	get language(): Language {
		return this.#current.language;
	}

	get words(): Words {
		return this.#current.words;
	}

	/**
	 * Switches words, page language and stored choice together, or rejects and changes nothing (English cannot be fetched).
	 */
	async choose(language: Language): Promise<void> {
		const words = await loadCommon(language);
		if (language === 'en') await Promise.all(Object.values(areas).map((area) => area.fetchEnglish()));
		this.#current = { language, words: new Spoken({ language, words }) };
		document.documentElement.lang = language;
		document.cookie = `${languageCookie}=${language}; path=/; max-age=${oneYearInSeconds}; SameSite=Lax`;
	}
}

const [getLanguage, setLanguage] = createContext<LanguageState>();

/** The layout of the app calls it once, with what `loadSpeech` gave its load function. */
export function provideLanguage(speech: Speech): LanguageState {
	return setLanguage(new LanguageState(speech));
}

/**
 * For every component, while it is set up: `const speech = useLanguage()`, then `speech.words.common` in the markup.
 * Throws outside of a layout that called `provideLanguage`.
 */
export const useLanguage = getLanguage;

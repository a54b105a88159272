import type { Language } from '#messages/language.ts';

/** For load functions while a server draws the page: what this browser prefers. In the browser nobody is asked (`browserLanguage`). */
export async function askLanguage(fetch: typeof globalThis.fetch): Promise<Language> {
	const answer = await fetch('/api/language');
	return (await answer.text()) === 'en' ? 'en' : 'de';
}

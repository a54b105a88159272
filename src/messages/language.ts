export type Language = 'de' | 'en';

/** Holds the stored choice, readable by server and page. */
export const languageCookie = 'language';

function isLanguage(value: string | undefined): value is Language {
	return value === 'de' || value === 'en';
}

/**
 * The language to speak: the stored choice, else the first of the person's languages that we have, else German.
 * `cookie` is the value of the language cookie, `languages` are tags in order of preference (`de-AT`, `en`).
 * Anything unknown is skipped. Never throws.
 */
export function pickLanguage(wish: { cookie?: string | undefined; languages: readonly string[] }): Language {
	if (isLanguage(wish.cookie)) return wish.cookie;
	return wish.languages.map((tag) => tag.trim().slice(0, 2).toLowerCase()).find(isLanguage) ?? 'de';
}

/**
 * The tags of an `Accept-Language` header in order of preference (RFC 9110: by weight, equal weights in order).
 * Never throws; an absent or malformed header gives an empty list.
 */
export function parseAcceptLanguage(header: string | null): string[] {
	return (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
			const weight = parameters.find((parameter) => parameter.startsWith('q='));
			return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
		})
		.filter(({ tag, weight }) => tag !== '' && weight > 0)
		.sort((a, b) => b.weight - a.weight)
		.map(({ tag }) => tag);
}

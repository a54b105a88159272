import { expect, test } from 'vitest';
import { parseAcceptLanguage, pickLanguage } from '#messages/language.ts';

test.each([
	['the stored choice goes before the browser', 'en', ['de-DE'], 'en'],
	['the first language that we have is spoken', undefined, ['fr', 'en-GB', 'de'], 'en'],
	['a region does not matter', undefined, ['de-AT'], 'de'],
	['an unknown stored choice is no choice', 'xx', ['en'], 'en'],
	['whoever speaks neither is met in German', undefined, ['pl', 'cs'], 'de'],
	['nothing known is met in German', undefined, [], 'de'],
])('%s', (_fact, cookie, languages, expected) => {
	expect(pickLanguage({ cookie, languages })).toBe(expected);
});

test.each([
	['de-DE,de;q=0.9,en;q=0.8', ['de-DE', 'de', 'en']],
	['en;q=0.5, pl, de;q=0.7', ['pl', 'de', 'en']],
	['de;q=0, en', ['en']],
	['en;q=many', []],
	['', []],
	[null, []],
])('the header %s is read by weight', (header, expected) => {
	expect(parseAcceptLanguage(header)).toEqual(expected);
});

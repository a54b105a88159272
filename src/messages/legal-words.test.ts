import { expect, test } from 'vitest';
import { accessibility as accessibilityDe } from '#messages/de/accessibility.ts';
import { imprint as imprintDe } from '#messages/de/imprint.ts';
import { privacy as privacyDe } from '#messages/de/privacy.ts';
import { transparency as transparencyDe } from '#messages/de/transparency.ts';
import { accessibility as accessibilityEn } from '#messages/en/accessibility.ts';
import { imprint as imprintEn } from '#messages/en/imprint.ts';
import { privacy as privacyEn } from '#messages/en/privacy.ts';
import { transparency as transparencyEn } from '#messages/en/transparency.ts';
import type { LegalBlock, LegalWords } from '#messages/legal-words.ts';

const texts: [string, LegalWords, LegalWords][] = [
	['accessibility', accessibilityDe.statement, accessibilityEn.statement],
	['imprint', imprintDe, imprintEn],
	['privacy', privacyDe, privacyEn],
	['transparency', transparencyDe, transparencyEn],
];

/** What a block is, without its words. */
function shapeOf(block: LegalBlock): unknown {
	if (typeof block === 'string') return 'paragraph';
	if ('part' in block) return block.part;
	if ('href' in block) return block.href;
	return block.length;
}

test.each(texts)('%s says the same in both languages, block by block', (_name, german, english) => {
	const outline = ({ changed, sections }: LegalWords): unknown => ({
		changed,
		sections: sections.map(({ id, blocks }) => [id, blocks.map(shapeOf)]),
	});
	expect(outline(english)).toEqual(outline(german));
});

test.each(texts)('%s: every anchor is there once', (_name, { sections }) => {
	const ids = sections.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
});

test.each(texts.flatMap(([name, ...both]) => both.map((words) => [name, words] as const)))(
	'%s: short sentences, and every heading but a name is a question',
	(_name, { sections }) => {
		for (const { title, blocks } of sections) {
			expect(title).toMatch(/\?$/);
			for (const text of blocks.filter((block) => typeof block === 'string'))
				for (const sentence of text.split(/(?<=[.:;]) /))
					expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(32);
		}
	},
);

import { describe, expect, test } from 'vitest';
import { breaks, type Shape } from '#tests/landed/shape.ts';
import { landed, wire } from '#tests/landed/wire.ts';
import { findDoors, findPages } from '#tests/routes.ts';

/**
 * Pages stay open for weeks, and workers act without any page: they speak the wire as it was when they came. What is compared here are our
 * words for it; tests/server/older-pages.test.ts sends what older pages send.
 */
const help =
	'Pages that are open since it landed stop working. Leave the old name with its old meaning, and put what is new beside it under a name of its own.';

function without(name: string, shapes: Record<string, Shape>): string[] {
	return [`${name} is gone from the ${Object.keys(shapes).length} names of today`];
}

describe('what has landed goes on', () => {
	test.each(Object.entries(landed.asked))('asked by an older page: %s', (name, said) => {
		const known = wire.asked[name];
		expect(known === undefined ? without(name, wire.asked) : breaks(said, known, name, 'lost'), help).toEqual(
			[],
		);
	});

	test.each(Object.entries(landed.told))('told to an older page: %s', (name, known) => {
		const said = wire.told[name];
		expect(said === undefined ? without(name, wire.told) : breaks(said, known, name), help).toEqual([]);
	});

	test('the doors and pages that older pages, workers and notifications lead to are there', () => {
		const doors = ['/api/about', '/api/config', '/api/live', '/api/tickets/[action]'];
		expect(findDoors()).toEqual(expect.arrayContaining(doors));
		const pages = ['/anfragen', '/anfragen/[id]', '/anmelden', '/annehmen/[id]'];
		expect(findPages().map(({ path }) => path)).toEqual(expect.arrayContaining(pages));
	});
});

test.each(['asked', 'told'] as const)('everything that is %s today is recorded', (side) => {
	expect(
		Object.keys(wire[side]).filter((name) => !(name in landed[side])),
		'New on the wire: `node tests/landed/wire.ts` records it.',
	).toEqual([]);
});

describe('somebody who understands', () => {
	const answer = {
		or: [{ fields: { outcome: { is: 'saved' } } }, { fields: { outcome: { is: 'closed' } } }],
	};
	test.each<[string, Shape, Shape, string[]]>([
		['text, understands an id', 'uuid', 'text', []],
		['an id, does not understand any text', 'text', 'uuid', ['x: "text" is none of "uuid"']],
		['two words, understands one', { words: ['a'] }, { words: ['a', 'b'] }, []],
		['one word, does not understand two', { words: ['a', 'b'] }, { words: ['a'] }, ['x: ']],
		['a field, needs it', { fields: {} }, { fields: { a: 'text' } }, ['x.a may be missing']],
		['a field, needs it always', { fields: { 'a?': 'text' } }, { fields: { a: 'text' } }, ['x.a may be']],
		['a field that may be missing', { fields: {} }, { fields: { 'a?': 'text' } }, []],
		['some fields, leaves out others', { fields: { a: 'text', b: 'null' } }, { fields: { a: 'text' } }, []],
		['what is never null', { or: ['text', 'null'] }, 'text', ['x: "null" is none of "text"']],
		['lists of text, not of numbers', { list: 'number' }, { list: 'text' }, ['x[]: "number"']],
		['two outcomes, understands one', { fields: { outcome: { is: 'saved' } } }, answer, []],
		['two outcomes, not a third', { fields: { outcome: { is: 'moved' } } }, answer, ['x: {"fields"']],
	])('%s', (_, said, known, found) => {
		const reasons = breaks(said, known, 'x');
		expect(reasons).toHaveLength(found.length);
		for (const [index, start] of found.entries()) expect(reasons[index]).toContain(start);
	});

	test('nothing of a field that was said for a purpose loses it', () => {
		expect(breaks({ fields: { 'a?': 'text' } }, { fields: {} }, 'x', 'lost')).toEqual(['x.a is lost']);
	});
});

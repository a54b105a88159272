import { expect, test } from 'vitest';
import { type AskFields, charactersLeft, emptyAsk, findProblems } from '#domain/ask.ts';

const complete: AskFields = { ...emptyAsk, title: 'Kein Netz', cluster_id: 'network', priority: 1 };

test('an empty form says what is missing, in the order of the form', () => {
	expect(Object.entries(findProblems(emptyAsk))).toEqual([
		['title', 'missing'],
		['cluster_id', 'missing'],
		['priority', 'missing'],
	]);
});

test('title, cluster and urgency are enough to ask', () => {
	expect(findProblems(complete)).toEqual({});
});

test('spaces are no title', () => {
	expect(findProblems({ ...complete, title: ' \n\t ' })).toEqual({ title: 'missing' });
});

test('an emoji counts as one character, as in the database', () => {
	expect(findProblems({ ...complete, title: '🖨'.repeat(200) })).toEqual({});
	expect(findProblems({ ...complete, title: '🖨'.repeat(201) })).toEqual({ title: 'too_long' });
	expect(charactersLeft('🖨'.repeat(190), 'title')).toBe(10);
});

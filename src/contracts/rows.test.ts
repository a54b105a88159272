import { describe, expect, test } from 'vitest';
import { type Changes, emptyRows, parseChanges, rowKeys, tableNames } from '#contracts/rows.ts';
import { attachmentRow, detailsRow, idOf, requestRow } from '#tests/fakes/device.ts';

const answer = {
	cursor: '2/x/1/1/all///',
	more: false,
	kept_since: '2026-08-26T03:00:00+00:00',
	rows: {},
	gone: [],
	replaced: [],
};

function parse(rest: object): Changes {
	const changes = parseChanges({ ...answer, ...rest });
	if (changes === undefined) throw new Error('not taken for an answer');
	return changes;
}

describe('an answer of a pull', () => {
	test('is read with what it brings and what it takes away', () => {
		const gone = [['requests', idOf('a', 2)]];
		const replaced = [
			['requests', null, idOf('a', 7)],
			['articles', idOf('b', 1), null],
		];
		const rows = { requests: [requestRow(1)], request_details: [detailsRow(1)] };
		expect(parse({ rows, gone, replaced, more: true })).toEqual({
			...answer,
			more: true,
			gone,
			replaced,
			rows: { ...emptyRows(), ...rows },
			unread: 0,
		});
	});

	test('may hold a list per column: what stands at the same place belongs together', () => {
		const [one, two] = [requestRow(1), requestRow(2, { status: 'open', accepted_by: null })];
		const columns = Object.fromEntries(
			Object.entries(one).map(([name, value]) => [
				name,
				[value, Object.entries(two).find(([n]) => n === name)?.[1]],
			]),
		);
		const changes = parse({ rows: { requests: columns, roles: { role_id: [], profile_id: [], role: [] } } });
		expect(changes.rows).toEqual({ ...emptyRows(), requests: [one, two] });
		expect(changes.unread).toBe(0);
	});

	test('of a newer server may name tables that this app does not have: it holds none of their rows', () => {
		const changes = parse({
			rows: { polls: [{ poll_id: idOf('a', 1) }], requests: [requestRow(1)] },
			gone: [
				['polls', idOf('a', 2)],
				['requests', idOf('a', 3)],
			],
			replaced: [
				['polls', null, null],
				['requests', null, null],
			],
			scope_version: 7,
		});
		expect(changes.rows).toEqual({ ...emptyRows(), requests: [requestRow(1)] });
		expect(changes.gone).toEqual([['requests', idOf('a', 3)]]);
		expect(changes.replaced).toEqual([['requests', null, null]]);
		expect(changes.unread).toBe(0);
	});

	test('of a newer server may have columns that this app does not know: they are left out', () => {
		const changes = parse({ rows: { requests: [{ ...requestRow(1), mood: 'gut' }] } });
		expect(changes.rows.requests).toEqual([requestRow(1)]);
		expect(changes.unread).toBe(0);
	});

	test('with a word that this app does not know costs that row and no other: it counts as gone', () => {
		const rows = {
			requests: [requestRow(1), { ...requestRow(2), status: 'waiting_for_parts' }, requestRow(3)],
			attachments: [attachmentRow(1, 1)],
		};
		const changes = parse({ rows });
		expect(changes.rows.requests).toEqual([requestRow(1), requestRow(3)]);
		expect(changes.rows.attachments).toHaveLength(1);
		expect(changes.gone).toEqual([['requests', idOf('a', 2)]]);
		expect(changes.unread).toBe(1);
	});

	test('with a row that has no id is read without it', () => {
		const changes = parse({ rows: { requests: ['?', null, { number: 4 }, requestRow(1)] } });
		expect(changes.rows.requests).toEqual([requestRow(1)]);
		expect(changes.gone).toEqual([]);
		expect(changes.unread).toBe(3);
	});
});

test.each<[string, unknown]>([
	['nothing', undefined],
	['null', null],
	['a text', 'Bad Gateway'],
	['a list', []],
	['an empty object', {}],
	['an answer without a cursor', { ...answer, cursor: undefined }],
	['an answer whose cursor is a number', { ...answer, cursor: 5 }],
	['an answer that does not say whether there is more', { ...answer, more: undefined }],
	['an answer whose rows are no lists', { ...answer, rows: { requests: {} } }],
	[
		'an answer whose columns are of different lengths',
		{ ...answer, rows: { roles: { role_id: [], role: ['council'] } } },
	],
	['an answer with something gone that has no id', { ...answer, gone: [['requests', 'all']] }],
	['an answer without what it replaces', { ...answer, replaced: undefined }],
])('%s is no answer of a pull', (_fact, data) => {
	expect(parseChanges(data)).toBeUndefined();
});

test('every table has a key, and no rows to begin with', () => {
	expect(Object.keys(rowKeys)).toEqual(tableNames);
	expect(Object.keys(emptyRows()).sort()).toEqual([...tableNames].sort());
});

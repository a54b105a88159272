/** What an ask form holds, and what is wrong with it before the server is asked. The database checks the same bounds. */
import { characterCount, type Priority, requestBounds, type RequestKind } from '#domain/request.ts';

export interface AskFields {
	kind: RequestKind;
	title: string;
	body: string;
	cluster_id: string | undefined;
	priority: Priority | undefined;
	/** Undefined: the person's own municipality. */
	municipality_id: string | undefined;
	place: string;
	callback: string;
}

export type AskField =
	'title' | 'body' | 'cluster_id' | 'priority' | 'municipality_id' | 'place' | 'callback' | 'kind';
export type AskProblem = 'missing' | 'too_long' | 'unknown' | 'not_allowed';
export type AskProblems = Partial<Record<AskField, AskProblem>>;

export const emptyAsk: AskFields = {
	kind: 'incident',
	title: '',
	body: '',
	cluster_id: undefined,
	priority: undefined,
	municipality_id: undefined,
	place: '',
	callback: '',
};

/** Empty when it can be sent. Keys in the order of the form. */
export function findProblems(fields: AskFields): AskProblems {
	const problems: AskProblems = {};
	if (fields.title.trim() === '') problems.title = 'missing';
	for (const field of ['title', 'body'] as const) if (isTooLong(fields, field)) problems[field] = 'too_long';
	if (fields.cluster_id === undefined) problems.cluster_id = 'missing';
	if (fields.priority === undefined) problems.priority = 'missing';
	for (const field of ['place', 'callback'] as const)
		if (isTooLong(fields, field)) problems[field] = 'too_long';
	return problems;
}

type BoundField = keyof typeof requestBounds;

function isTooLong(fields: AskFields, field: BoundField): boolean {
	return charactersLeft(fields[field], field) < 0;
}

/** How many characters still fit; below zero: that many too many. */
export function charactersLeft(text: string, field: BoundField): number {
	return requestBounds[field] - characterCount(text.trim());
}

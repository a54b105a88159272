/** What a person reads about how a command of coordination ended. Pure. */
import type { Words } from '#messages/german.ts';
import type { CoordinationAnswer, CoordinationResult } from '#state/coordination.svelte.ts';
import type { NoticeTone } from '#ui/looks.ts';

type CoordinationWords = Words['coordination'];

interface Said {
	tone: NoticeTone;
	title: string;
	body: string;
}

const good: readonly CoordinationAnswer['outcome'][] = [
	'admitted',
	'turned_away',
	'pending',
	'saved',
	'added',
	'removed',
	'left',
	'returned',
];

type Invalid = Extract<CoordinationAnswer, { outcome: 'invalid' }>;

type Field = keyof CoordinationWords['results']['invalid']['fields'];

/** Which field of a screen a refusal is about: a building has a name as well. */
function findField({ command }: CoordinationResult, named: Invalid['field']): Field | undefined {
	if (named === 'domain' || named === 'address') return named;
	if (named !== 'name') return undefined;
	return command.endsWith('_building') ? 'building' : 'name';
}

/** What is wrong with a field that the screen shows; undefined for one it does not. */
export function sayField(
	result: CoordinationResult | undefined,
	field: Field,
	{ results }: CoordinationWords,
): string | undefined {
	if (result?.outcome !== 'answered' || result.answer.outcome !== 'invalid') return undefined;
	const { field: named, reason }: Pick<Invalid, 'field' | 'reason'> = result.answer;
	if (findField(result, named) !== field) return undefined;
	const sentences: Partial<Record<string, string>> = results.invalid.fields[field];
	return sentences[reason] ?? results.invalid.other;
}

export function sayResult(result: CoordinationResult, words: CoordinationWords): Said {
	const { results } = words;
	if (result.outcome !== 'answered') return { tone: 'wait', ...results[result.outcome] };
	const { answer } = result;
	const tone = good.includes(answer.outcome) ? 'good' : 'wait';
	if (answer.outcome === 'invalid') {
		const field = findField(result, answer.field);
		const said = field === undefined ? undefined : sayField(result, field, words);
		return { tone, title: results.invalid.title, body: said ?? results.invalid.other };
	}
	if (answer.outcome === 'belongs_to')
		return { tone, title: results.belongs_to.title(answer.municipality), body: results.belongs_to.body };
	if ('admitted' in answer && answer.admitted > 0)
		return { tone, title: results.added.title, body: results.admittedBy(answer.admitted) };
	if (result.command === 'remove_building' && answer.outcome === 'removed')
		return { tone, ...results.buildingRemoved };
	return { tone, ...results[answer.outcome] };
}

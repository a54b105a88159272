import { expect, test } from 'vitest';
import { commands, isRefusal } from '#contracts/commands.ts';
import { outbox as german } from '#messages/de/outbox.ts';
import { requests as requestsGerman } from '#messages/de/requests.ts';
import { outbox as english } from '#messages/en/outbox.ts';
import { requests as requestsEnglish } from '#messages/en/requests.ts';
import type { Entry } from '#state/outbox.svelte.ts';
import { findRemedy, sayRefusal } from './refusal.ts';

const words = {
	de: { outbox: german, requests: requestsGerman },
	en: { outbox: english, requests: requestsEnglish },
};

/** Outcomes a command can be answered with, read from its schema. */
function outcomesOf(name: Entry['name']): string[] {
	return commands[name].answer.def.options.flatMap((option) => option.shape.outcome.def.values);
}

const refused = Object.keys(german.refusals).flatMap((name) => {
	const command = name as Entry['name']; // the keys are typed so where the words are used
	return [
		...outcomesOf(command).filter((outcome) => isRefusal(outcome as never)),
		'too_large',
		'broken',
		'too_old',
	].map((outcome): [Entry['name'], string] => [command, outcome]);
});

test.each(refused)('%s that ended with %s is explained in both languages', (name, outcome) => {
	const details = {
		taken: { by: { name: 'Anna Richter', municipality: 'Coswig' } },
		invalid: { field: 'title', reason: 'too_long' },
	};
	const verdict = { outcome, ...(outcome === 'taken' || outcome === 'invalid' ? details[outcome] : {}) };
	const entry = { name, verdict } as Pick<Entry, 'name' | 'verdict'>; // as its schema would have it
	for (const spoken of Object.values(words)) {
		const said = sayRefusal(entry, spoken);
		expect(said.title).not.toBe('');
		expect(said.body).not.toBe('');
		expect(said).not.toEqual(spoken.outbox.anyway.unknown);
	}
});

test.each<[string, Pick<Entry, 'verdict'>['verdict'], ReturnType<typeof findRemedy>]>([
	[
		'what somebody else has taken is settled',
		{ outcome: 'taken', by: { name: 'Anna', municipality: '' } },
		'settled',
	],
	['words the server does not take want other words', { outcome: 'too_large' }, 'edit'],
	['what waited too long may be sent again', { outcome: 'too_old' }, 'retry'],
	['what nobody understands may be tried again', undefined, 'retry'],
])('%s', (_fact, verdict, remedy) => {
	expect(findRemedy(verdict)).toBe(remedy);
});

test('an answer this version cannot read is called that', () => {
	const entry = { name: 'leave_cluster', verdict: undefined } as const;
	expect(sayRefusal(entry, words.de)).toEqual(german.anyway.unknown);
});

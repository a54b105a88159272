import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areSameSteps, checkSteps, isSound } from './escalation-check.ts';
import { isCovered, previewOf, roundRules, sayPart, sayWhole, withoutOnCall } from './escalation-preview.ts';
import { escalationTargets, stepsFor, usualSteps } from './escalation.ts';
import type { EscalationStep } from './escalation.ts';
import { priorities } from './request.ts';

const anna = 'd1000000-0000-4000-8000-000000000002';
const nameOf = (id: string): string | undefined => (id === anna ? 'Anna Richter' : undefined);

function step(target: EscalationStep['target'], more: Partial<EscalationStep> = {}): EscalationStep {
	return { target, profileId: null, delayMinutes: 0, repeats: 0, lowestPriority: 4, ...more };
}

function say(steps: readonly EscalationStep[], language: 'de' | 'en' = 'de'): string[] {
	return previewOf(steps).map((part) => `${part.priorities.join()} ${sayWhole(part, language, nameOf)}`);
}

test('the usual steps in sentences: where a counter stands still all members come at once', () => {
	expect(say(usualSteps)).toEqual([
		'1 Sofort: Bereitschaft. Gleichzeitig: alle verfügbaren Mitglieder. ' +
			'Nach 10 Min: alle verfügbaren Mitglieder noch einmal. Nach 20 Min: Themen-Zuständige. Nach 40 Min: Koordination.',
		'2,3,4 Sofort: Bereitschaft. Nach 5 Min: alle verfügbaren Mitglieder, nach 10 Min noch einmal. ' +
			'Nach 20 Min: Themen-Zuständige. Nach 40 Min: Koordination.',
	]);
	expect(say(usualSteps, 'en')).toEqual([
		'1 At once: whoever is on call. At the same time: all available members. ' +
			'After 10 min: all available members once more. After 20 min: topic owners. After 40 min: coordination.',
		'2,3,4 At once: whoever is on call. After 5 min: all available members, once more after 10 min. ' +
			'After 20 min: topic owners. After 40 min: coordination.',
	]);
});

const sentences: [what: string, steps: EscalationStep[], said: string[]][] = [
	['nothing', [], ['1,2,3,4 ']],
	[
		'several repeats',
		[step('members', { repeats: 3 })],
		['1,2,3,4 Sofort: alle verfügbaren Mitglieder, nach 5, 10 und 15 Min noch einmal.'],
	],
	[
		'a person, at the same time as others',
		[step('on_call'), step('person', { profileId: anna })],
		['1,2,3,4 Sofort: Bereitschaft. Gleichzeitig: Anna Richter.'],
	],
	[
		'a person this device does not know',
		[step('person', { profileId: 'gone' })],
		['1,2,3,4 Sofort: ein ehemaliges Mitglied.'],
	],
	['a person not chosen yet', [step('person')], ['1,2,3,4 Sofort: noch niemand gewählt.']],
	[
		'hours, also among repeats',
		[step('members', { delayMinutes: 55, repeats: 2 }), step('owners', { delayMinutes: 90 })],
		[
			'1,2,3,4 Nach 55 Min: alle verfügbaren Mitglieder, nach 1 Std und 1 Std 5 Min noch einmal. Nach 2 Std 35 Min: Themen-Zuständige.',
		],
	],
	[
		'a step for the urgent ones alone shortens the way of the others',
		[step('on_call', { lowestPriority: 2 }), step('members', { delayMinutes: 10 })],
		[
			'1,2 Sofort: Bereitschaft. Nach 10 Min: alle verfügbaren Mitglieder.',
			'3,4 Nach 10 Min: alle verfügbaren Mitglieder.',
		],
	],
	[
		'the same people a second time, without a repeat',
		[step('members', { lowestPriority: 1 }), step('members', { delayMinutes: 5 })],
		[
			'1 Sofort: alle verfügbaren Mitglieder. Nach 5 Min: alle verfügbaren Mitglieder, soweit noch nicht gerufen.',
			'2,3,4 Nach 5 Min: alle verfügbaren Mitglieder.',
		],
	],
	['a gap', [step('on_call', { lowestPriority: 1 })], ['1 Sofort: Bereitschaft.', '2,3,4 ']],
	[
		'what lies behind the end of every round',
		[
			step('members', { delayMinutes: 1440 }),
			step('owners', { delayMinutes: 1440 }),
			step('coordination', { delayMinutes: 1440 }),
		],
		[
			'1,2,3,4 Nach 24 Std: alle verfügbaren Mitglieder. Nach 48 Std: Themen-Zuständige. ' +
				'Nach 3 Tagen: Koordination, kommt nicht mehr an die Reihe.',
		],
	],
];
test.each(sentences)('%s', (_, steps, said) => {
	expect(say(steps)).toEqual(said);
});

test('the rules beside the sentence are those of the plan', () => {
	expect(roundRules).toEqual({ lapMinutes: 10, urgentHours: 4, silenceMinutes: 1, oldestDays: 3 });
});

describe('with nobody on call', () => {
	test('the step after it comes at once', () => {
		expect(withoutOnCall(usualSteps)).toEqual(usualSteps[2]);
	});
	test('nothing changes where no step asks for it, and nobody is left where no other step is', () => {
		expect(withoutOnCall([step('members')])).toBe('unused');
		expect(withoutOnCall([step('on_call')])).toBe('nobody');
		expect(withoutOnCall([step('members'), step('on_call')])).toBe('last');
	});
});

test('a step is covered by one for all members before it, if that one is for as many requests', () => {
	expect(usualSteps.map((_, place) => isCovered(usualSteps, place))).toEqual([
		false,
		false,
		false,
		true,
		false,
	]);
	expect(isCovered([step('members', { lowestPriority: 1 }), step('owners')], 1)).toBe(false);
	expect(isCovered([step('owners'), step('members')], 0)).toBe(false);
});

const anyStep = fc.record({
	target: fc.constantFrom(...escalationTargets),
	profileId: fc.constantFrom(null, anna, 'somebody'),
	delayMinutes: fc.integer({ min: 0, max: 1440 }),
	repeats: fc.integer({ min: 0, max: 5 }),
	lowestPriority: fc.constantFrom(...priorities),
});
const anySteps = fc.array(anyStep, { maxLength: 10 });

test('whatever the steps: times never go back, every step of a priority is named once, every priority once', () => {
	fc.assert(
		fc.property(anySteps, fc.constantFrom('de' as const, 'en' as const), (steps, language) => {
			const parts = previewOf(steps);
			expect(parts.flatMap((part) => part.priorities)).toEqual([...priorities]);
			for (const part of parts) {
				const times = part.alerts.flatMap(({ minute, again }) => [minute, ...again]);
				expect(times).toEqual(times.toSorted((a, b) => a - b));
				for (const priority of part.priorities) {
					expect(part.alerts.map((alert) => alert.step)).toEqual(stepsFor(steps, priority));
				}
				const lines = sayPart(part, language, nameOf);
				expect(lines.map((line) => line.step)).toEqual(part.alerts.map((alert) => alert.step));
				for (const { when, whom } of lines) expect(when !== '' && whom !== '').toBe(true);
			}
		}),
	);
});

describe('before they are sent', () => {
	const members = new Set([anna]);
	const wrong: [what: string, steps: EscalationStep[], problems: ReturnType<typeof checkSteps>][] = [
		['no step', [], { whole: 'missing', steps: [] }],
		['a gap', [step('members', { lowestPriority: 3 })], { whole: 'gap', steps: [undefined] }],
		[
			'the same people twice',
			[step('members'), step('members', { delayMinutes: 9 })],
			{ whole: undefined, steps: [undefined, 'exists'] },
		],
		['no person chosen', [step('person')], { whole: undefined, steps: ['no_person'] }],
		[
			'a person who has left',
			[step('person', { profileId: 'gone' })],
			{ whole: undefined, steps: ['not_member'] },
		],
		['a day and a minute', [step('members', { delayMinutes: 1441 })], { whole: undefined, steps: ['delay'] }],
		['half a minute', [step('members', { delayMinutes: 0.5 })], { whole: undefined, steps: ['delay'] }],
		['no number', [step('members', { delayMinutes: Number.NaN })], { whole: undefined, steps: ['delay'] }],
	];
	test.each(wrong)('%s is said', (_, steps, problems) => {
		expect(checkSteps(steps, members)).toEqual(problems);
		expect(isSound(problems)).toBe(false);
	});
	test('eleven steps are too many', () => {
		expect(
			checkSteps(
				Array.from({ length: 11 }, () => step('members')),
				members,
			).whole,
		).toBe('too_many');
	});
	test('the usual steps are sound, and the same as themselves alone', () => {
		expect(isSound(checkSteps(usualSteps, members))).toBe(true);
		expect(areSameSteps(usualSteps, [...usualSteps])).toBe(true);
		expect(areSameSteps(usualSteps, usualSteps.toReversed())).toBe(false);
		expect(areSameSteps(usualSteps, usualSteps.slice(1))).toBe(false);
	});
});

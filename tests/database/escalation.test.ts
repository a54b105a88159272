/** The steps of a cluster: who saves them, what is refused, and that nobody overwrites what they have not seen. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf, escalationStep, refusalsOnly, send, tryOut } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

const network = { cluster_id: idOf('network'), replaces: [] };

function person(profile_id: string | null) {
	return { ...escalationStep, target: 'person', profile_id };
}

const wrong: [what: string, steps: unknown, reason: string][] = [
	['no list', { target: 'members' }, 'unknown'],
	['no step at all', [], 'missing'],
	['a thousand steps', Array.from({ length: 1000 }, () => escalationStep), 'too_many'],
	['a step that is a word', ['members'], 'unknown'],
	['a target nobody knows', [{ ...escalationStep, target: 'everybody' }], 'unknown'],
	['a delay below zero', [{ ...escalationStep, delay_minutes: -1 }], 'unknown'],
	['a delay of more than a day', [{ ...escalationStep, delay_minutes: 1441 }], 'unknown'],
	['half a minute', [{ ...escalationStep, delay_minutes: 0.5 }], 'unknown'],
	['six repeats', [{ ...escalationStep, repeats: 6 }], 'unknown'],
	['a fifth priority', [{ ...escalationStep, lowest_priority: 5 }], 'unknown'],
	['a missing delay', [{ target: 'members', repeats: 0, lowest_priority: 4 }], 'unknown'],
	['the same people twice (a loop)', [escalationStep, { ...escalationStep, delay_minutes: 9 }], 'exists'],
	['a priority without any step (a gap)', [{ ...escalationStep, lowest_priority: 3 }], 'gap'],
	['a person who is no member', [person(idOf('petra'))], 'not_member'],
	['a person who is nobody', [person(randomUUID())], 'not_member'],
	['a person whose id is none', [person("'; drop table private.shifts; --")], 'unknown'],
	['a person who is not said', [person(null)], 'unknown'],
	['a person beside another target', [{ ...escalationStep, profile_id: idOf('anna') }], 'unknown'],
];
test.each(wrong)('%s is refused with its reason, and nothing moves', async (_, steps, reason) => {
	const before = await contentsOf(database, refusalsOnly);
	expect(await send(database, 'otto', 'save_escalation', { ...network, steps: steps as [] })).toEqual({
		outcome: 'invalid',
		field: 'steps',
		reason,
	});
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test('whoever has not seen the steps in force replaces none of them', async () => {
	const steps = [
		{ ...escalationStep, target: 'on_call', lowest_priority: 2 },
		person(idOf('anna')),
		escalationStep,
	];
	expect(await send(database, 'otto', 'save_escalation', { ...network, steps })).toEqual({
		outcome: 'saved',
	});
	expect(await tryOut(database, 'kora', 'save_escalation', { ...network, steps })).toEqual({
		outcome: 'changed',
	});
	const [row] = await database.as(
		'authenticated',
		idOf('ben'),
	)((sql) => sql`select public.read_escalation(${idOf('network')}) as read`);
	const read = row?.read as { may_save: boolean; steps: { escalation_step_id: string }[] };
	expect(read.may_save).toBe(false);
	expect(read.steps).toMatchObject(steps);
	const replaces = read.steps.map(({ escalation_step_id }) => escalation_step_id);
	expect(
		await send(database, 'kora', 'save_escalation', { ...network, replaces, steps: [escalationStep] }),
	).toEqual({
		outcome: 'saved',
	});
});

test('who is no specialist and no coordinator reads no steps', async () => {
	for (const stranger of ['olaf', 'pia', 'lars']) {
		const [row] = await database.as(
			'authenticated',
			idOf(stranger),
		)((sql) => sql`select public.read_escalation(${idOf('network')}) as read`);
		expect(row?.read).toBeNull();
	}
});

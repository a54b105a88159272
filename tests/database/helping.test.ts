/** "I help along": who may is tried in command-rights, who sees it in policies; here is what it does and when it ends. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { cameIn, goneIn, pull } from './pulling.ts';
import { buildWorld, helperId, idOf, personNames } from './world.ts';
import type { Person, RequestName } from './world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterEach(() => database.drop());

function act(
	person: Person,
	name: 'join_request' | 'leave_request' | 'accept_request' | 'release_request',
	request: RequestName,
): Promise<unknown> {
	return send(database, person, name, { request_id: idOf(request) });
}

async function helpers(request: RequestName): Promise<string[]> {
	const rows = await database.sql<
		{ id: string }[]
	>`select profile_id as id from public.request_people where request_id = ${idOf(request)}`;
	return personNames.filter((name) => rows.some(({ id }) => id === idOf(name)));
}

async function refuses(asked: () => Promise<unknown>, answer: object): Promise<void> {
	const before = await contentsOf(database, refusalsOnly);
	expect(await asked()).toMatchObject(answer);
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
}

describe('helping along', () => {
	test('changes nothing of the request, its round or its story, and alerts nobody', async () => {
		const before = await contentsOf(database);
		expect(await act('otto', 'join_request', 'accepted')).toEqual({ outcome: 'joined' });
		const { ['public.request_people']: people, ...after } = await contentsOf(database);
		const { ['public.request_people']: formerPeople, ...former } = before;
		expect(people).not.toEqual(formerPeople);
		expect({ ...after, 'private.commands': [] }).toEqual({ ...former, 'private.commands': [] });
	});

	test('is one thing, however often it is said, and ends when the person says so', async () => {
		const [one, two] = await Promise.all([
			act('otto', 'join_request', 'accepted'),
			act('otto', 'join_request', 'accepted'),
		]);
		expect([one, two]).toContainEqual({ outcome: 'joined' });
		expect([one, two]).toContainEqual({ outcome: 'already_helping' });
		expect(await helpers('accepted')).toEqual(['ben', 'otto']);
		expect(await act('otto', 'leave_request', 'accepted')).toEqual({ outcome: 'left' });
		await refuses(() => act('otto', 'leave_request', 'accepted'), { outcome: 'not_helping' });
		expect(await helpers('accepted')).toEqual(['ben']);
	});

	test('is refused to whoever has it, and where it is closed; leaving is always possible', async () => {
		await refuses(() => act('anna', 'join_request', 'accepted'), { outcome: 'already_yours' });
		await refuses(() => act('anna', 'join_request', 'resolved'), { outcome: 'closed' });
		await database.sql`update public.requests set status = 'resolved' where request_id = ${idOf('accepted')}`;
		expect(await act('ben', 'leave_request', 'accepted')).toEqual({ outcome: 'left' });
	});

	test('in nothing, or what is none of theirs, is refused alike', async () => {
		for (const request_id of [null, idOf('nothing'), idOf('phonesOpen')])
			await refuses(() => send(database, 'anna', 'join_request', { request_id }), { outcome: 'not_allowed' });
	});
});

describe('helping along ends', () => {
	test('when the helper takes the request; giving it back does not bring it back', async () => {
		await act('anna', 'join_request', 'open');
		await act('otto', 'join_request', 'open');
		await act('anna', 'accept_request', 'open');
		expect(await helpers('open')).toEqual(['otto']);
		await act('anna', 'release_request', 'open');
		expect(await helpers('open')).toEqual(['otto']);
	});

	test('when it goes to a cluster in which the helper is no member', async () => {
		await send(database, 'ben', 'join_cluster', { cluster_id: idOf('phones') });
		await act('otto', 'join_request', 'accepted');
		await send(database, 'anna', 'hand_over_request', {
			request_id: idOf('accepted'),
			cluster_id: idOf('phones'),
		});
		expect(await helpers('accepted')).toEqual(['ben']);
	});

	test.each<[string, Person, Parameters<typeof send>[2], Parameters<typeof send>[3]]>([
		['leaves the cluster', 'ben', 'leave_cluster', { cluster_id: idOf('network') }],
		['is no specialist any more', 'kora', 'set_person_roles', { profile_id: idOf('ben'), roles: [] }],
		['deletes their account', 'ben', 'delete_account', {}],
	])('when the helper %s', async (_, by, name, args) => {
		await send(database, by, name, args);
		expect(await helpers('accepted')).toEqual([]);
		expect(await helpers('phonesOpen')).toEqual(['petra']);
	});

	test('also when they leave the cluster at the very moment they join in', async () => {
		for (let round = 1; round <= 8; round += 1) {
			await send(database, 'otto', 'join_cluster', { cluster_id: idOf('network') });
			await Promise.all([
				act('otto', 'join_request', 'accepted'),
				send(database, 'otto', 'leave_cluster', { cluster_id: idOf('network') }),
			]);
			expect(await helpers('accepted')).toEqual(['ben']);
		}
	});
});

test('both sides see it come and go with the next pull', async () => {
	const before = new Map<Person, string>();
	for (const person of ['olaf', 'anna'] as const) before.set(person, (await pull(database, person)).cursor);
	await act('ben', 'leave_request', 'accepted');
	await act('otto', 'join_request', 'accepted');
	for (const [person, cursor] of before) {
		const page = await pull(database, person, cursor);
		expect(goneIn(page), person).toContain('request_people accepted');
		expect(page.rows.request_people.map(({ profile_id }) => profile_id)).toEqual([idOf('otto')]);
		expect(cameIn(page).filter((key) => key.includes(helperId('accepted')))).toEqual([]);
	}
});

test('what somebody chose for "later" comes to their own devices and to nobody else’s', async () => {
	const before = new Map<Person, string>();
	for (const person of personNames) before.set(person, (await pull(database, person)).cursor);
	await send(database, 'ben', 'set_later', { later: 'tomorrow' });
	await send(database, 'ben', 'set_later', { later: 'by_phone' });
	for (const [person, cursor] of before) {
		const { rows, gone } = await pull(database, person, cursor);
		expect(rows.notification_settings).toHaveLength(person === 'ben' ? 1 : 0);
		expect(rows.notification_settings).toMatchObject(
			person === 'ben' ? [{ profile_id: idOf('ben'), later: 'by_phone' }] : [],
		);
		expect(gone).toEqual([]);
	}
});

/** What coordination decides, and what follows from it for the people it is about. Who may is tried in command-rights. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coordinationOverview } from '#contracts/coordination.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, emailOf, idOf, personNames } from './world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterEach(() => database.drop());

function kora(name: Parameters<typeof send>[2], args: Arguments): Promise<unknown> {
	return send(database, 'kora', name, args);
}

async function overview(person: string) {
	const [row] = await database.as(
		'authenticated',
		idOf(person),
	)((sql) => sql<{ answer: unknown }[]>`select public.coordination_overview() as answer`);
	return coordinationOverview.parse(row?.answer);
}

async function standing(person: string): Promise<unknown> {
	const [row] = await database.sql`
		select p.status, array(select r.role from public.roles r where r.profile_id = p.profile_id order by 1) as roles,
			(select count(*)::int from public.cluster_members c where c.profile_id = p.profile_id) as clusters
		from public.profiles p where p.profile_id = ${idOf(person)}`;
	return row && { ...row };
}

async function refuses(name: Parameters<typeof send>[2], args: Arguments, answer: object): Promise<void> {
	const before = await contentsOf(database, refusalsOnly);
	expect(await kora(name, args)).toEqual(answer);
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
}

describe('the overview', () => {
	test('tells nobody but coordination who waits, and which domains there are', async () => {
		for (const person of [...personNames.filter((name) => name !== 'kora'), 'nobody']) {
			expect(await overview(person), person).toEqual({ outcome: 'not_allowed' });
		}
		await expect(
			database.as('anon')((sql) => sql`select public.coordination_overview()`),
		).rejects.toMatchObject({ code: '42501' });
	});

	test('names who waits and who was turned away, but nobody whose address is unproven', async () => {
		const claimed = await database.addAccount('claimed@riesa.example');
		await database.sql`update auth.users set email_confirmed_at = null where id = ${claimed}`;
		const seen = await overview('kora');
		if (seen.outcome !== 'overview') throw new Error('refused');
		expect(seen.people.map(({ email, status, municipality }) => [email, status, municipality])).toEqual(
			expect.arrayContaining([
				[emailOf('pia'), 'pending', null],
				[emailOf('lars'), 'left', 'Coswig'],
			]),
		);
		expect(seen.people).toHaveLength(2);
		expect(
			seen.municipalities.map(({ name, domains, people, requests }) => [name, domains, people, requests]),
		).toEqual([
			['Coswig', ['coswig.example'], 1, 0],
			['Meißen', [], 3, 0],
			['Nossen', [], 4, 0],
			['Riesa', [], 2, 7],
		]);
	});
});

describe('who waits', () => {
	test('is admitted with the role said, and reads the network from then on', async () => {
		const read = () =>
			database.as('authenticated', idOf('pia'))((sql) => sql`select 1 from public.municipalities`);
		expect(await read()).toEqual([]);
		const admission = { profile_id: idOf('pia'), municipality_id: idOf('Riesa'), specialist: true };
		expect(await kora('admit_person', admission)).toEqual({ outcome: 'admitted' });
		expect(await standing('pia')).toEqual({ status: 'active', roles: ['specialist'], clusters: 0 });
		expect(await read()).toHaveLength(4);
		await refuses('admit_person', admission, { outcome: 'already_active' });
	});

	test('is turned away and taken back', async () => {
		const pia = { profile_id: idOf('pia') };
		expect(await kora('turn_away_person', pia)).toEqual({ outcome: 'turned_away' });
		expect(await standing('pia')).toMatchObject({ status: 'left' });
		expect(await kora('reconsider_person', pia)).toEqual({ outcome: 'pending' });
		expect(await standing('pia')).toMatchObject({ status: 'pending' });
	});

	test('is admitted into no municipality that is none or that has left', async () => {
		await database.sql`update public.municipalities set left_at = now() where name = 'Nossen'`;
		for (const municipality_id of [randomUUID(), idOf('Nossen'), null]) {
			await refuses(
				'admit_person',
				{ profile_id: idOf('pia'), municipality_id, specialist: false },
				{ outcome: 'invalid', field: 'municipality_id', reason: 'unknown' },
			);
		}
	});

	test('is nobody when the address is unproven or the account is gone', async () => {
		await database.sql`update auth.users set email_confirmed_at = null where id = ${idOf('pia')}`;
		await database.sql`delete from auth.users where id = ${idOf('lars')}`;
		const unknown = { outcome: 'invalid', field: 'profile_id', reason: 'unknown' };
		for (const profile_id of [idOf('pia'), idOf('lars'), randomUUID()]) {
			await refuses(
				'admit_person',
				{ profile_id, municipality_id: idOf('Riesa'), specialist: false },
				unknown,
			);
			await refuses('turn_away_person', { profile_id }, unknown);
			await refuses('reconsider_person', { profile_id }, unknown);
		}
	});

	test('cannot be turned away once somebody is in', async () => {
		await refuses('turn_away_person', { profile_id: idOf('anna') }, { outcome: 'already_active' });
		await refuses('reconsider_person', { profile_id: idOf('anna') }, { outcome: 'already_active' });
	});
});

describe('roles', () => {
	test('are as they were said; who is no specialist any more is in no cluster', async () => {
		expect(
			await kora('set_person_roles', { profile_id: idOf('anna'), roles: ['office', 'council'] }),
		).toEqual({ outcome: 'saved' });
		expect(await standing('anna')).toEqual({ status: 'active', roles: ['council', 'office'], clusters: 0 });
		const rows = await database.sql`
			select state from private.deliveries where profile_id = ${idOf('anna')} and state = 'queued'`;
		expect(rows).toEqual([]);
	});

	test('of somebody who is not in, and roles that are none, are refused', async () => {
		for (const person of ['pia', 'lars']) {
			await refuses(
				'set_person_roles',
				{ profile_id: idOf(person), roles: ['coordinator'] },
				{ outcome: 'invalid', field: 'profile_id', reason: 'unknown' },
			);
		}
		await refuses(
			'set_person_roles',
			{ profile_id: idOf('anna'), roles: ['admin'] },
			{ outcome: 'invalid', field: 'roles', reason: 'unknown' },
		);
	});

	test('the last coordinator stays one, also when two let each other go at once', async () => {
		await refuses(
			'set_person_roles',
			{ profile_id: idOf('kora'), roles: [] },
			{ outcome: 'last_coordinator' },
		);
		await kora('set_person_roles', { profile_id: idOf('anna'), roles: ['coordinator'] });
		const answers = await Promise.all([
			send(database, 'kora', 'set_person_roles', { profile_id: idOf('anna'), roles: [] }),
			send(database, 'anna', 'set_person_roles', { profile_id: idOf('kora'), roles: [] }),
		]);
		expect(answers).toContainEqual({ outcome: 'saved' });
		expect(answers).toContainEqual({ outcome: 'not_allowed' });
		const left = await database.sql`select 1 from public.roles where role = 'coordinator'`;
		expect(left).toHaveLength(1);
	});
});

describe('municipalities', () => {
	test('get a name and a word for addresses; no two have the same', async () => {
		const municipality_id = randomUUID();
		expect(await kora('add_municipality', { municipality_id, name: '  Käbschütztal ' })).toEqual({
			outcome: 'added',
		});
		const [row] = await database.sql`
			select slug, name from public.municipalities where municipality_id = ${municipality_id}`;
		expect(row).toEqual({ slug: 'kaebschuetztal', name: 'Käbschütztal' });
		for (const [name, reason] of [
			[' ', 'missing'],
			['x'.repeat(81), 'too_long'],
			['riesa', 'exists'],
		] as const) {
			const answer = { outcome: 'invalid', field: 'name', reason };
			await refuses('add_municipality', { municipality_id: randomUUID(), name }, answer);
			await refuses('rename_municipality', { municipality_id, name }, answer);
		}
		await refuses(
			'add_municipality',
			{ municipality_id: idOf('Riesa'), name: 'Neu' },
			{ outcome: 'invalid', field: 'municipality_id', reason: 'exists' },
		);
		await refuses(
			'rename_municipality',
			{ municipality_id: randomUUID(), name: 'Neu' },
			{ outcome: 'invalid', field: 'municipality_id', reason: 'unknown' },
		);
		expect(await kora('rename_municipality', { municipality_id: idOf('Riesa'), name: 'RIESA' })).toEqual({
			outcome: 'saved',
		});
	});

	test('leave: their people are pending, what they had taken begins a new round, their rows stay', async () => {
		const requests = () =>
			database.sql`select request_id from public.requests where municipality_id = ${idOf('Riesa')} order by 1`;
		const kept = await requests();
		expect(await kora('leave_municipality', { municipality_id: idOf('Coswig') })).toEqual({
			outcome: 'left',
			people: 1,
			requests: 0,
		});
		expect(await standing('anna')).toEqual({ status: 'pending', roles: [], clusters: 0 });
		const taken = await database.sql`
			select status, accepted_by, alert_round from public.requests where request_id in (${idOf('accepted')}, ${idOf('waiting')})`;
		expect([...taken]).toEqual([
			{ status: 'open', accepted_by: null, alert_round: 2 },
			{ status: 'open', accepted_by: null, alert_round: 2 },
		]);
		const alerts = await database.sql`
			select released_by from private.alerts where state = 'due' and alert_round = 2`;
		expect([...alerts]).toEqual([{ released_by: idOf('anna') }, { released_by: idOf('anna') }]);
		const [solved] = await database.sql`
			select status, accepted_by from public.requests where request_id = ${idOf('resolved')}`;
		expect(solved).toEqual({ status: 'resolved', accepted_by: idOf('anna') });

		expect(await kora('leave_municipality', { municipality_id: idOf('Riesa') })).toEqual({
			outcome: 'left',
			people: 2,
			requests: 7,
		});
		expect(await requests()).toEqual(kept);
		await refuses('leave_municipality', { municipality_id: idOf('Riesa') }, { outcome: 'already_left' });
	});

	test('let nobody in by their domain while they are away, and let them in again when they return', async () => {
		const person = await database.addAccount('neu@coswig.example');
		const enter = async () => {
			const [row] = await database.sql`select private.admit_by_address(${person}) as outcome`;
			return row?.outcome as unknown;
		};
		await kora('leave_municipality', { municipality_id: idOf('Coswig') });
		expect(await enter()).toBe('pending');
		expect(await kora('return_municipality', { municipality_id: idOf('Coswig') })).toEqual({
			outcome: 'returned',
		});
		expect(await enter()).toBe('entered');
	});

	test('of the last coordinator cannot leave, and one that is none neither', async () => {
		await refuses('leave_municipality', { municipality_id: idOf('Meißen') }, { outcome: 'last_coordinator' });
		for (const name of ['leave_municipality', 'return_municipality'] as const) {
			await refuses(
				name,
				{ municipality_id: randomUUID() },
				{ outcome: 'invalid', field: 'municipality_id', reason: 'unknown' },
			);
		}
	});
});

describe('domains', () => {
	const riesa = idOf('Riesa');

	test.each([
		['', 'missing'],
		['@', 'missing'],
		['riesa', 'unknown'],
		['stadt riesa.de', 'unknown'],
		['riesa..de', 'unknown'],
		['-riesa.de', 'unknown'],
		['riesa.de/post', 'unknown'],
		['192.168.0.1', 'unknown'],
		[`${'a'.repeat(64)}.de`, 'unknown'],
		['gmail.com', 'not_allowed'],
		['WEB.DE', 'not_allowed'],
		['wer@gmx.de', 'not_allowed'],
		['t-online.de', 'not_allowed'],
	])('%j is refused: %s', async (domain, reason) => {
		await refuses(
			'add_domain',
			{ municipality_id: riesa, domain },
			{ outcome: 'invalid', field: 'domain', reason },
		);
	});

	test('are kept in lower case, and let in at once who waits with one', async () => {
		const person = await database.addAccount('Neu@Stadt-Riesa.example');
		expect(await kora('add_domain', { municipality_id: riesa, domain: ' @Stadt-Riesa.Example ' })).toEqual({
			outcome: 'added',
			domain: 'stadt-riesa.example',
			admitted: 1,
		});
		const [row] = await database.sql`
			select status, municipality_id from public.profiles where profile_id = ${person}`;
		expect(row).toEqual({ status: 'active', municipality_id: riesa });
		expect(await kora('remove_domain', { domain: 'STADT-riesa.example' })).toEqual({ outcome: 'removed' });
		// Whoever is in stays in.
		const [still] = await database.sql`select status from public.profiles where profile_id = ${person}`;
		expect(still).toEqual({ status: 'active' });
		await refuses('remove_domain', { domain: 'stadt-riesa.example' }, { outcome: 'not_there' });
	});

	test('belong to one municipality', async () => {
		await refuses(
			'add_domain',
			{ municipality_id: riesa, domain: 'coswig.example' },
			{ outcome: 'belongs_to', municipality: 'Coswig' },
		);
		await refuses(
			'add_domain',
			{ municipality_id: randomUUID(), domain: 'neu.example' },
			{ outcome: 'invalid', field: 'municipality_id', reason: 'unknown' },
		);
	});
});

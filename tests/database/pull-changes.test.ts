import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rowSchemas, tableNames } from '#contracts/rows.ts';
import type { Changes } from '#contracts/rows.ts';
import { articleArguments, deviceArguments, requestArguments, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { cameIn, expectTruth, goneIn, ModelDevice, pull as pullPage, startsAnew } from './pulling.ts';
import { visible } from './visibility.ts';
import { buildWorld, endpointOf, idOf, membershipId, personNames, roleId } from './world.ts';
import type { Person, RequestName } from './world.ts';

let database: TestDatabase;

async function open(): Promise<void> {
	database = await createTestDatabase();
	await buildWorld(database.sql);
}
function close(): Promise<void> {
	return database.drop();
}

function handOver(request: RequestName, cluster: string): { request_id: string; cluster_id: string } {
	return { request_id: idOf(request), cluster_id: idOf(cluster) };
}

/** The small world fits into one page. */
async function pull(person: Person, cursor?: string): Promise<Changes> {
	const page = await pullPage(database, person, cursor);
	expect(page.more).toBe(false);
	return page;
}

function act(
	person: Person,
	name: 'accept_request' | 'release_request',
	request: RequestName,
): Promise<unknown> {
	return send(database, person, name, { request_id: idOf(request) });
}

describe('without a cursor', () => {
	beforeAll(open);
	afterAll(close);

	test.each(personNames)('%s gets exactly what the policies show and a device keeps', async (person) => {
		const answer = await pull(person);
		const expected = tableNames.flatMap((table) =>
			[...(visible[table]?.reads[person] ?? [])]
				.filter((name) => visible[table]?.keeps?.(person, name) ?? true)
				.sort()
				.map((name) => `${table} ${name}`),
		);
		expect(cameIn(answer)).toEqual(expected);
		expect(answer.gone).toEqual([]);
	});

	test('no row says in which transaction it was written, and each has exactly the columns of its schema', async () => {
		await database.sql`update public.devices set profile_id = ${idOf('kora')} where device_id = ${idOf('olafsPc')}`;
		await database.sql`update public.articles set author_id = ${idOf('kora')} where article_id = ${idOf('phonesGuide')}`;
		await database.sql`update public.notification_settings set profile_id = ${idOf('kora')} where profile_id = ${idOf('olaf')}`;
		await database.sql`update public.test_alarms set profile_id = ${idOf('kora')} where profile_id = ${idOf('anna')}`;
		const [row] = await database.as(
			'authenticated',
			idOf('kora'),
		)((sql) => sql<{ answer: { rows: Record<string, object[]> } }[]>`select public.pull_changes() as answer`);
		for (const table of tableNames) {
			const columns = Object.keys(row?.answer.rows[table]?.[0] ?? {}).sort();
			expect(columns, table).toEqual(Object.keys(rowSchemas[table].shape).sort());
		}
	});

	test('a new event is named after its request, and no two are the same', async () => {
		await act('anna', 'accept_request', 'open');
		await act('anna', 'release_request', 'open');
		const made = await database.sql<{ id: string }[]>`
			select request_event_id as id from public.request_events where request_id = ${idOf('open')} and kind in ('accepted', 'released')`;
		const shared = made.map(({ id }) => id.slice(0, 24));
		expect(shared).toEqual([idOf('open').slice(0, 24), idOf('open').slice(0, 24)]);
		expect(new Set(made.map(({ id }) => id)).size).toBe(2);
	});

	test('an old request that is still open comes with its text and its story', async () => {
		await database.sql`update public.requests set created_at = now() - interval '1 year' where request_id = ${idOf('open')}`;
		await database.sql`update public.request_events set happened_at = now() - interval '1 year' where request_id = ${idOf('open')}`;
		const came = cameIn(await pull('olaf'));
		for (const table of ['requests', 'request_details', 'request_events'])
			expect(came).toContain(`${table} open`);
	});
});

describe('after a cursor', () => {
	beforeEach(open);
	afterEach(close);

	test('a new request comes to requester, cluster and specialists, and its text to the case’s people only', async () => {
		const before = new Map<Person, string>();
		for (const person of personNames) before.set(person, (await pull(person)).cursor);
		const args = requestArguments();
		await send(database, 'mona', 'create_request', args);
		const seen: Partial<Record<Person, string>> = {};
		for (const person of personNames) {
			const { rows } = await pull(person, before.get(person));
			// Ids say nothing; whoever holds none of them loses nothing by hearing them.
			const parts = (['requests', 'request_details', 'request_events'] as const).filter(
				(table) => rows[table].length > 0,
			);
			if (parts.length > 0) seen[person] = parts.join(' ');
		}
		const whole = 'requests request_details request_events';
		expect(seen).toEqual({
			mona: whole,
			anna: whole,
			ben: whole,
			otto: whole,
			kora: whole,
			petra: 'requests',
			sven: 'requests',
		});
	});

	test('a request that others accepted is gone for specialists outside the cluster', async () => {
		const { cursor } = await pull('sven');
		await act('anna', 'accept_request', 'open');
		const answer = await pull('sven', cursor);
		expect(goneIn(answer)).toContain('requests open');
		expect(cameIn(answer)).not.toContain('requests open');
	});

	test('the requester gets the number of who accepted, and loses it when they give the request back', async () => {
		await database.sql`update public.requests set status = 'resolved' where accepted_by = ${idOf('ben')}`;
		const first = await pull('olaf');
		expect(cameIn(first)).not.toContain('profile_contacts ben');
		await act('ben', 'accept_request', 'open');
		const second = await pull('olaf', first.cursor);
		expect(cameIn(second)).toContain('profile_contacts ben');
		await act('ben', 'release_request', 'open');
		expect(goneIn(await pull('olaf', second.cursor))).toContain('profile_contacts ben');
	});

	test('a helper who left the cluster and gives the request back has nothing of the case left', async () => {
		await send(database, 'anna', 'leave_cluster', { cluster_id: idOf('network') });
		const { cursor } = await pull('anna');
		await act('anna', 'release_request', 'accepted');
		const gone = goneIn(await pull('anna', cursor));
		expect(gone).toContain('request_details accepted');
		expect(gone).toContain('request_events accepted');
		expect(gone).toContain('request_people accepted');
	});

	test('a case that is handed over comes to its new cluster and leaves the devices of the former one', async () => {
		const before = new Map<Person, string>();
		for (const person of personNames) before.set(person, (await pull(person)).cursor);
		await send(database, 'ben', 'hand_over_request', handOver('inProgress', 'phones'));
		const came: string[] = [];
		const left: string[] = [];
		for (const person of personNames) {
			const page = await pull(person, before.get(person));
			if (cameIn(page).includes('request_details inProgress')) came.push(person);
			if (goneIn(page).includes('request_details inProgress')) left.push(person);
		}
		expect(came).toEqual(['olaf', 'petra', 'kora']);
		// Ids say nothing: whoever held none of it hears them too.
		expect(left).toEqual(['mona', 'anna', 'ben', 'otto', 'sven', 'helga', 'rolf']);
	});

	test('a published draft comes to the devices of its cluster', async () => {
		const before = new Map<Person, string>();
		for (const person of personNames) before.set(person, (await pull(person)).cursor);
		await send(database, 'otto', 'publish_article', { article_id: idOf('networkDraft') });
		const came = [];
		for (const person of personNames)
			if (cameIn(await pull(person, before.get(person))).includes('articles networkDraft')) came.push(person);
		expect(came).toEqual(['anna', 'ben', 'otto']);
	});

	test('whoever has to wait leaves the devices of specialists, and comes back when they are let in', async () => {
		const mona = ['profile_contacts mona', 'profiles mona'];
		const before = { anna: await pull('anna'), kora: await pull('kora') };
		await database.sql`update public.profiles set status = 'pending' where profile_id = ${idOf('mona')}`;
		const away = await pull('anna', before.anna.cursor);
		expect(goneIn(away)).toEqual(mona);
		expect(cameIn(away)).toEqual([]);
		// Coordination decides about them, and keeps them.
		expect(cameIn(await pull('kora', before.kora.cursor)).sort()).toEqual(mona);
		await database.sql`update public.profiles set status = 'active' where profile_id = ${idOf('mona')}`;
		expect(cameIn(await pull('anna', away.cursor)).sort()).toEqual(mona);
	});

	test('a removed device is gone for its person and no business of anybody else', async () => {
		const mine = await pull('anna');
		const theirs = await pull('kora');
		await send(database, 'anna', 'remove_device', { device_id: idOf('annasPhone') });
		expect(goneIn(await pull('anna', mine.cursor))).toEqual(['devices annasPhone']);
		expect(goneIn(await pull('kora', theirs.cursor))).toEqual([]);
	});
});

describe('what is told of what is gone', () => {
	beforeAll(open);
	afterAll(close);

	test('nothing comes when nothing happened', async () => {
		for (const person of personNames) {
			const { cursor } = await pull(person);
			const answer = await pull(person, cursor);
			expect([...cameIn(answer), ...goneIn(answer)], person).toEqual([]);
		}
	});

	test.each(['pia', 'lars'] as const)(
		'%s, who is not active, does not even learn that something happened',
		async (person) => {
			const { cursor } = await pull(person);
			await act('anna', 'accept_request', 'open');
			await send(database, 'mona', 'create_request', requestArguments());
			await send(database, 'sven', 'join_cluster', { cluster_id: idOf('phones') });
			await send(database, 'sven', 'leave_cluster', { cluster_id: idOf('phones') });
			const answer = await pull(person, cursor);
			expect([...cameIn(answer), ...answer.gone]).toEqual([]);
		},
	);

	test('joining and leaving is nothing an office worker can count', async () => {
		const { cursor } = await pull('olaf');
		await send(database, 'sven', 'join_cluster', { cluster_id: idOf('phones') });
		await send(database, 'sven', 'leave_cluster', { cluster_id: idOf('phones') });
		const answer = await pull('olaf', cursor);
		expect([...cameIn(answer), ...answer.gone]).toEqual([]);
	});

	test.each([
		[
			'role',
			() => database.sql`delete from public.roles where role_id = ${roleId('anna', 'specialist')}`,
			'roles anna is specialist',
		],
		[
			'membership',
			() =>
				database.sql`delete from public.cluster_members where cluster_member_id = ${membershipId('anna', 'network')}`,
			'cluster_members anna in network',
		],
		[
			'request',
			() => database.sql`delete from public.requests where request_id = ${idOf('open')}`,
			'requests open',
		],
		[
			'text of a request',
			() => database.sql`delete from public.requests where request_id = ${idOf('accepted')}`,
			'request_details accepted',
		],
		[
			'helper',
			() => database.sql`delete from public.request_people where request_id = ${idOf('waiting')}`,
			'request_people waiting',
		],
		[
			'file',
			() => database.sql`delete from public.attachments where request_id = ${idOf('waiting')}`,
			'attachments waiting',
		],
		[
			'article',
			() => database.sql`delete from public.articles where article_id = ${idOf('networkDraft')}`,
			'articles networkDraft',
		],
		[
			'contact',
			() => database.sql`delete from public.profile_contacts where profile_id = ${idOf('mona')}`,
			'profile_contacts mona',
		],
		[
			'person',
			() => database.sql`delete from public.profiles where profile_id = ${idOf('helga')}`,
			'profiles helga',
		],
		[
			'cluster',
			() =>
				database.sql`
					with r as (delete from public.requests where cluster_id = ${idOf('phones')}),
						a as (delete from public.articles where cluster_id = ${idOf('phones')})
					delete from public.clusters where cluster_id = ${idOf('phones')}`,
			'clusters phones',
		],
		[
			'building',
			() => database.sql`delete from public.buildings where building_id = ${idOf('school')}`,
			'buildings school',
		],
		[
			'municipality',
			() => database.sql`delete from public.municipalities where slug = 'leer'`,
			'municipalities unknown',
		],
	] as const)('a deleted %s is gone', async (_, happens, gone) => {
		await database.sql`insert into public.municipalities (slug, name) values ('leer', 'Leer') on conflict do nothing`;
		const { cursor } = await pull('kora');
		await happens();
		expect(goneIn(await pull('kora', cursor))).toContain(gone);
	});
});

describe('what a person may see as a whole', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		['joining a cluster', () => send(database, 'anna', 'join_cluster', { cluster_id: idOf('phones') })],
		['leaving a cluster', () => send(database, 'anna', 'leave_cluster', { cluster_id: idOf('network') })],
		[
			'becoming topic owner',
			() => database.sql`update public.cluster_members set role = 'owner' where profile_id = ${idOf('anna')}`,
		],
		[
			'a new role',
			() => database.sql`insert into public.roles (profile_id, role) values (${idOf('anna')}, 'coordinator')`,
		],
		['a lost role', () => database.sql`delete from public.roles where profile_id = ${idOf('anna')}`],
		[
			'another municipality',
			() =>
				database.sql`update public.profiles set municipality_id = ${idOf('Riesa')} where profile_id = ${idOf('anna')}`,
		],
		[
			'leaving the service',
			() => database.sql`update public.profiles set status = 'left' where profile_id = ${idOf('anna')}`,
		],
	])('comes anew with %s, to that person alone', async (_, happens) => {
		const anna = await pull('anna');
		const ben = await pull('ben');
		await happens();
		const anew = await pull('anna', anna.cursor);
		expect(startsAnew(anew)).toBe(true);
		expect(new Set(anew.replaced.map(([table]) => table))).toEqual(new Set(tableNames));
		expect((await pull('ben', ben.cursor)).replaced).toEqual([]);
		expect((await pull('anna', anew.cursor)).replaced).toEqual([]);
	});
});

describe('devices', () => {
	beforeEach(open);
	afterEach(close);

	test('whatever happens, every device that pulls holds exactly what its person may see', async () => {
		const devices = personNames.map((person) => new ModelDevice(database, person));
		for (const device of devices) await device.refresh();
		const article = articleArguments();
		const owned = { article_id: article.article_id };
		const steps: (() => PromiseLike<unknown>)[] = [
			() => act('anna', 'accept_request', 'open'),
			() => act('anna', 'release_request', 'open'),
			() => send(database, 'anna', 'leave_cluster', { cluster_id: idOf('network') }),
			() => act('anna', 'release_request', 'accepted'),
			() => send(database, 'sven', 'join_cluster', { cluster_id: idOf('phones') }),
			() => act('petra', 'release_request', 'phonesAccepted'),
			() => act('sven', 'accept_request', 'phonesAccepted'),
			() => send(database, 'olaf', 'create_request', requestArguments()),
			() => send(database, 'mona', 'register_device', deviceArguments(endpointOf('bensPhone'))),
			() => send(database, 'ben', 'save_article', { ...article }),
			() => send(database, 'otto', 'publish_article', owned),
			() => send(database, 'otto', 'save_article', { ...article, title: 'Besser' }),
			() => send(database, 'otto', 'archive_article', owned),
			() => send(database, 'sven', 'delete_article', { article_id: idOf('phonesDraft') }),
			() =>
				database.sql`update public.articles set cluster_id = ${idOf('phones')} where article_id = ${idOf('networkGuide')}`,
			() => send(database, 'ben', 'hand_over_request', handOver('inProgress', 'phones')),
			() => send(database, 'sven', 'hand_over_request', handOver('phonesAccepted', 'network')),
			() =>
				database.sql`update public.requests set status = 'resolved' where request_id = ${idOf('waiting')}`,
			() =>
				database.sql`update public.requests set created_at = now() - interval '1 year' where request_id = ${idOf('waiting')}`,
			() => database.sql`delete from public.attachments where request_id = ${idOf('open')}`,
			() => database.sql`delete from public.requests where request_id = ${idOf('cancelled')}`,
			() => act('ben', 'accept_request', 'open'),
			() => database.sql`delete from public.requests where request_id = ${idOf('open')}`,
			() =>
				send(database, 'kora', 'add_building', {
					building_id: idOf('fire station'),
					municipality_id: idOf('Riesa'),
					name: 'Feuerwehr',
					address: '',
				}),
			() =>
				send(database, 'kora', 'change_building', { building_id: idOf('depot'), name: 'Hof', address: '' }),
			() => send(database, 'kora', 'remove_building', { building_id: idOf('townHall') }),
			() => database.sql`delete from public.buildings where building_id = ${idOf('oldTownHall')}`,
			() => send(database, 'lars', 'set_language', { language: 'en' }),
			() =>
				database.sql`update public.cluster_members set paused_until = now() where profile_id = ${idOf('lars')}`,
			() =>
				database.sql`update public.profiles set status = 'active', municipality_id = ${idOf('Riesa')} where profile_id = ${idOf('pia')}`,
			() => database.sql`update public.profiles set status = 'left' where profile_id = ${idOf('otto')}`,
			() => database.sql`delete from public.roles where profile_id = ${idOf('kora')}`,
			() => database.sql`insert into public.roles (profile_id, role) values (${idOf('rolf')}, 'specialist')`,
			() =>
				database.sql`update public.cluster_members set role = 'owner' where profile_id = ${idOf('petra')}`,
			() => database.sql`select private.raise_sync_epoch()`,
		];
		for (const [index, step] of steps.entries()) {
			await step();
			for (const device of devices) {
				await device.refresh();
				await expectTruth(database, device, `after step ${index}`);
			}
		}
	}, 180_000);

	test('a request whose transaction commits late is not missed', async () => {
		const late = await database.sql.reserve();
		const args = requestArguments();
		await late`begin`;
		await late`
		insert into public.requests (request_id, title, kind, priority, cluster_id, municipality_id)
		values (${args.request_id}, 'Spät', 'incident', 2, ${idOf('network')}, ${idOf('Riesa')})`;
		await late`insert into public.request_details (request_id, requester_id) values (${args.request_id}, ${idOf('mona')})`;
		await send(database, 'mona', 'create_request', { ...requestArguments(), title: 'Früh' });
		const first = await pull('anna');
		const titles = (answer: Changes) => answer.rows.requests.map((row) => row.title);
		expect(titles(first)).toContain('Früh');
		expect(titles(first)).not.toContain('Spät');
		await send(database, 'mona', 'create_request', {
			...requestArguments(),
			request_id: randomUUID(),
			title: 'Danach',
		});
		const second = await pull('anna', first.cursor);
		expect(titles(second)).toContain('Danach');
		await late`commit`;
		late.release();
		const third = await pull('anna', second.cursor);
		expect(titles(third)).toContain('Spät');
		expect(titles(await pull('anna', third.cursor))).toEqual([]);
	});
});

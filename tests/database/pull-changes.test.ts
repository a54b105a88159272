import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changes, rowKeys, rowSchemas } from '#contracts/rows.ts';
import type { Changes, TableName } from '#contracts/rows.ts';
import { contentsOf, deviceArguments, requestArguments, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { namesOf, visible } from './visibility.ts';
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

const tables = Object.keys(rowKeys) as TableName[]; // keys of a const object

async function pull(person: Person, cursor?: string): Promise<Changes> {
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const [row] = await sql<{ answer: unknown }[]>`select public.pull_changes(${cursor ?? null}) as answer`;
		return changes.parse(row?.answer);
	});
}

/** "table name" of every row that came, in words. */
function cameIn({ rows }: Changes): string[] {
	return tables.flatMap((table) => {
		const rule = visible[table];
		return rule ? namesOf(rule, rows[table]).map((name) => `${table} ${name}`) : [];
	});
}

function goneIn({ gone }: Changes): string[] {
	return gone.map(([table, id]) => `${table} ${visible[table]?.names.get(id) ?? 'unknown'}`).sort();
}

function act(
	person: Person,
	name: 'accept_request' | 'release_request',
	request: RequestName,
): Promise<unknown> {
	return send(database, person, name, { request_id: idOf(request) });
}

/** A device as it should be: what it holds after a full pull and the deltas since, applied as the contract says. */
async function keep(person: Person): Promise<{ refresh: () => Promise<string[]> }> {
	const held = new Map<string, Set<string>>();
	let cursor: string | undefined;
	let scope: number | undefined;
	async function refresh(): Promise<string[]> {
		let answer = await pull(person, cursor);
		if (scope !== undefined && scope !== answer.scope_version) {
			answer = await pull(person);
			held.clear();
		}
		for (const table of tables) {
			const rule = visible[table];
			const ids = held.get(table) ?? new Set<string>();
			if (rule)
				for (const row of answer.rows[table]) ids.add(String((row as Record<string, unknown>)[rule.key])); // its own key column
			held.set(table, ids);
		}
		for (const [table, id] of answer.gone) held.get(table)?.delete(id);
		({ cursor, scope_version: scope } = answer);
		return tables.flatMap((table) => [...(held.get(table) ?? [])].map((id) => `${table} ${id}`)).sort();
	}
	await refresh();
	return { refresh };
}

/** What the policies show this person now, but for what a device does not keep: closed requests older than 90 days. */
async function truth(person: Person): Promise<string[]> {
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const all: string[] = [];
		for (const table of tables) {
			const rows = await sql<
				{ id: string }[]
			>`select ${sql(rowKeys[table])} as id from ${sql(`public.${table}`)}`;
			all.push(...rows.map(({ id }) => `${table} ${id}`));
		}
		const old = [idOf('longAgo'), idOf('longAgo created')];
		return all.filter((row) => !old.some((id) => row.endsWith(id))).sort();
	});
}

describe('without a cursor', () => {
	beforeAll(open);
	afterAll(close);

	test.each(personNames)('%s gets exactly what the policies show and a device keeps', async (person) => {
		const answer = await pull(person);
		const expected = tables.flatMap((table) =>
			[...(visible[table]?.reads[person] ?? [])]
				.filter((name) => name !== 'longAgo')
				.sort()
				.map((name) => `${table} ${name}`),
		);
		expect(cameIn(answer)).toEqual(expected);
		expect(answer.gone).toEqual([]);
	});

	test('no row says in which transaction it was written, and each has exactly the columns of its schema', async () => {
		await database.sql`update public.devices set profile_id = ${idOf('kora')} where device_id = ${idOf('olafsPc')}`;
		const [row] = await database.as(
			'authenticated',
			idOf('kora'),
		)((sql) => sql<{ answer: { rows: Record<string, object[]> } }[]>`select public.pull_changes() as answer`);
		for (const table of tables) {
			const columns = Object.keys(row?.answer.rows[table]?.[0] ?? {}).sort();
			expect(columns, table).toEqual(Object.keys(rowSchemas[table].shape).sort());
		}
	});

	test('an old request that is still open comes with its text and its story', async () => {
		await database.sql`update public.requests set created_at = now() - interval '1 year' where request_id = ${idOf('open')}`;
		await database.sql`update public.request_events set happened_at = now() - interval '1 year' where request_id = ${idOf('open')}`;
		const came = cameIn(await pull('olaf'));
		for (const table of ['requests', 'request_details', 'request_events'])
			expect(came).toContain(`${table} open`);
	});
});

describe('a cursor that is none of ours', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		'',
		' ',
		'abc',
		'-1',
		'1.5',
		'1e3',
		'0x10',
		'1 ',
		'1\n',
		"1'; drop table requests; --",
		'٣',
		'9'.repeat(20),
		'1'.repeat(10_000),
	])('is refused (%s), and nothing moved', async (cursor) => {
		const before = await contentsOf(database);
		await expect(pull('anna', cursor)).rejects.toMatchObject({ code: '22023' });
		expect(await contentsOf(database)).toEqual(before);
	});

	test.each(['9223372036854775807', '9999999999999999999'])(
		'but of a later database (%s) makes the device start anew',
		async (cursor) => {
			const answer = await pull('anna', cursor);
			expect(answer.scope_version).toBe(-1);
			expect([...cameIn(answer), ...answer.gone]).toEqual([]);
		},
	);
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
			'contact',
			() => database.sql`delete from public.profile_contacts where profile_id = ${idOf('mona')}`,
			'profile_contacts mona',
		],
		[
			'person',
			() => database.sql`delete from public.profiles where profile_id = ${idOf('sven')}`,
			'profiles sven',
		],
		[
			'cluster',
			() =>
				database.sql`with r as (delete from public.requests where cluster_id = ${idOf('phones')}) delete from public.clusters where cluster_id = ${idOf('phones')}`,
			'clusters phones',
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

describe('the version of what a person may see rises for that person alone', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		['joining a cluster', () => send(database, 'anna', 'join_cluster', { cluster_id: idOf('phones') })],
		['leaving a cluster', () => send(database, 'anna', 'leave_cluster', { cluster_id: idOf('network') })],
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
	])('with %s', async (_, happens) => {
		const anna = await pull('anna');
		const ben = await pull('ben');
		await happens();
		expect((await pull('anna', anna.cursor)).scope_version).toBeGreaterThan(anna.scope_version);
		expect((await pull('ben', ben.cursor)).scope_version).toBe(ben.scope_version);
	});
});

describe('devices', () => {
	beforeEach(open);
	afterEach(close);

	test('whatever happens, every device that pulls holds exactly what its person may see', async () => {
		const kept = await Promise.all(
			personNames.map(async (person) => ({ person, device: await keep(person) })),
		);
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
			() =>
				database.sql`update public.requests set status = 'resolved' where request_id = ${idOf('waiting')}`,
			() =>
				database.sql`update public.requests set cluster_id = ${idOf('phones')} where request_id = ${idOf('inProgress')}`,
			() => database.sql`delete from public.requests where request_id = ${idOf('cancelled')}`,
			() =>
				database.sql`update public.profiles set status = 'active', municipality_id = ${idOf('Riesa')} where profile_id = ${idOf('pia')}`,
			() => database.sql`update public.profiles set status = 'left' where profile_id = ${idOf('otto')}`,
			() => database.sql`delete from public.roles where profile_id = ${idOf('kora')}`,
			() => database.sql`insert into public.roles (profile_id, role) values (${idOf('rolf')}, 'specialist')`,
		];
		for (const [index, step] of steps.entries()) {
			await step();
			for (const { person, device } of kept) {
				expect(await device.refresh(), `${person} after step ${index}`).toEqual(await truth(person));
			}
		}
	}, 60_000);

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

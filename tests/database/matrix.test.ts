/**
 * Who may do what, as the database itself answers: role × table × verb and role × function, over every schema there is, read from the
 * catalogue. What somebody signed in then sees and does is in policies.test.ts and command-rights.test.ts; here is what no row decides.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf, refusalsOnly } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

const roles = ['anon', 'authenticated', 'service_role'] as const;

/** Of our schemas; auth and storage belong to Supabase and are asked for what a client could do there. */
async function heldOn(schema: string): Promise<string[]> {
	const rows = await database.sql<{ held: string }[]>`
		select distinct format('%s %s', r.role, a.privilege) as held
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		cross join unnest(${[...roles]}::text[]) r (role)
		cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) a (privilege)
		where n.nspname = ${schema} and c.relkind in ('r', 'p', 'v', 'm', 'f')
			and has_schema_privilege(r.role, n.oid, 'usage') and has_table_privilege(r.role, c.oid, a.privilege)
		order by 1`;
	return rows.map(({ held }) => held);
}

describe('tables', () => {
	test('of public are read by whoever is signed in, as far as policies go, and written only with the secret key, which stays with us', async () => {
		const held = await heldOn('public');
		expect(held.filter((line) => !line.startsWith('service_role'))).toEqual(['authenticated SELECT']);
	});

	test('of private are no client’s, not even of one with the secret key', async () => {
		expect(await heldOn('private')).toEqual([]);
	});

	test('of auth are no client’s', async () => {
		const held = await heldOn('auth');
		expect(held.filter((line) => !line.startsWith('service_role'))).toEqual([]);
	});

	test('of every schema have an answer here', async () => {
		const rows = await database.sql<{ name: string }[]>`
			select distinct n.nspname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
				and exists (select from unnest(array['anon', 'authenticated']) r (role) where has_schema_privilege(r.role, n.oid, 'usage')
					and has_any_column_privilege(r.role, c.oid, 'select, insert, update'))
			order by 1`;
		expect(rows.map(({ name }) => name)).toEqual(['public', 'storage']);
	});

	test('of storage are held under row level security', async () => {
		const rows = await database.sql`
			select relname from pg_class where relnamespace = 'storage'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
				and (has_any_column_privilege('anon', oid, 'select, insert, update') or has_any_column_privilege('authenticated', oid, 'select, insert, update'))`;
		expect(rows).toEqual([]);
	});
});

interface Door {
	name: string;
	arguments: { name: string; type: string }[];
}

/** A value of each type that fits, and an id that exists: a refusal must not rest on arguments being wrong. */
function valueOf({ name, type }: { name: string; type: string }): string {
	if (type === 'uuid') {
		const existing: Record<string, string> = {
			request_id: idOf('open'),
			cluster_id: idOf('network'),
			article_id: idOf('networkGuide'),
			device_id: idOf('annasPhone'),
			municipality_id: idOf('Riesa'),
			profile_id: idOf('pia'),
			attachment_id: idOf('photo of open'),
			building_id: idOf('townHall'),
		};
		return `'${existing[name] ?? crypto.randomUUID()}'::uuid`;
	}
	if (type === 'integer' || type === 'bigint' || type === 'numeric') return '1';
	if (type === 'boolean') return 'true';
	if (type.endsWith('[]')) return `'{}'::${type}`;
	if (type.startsWith('json')) return `'{}'::${type}`;
	if (type.startsWith('timestamp') || type === 'date') return `now()::${type}`;
	return `'x'::${type}`;
}

async function doorsOfPublic(): Promise<Door[]> {
	const rows = await database.sql<{ name: string; names: string[] | null; types: string[] }[]>`
		select p.proname as name, p.proargnames[1:p.pronargs] as names,
			array(select format_type(t, null) from unnest(p.proargtypes) t)::text[] as types
		from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`;
	return rows.map(({ name, names, types }) => ({
		name,
		arguments: types.map((type, index) => ({ type, name: names?.[index] ?? '' })),
	}));
}

/** What somebody who is not active may do all the same: ask to be let in, and read and look after what is theirs alone. */
const forEverybody: ReadonlySet<string> = new Set([
	'delete_account',
	'enter_network',
	'leave_cluster',
	'leave_request',
	'my_account',
	'my_contact',
	'pull_changes',
	'pull_columns',
	'save_profile',
]);

describe.each([
	['a stranger', 'anon', undefined],
	['an account without a profile', 'authenticated', 'nobody'],
	['somebody pending', 'authenticated', 'pia'],
	['somebody who left', 'authenticated', 'lars'],
	['whoever has the secret key', 'service_role', undefined],
] as const)('%s', (_, role, person) => {
	test('opens no function of public, and nothing moved', async () => {
		const before = await contentsOf(database, refusalsOnly);
		for (const { name, arguments: args } of await doorsOfPublic()) {
			if (person !== undefined && forEverybody.has(name)) continue;
			const call = `select public.${name}(${args.map((one) => `${one.name} => ${valueOf(one)}`).join(', ')}) as answer`;
			const answered = await database
				.as(
					role,
					person && idOf(person),
				)((sql) => sql.unsafe<{ answer: unknown }[]>(call))
				.then(
					([row]) => row?.answer,
					(error: unknown) => error,
				);
			if (answered instanceof Error) continue;
			// A reader that gives no row, or null, has given nothing.
			if (answered === undefined || answered === null) continue;
			expect((answered as { outcome?: unknown }).outcome, `${call} as ${role}`).toMatch(
				/^(?:not_allowed|unknown|not_found|invalid\w*|nothing_here)$/,
			);
		}
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});
});

test('every function of private that a client may run is found by its schema alone, never over HTTP', async () => {
	const rows = await database.sql`
		select p.proname from pg_proc p where p.pronamespace = 'private'::regnamespace and has_function_privilege('anon', p.oid, 'execute')
			and has_schema_privilege('anon', 'private', 'usage')`;
	expect(rows).toEqual([]);
});

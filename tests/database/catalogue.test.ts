import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyCommand as commands } from '#contracts/every-command.ts';
import { rowKeys } from '#contracts/rows.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { visible } from './visibility.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Doors that change nothing, so that they are no commands. */
const readers = [
	'coordination_overview',
	'my_account',
	'my_contact',
	'my_duties',
	'on_call_now',
	'pull_changes',
	'pull_columns',
	'read_duty_alarms',
	'read_escalation',
	'read_feedback',
	'read_operations',
	'read_reachability',
	'read_webhook',
];

const doors = [
	'accept_request(command_id uuid, request_id uuid)',
	'add_building(command_id uuid, building_id uuid, municipality_id uuid, name text, address text)',
	'add_domain(command_id uuid, municipality_id uuid, domain text)',
	'add_municipality(command_id uuid, municipality_id uuid, name text)',
	'admit_person(command_id uuid, profile_id uuid, municipality_id uuid, specialist boolean)',
	'archive_article(command_id uuid, article_id uuid)',
	'attach_file(command_id uuid, attachment_id uuid, request_id uuid, name text, content_type text, bytes integer)',
	'change_building(command_id uuid, building_id uuid, name text, address text)',
	'coordination_overview()',
	'create_request(command_id uuid, request_id uuid, cluster_id uuid, title text, body text, priority integer, kind text, municipality_id uuid, place text, callback text)',
	'decline_request(command_id uuid, request_id uuid)',
	'delete_account(command_id uuid)',
	'delete_article(command_id uuid, article_id uuid)',
	'delete_feedback(command_id uuid, feedback_id uuid)',
	'enter_network(command_id uuid)',
	'give_back_duty(command_id uuid, shift_id uuid)',
	'hand_over_duties(command_id uuid, paused_until timestamp with time zone, substitutes jsonb)',
	'hand_over_request(command_id uuid, request_id uuid, cluster_id uuid)',
	'join_cluster(command_id uuid, cluster_id uuid)',
	'join_request(command_id uuid, request_id uuid)',
	'leave_cluster(command_id uuid, cluster_id uuid)',
	'leave_municipality(command_id uuid, municipality_id uuid)',
	'leave_request(command_id uuid, request_id uuid)',
	'my_account()',
	'my_contact()',
	'my_duties()',
	'offer_later(command_id uuid, request_id uuid, available_at timestamp with time zone)',
	'on_call_now(cluster_id uuid)',
	'publish_article(command_id uuid, article_id uuid)',
	'pull_changes(cursor text)',
	'pull_columns(cursor text)',
	'read_duty_alarms()',
	'read_escalation(cluster_id uuid)',
	'read_feedback()',
	'read_operations()',
	'read_reachability()',
	'read_webhook()',
	'reconsider_person(command_id uuid, profile_id uuid)',
	'register_device(command_id uuid, device_id uuid, endpoint text, p256dh text, auth text, label text, platform text)',
	'release_request(command_id uuid, request_id uuid)',
	'remove_building(command_id uuid, building_id uuid)',
	'remove_device(command_id uuid, device_id uuid)',
	'remove_domain(command_id uuid, domain text)',
	'remove_webhook(command_id uuid)',
	'rename_municipality(command_id uuid, municipality_id uuid, name text)',
	'return_municipality(command_id uuid, municipality_id uuid)',
	'save_article(command_id uuid, article_id uuid, cluster_id uuid, title text, summary text, body text)',
	'save_escalation(command_id uuid, cluster_id uuid, replaces uuid[], steps jsonb)',
	'save_profile(command_id uuid, display_name text, shows_phone boolean, shows_email boolean, phone text, building_id uuid)',
	'set_device_alerts(command_id uuid, device_id uuid, alerts boolean)',
	'set_language(command_id uuid, language text)',
	'set_later(command_id uuid, later text)',
	'set_lock_screen(command_id uuid, device_id uuid, shows_content boolean)',
	'set_muted_cluster(command_id uuid, cluster_id uuid, muted boolean)',
	'set_operator(command_id uuid, name text, address text, email text, phone text, represented_by text, supervisory_authority text, data_protection_officer text, enforcement_body text)',
	'set_pause(command_id uuid, paused_until timestamp with time zone, leaves_gap boolean)',
	'set_person_roles(command_id uuid, profile_id uuid, roles text[])',
	'set_quiet_hours(command_id uuid, quiet_hours jsonb, quiet_on_holidays boolean, break_through integer)',
	'set_second_channel(command_id uuid, second_channel boolean)',
	'set_weekly_check(command_id uuid, weekday integer, hour integer)',
	'set_webhook(command_id uuid, url text, lowest_priority integer, renew_secret boolean)',
	'start_test_alarm(command_id uuid, test_alarm_id uuid, device_id uuid)',
	'take_offer(command_id uuid, request_id uuid, profile_id uuid)',
	'try_webhook(command_id uuid)',
	'turn_away_person(command_id uuid, profile_id uuid)',
	'undo_acceptance(command_id uuid, request_id uuid)',
	'withdraw_offer(command_id uuid, request_id uuid)',
].map((door) => `public.${door}`);

/** What a signed-in person's calls may run: the doors, what the doors open, and what policies ask. */
const executable: Record<string, readonly string[]> = {
	anon: [],
	authenticated: [
		...doors,
		...doors
			.filter((door) => !door.startsWith('public.pull_'))
			.map((door) => door.replace(/^public/, 'private').replaceAll(/([(] ?|, )(\w)/g, '$1p_$2')),
		'private.case_of_file(p_name text)',
		'private.changed_ids(p_since xid8, p_step integer, p_after uuid, p_limit integer)',
		'private.is_active()',
		'private.is_by_code()',
		'private.is_coordinator()',
		'private.is_specialist()',
		'private.my_cluster_ids()',
		'private.my_cluster_scopes()',
		'private.my_helper_ids()',
		'private.my_request_ids()',
		'private.kept_on_devices(p_table text)',
		'private.my_owned_cluster_ids()',
		'private.my_scope_version()',
		'private.device_columns(p_table text)',
		'private.pending_ids()',
		'private.pull_page(p_cursor text, p_in_columns boolean)',
		'private.pull_page_of_all(p_step integer, p_after uuid, p_kept_since timestamp with time zone, p_in_columns boolean)',
		'private.pull_page_of_changes(p_since xid8, p_step integer, p_after uuid, p_kept_since timestamp with time zone, p_in_columns boolean)',
		'private.rows_for_devices(p_table text, p_in_columns boolean, p_order_by text)',
		'private.specialist_ids()',
		'private.sync_epoch()',
	],
	// Hosted projects hand it the doors by default; without a person behind it they refuse.
	service_role: doors,
};

async function functionNames(condition: string): Promise<string[]> {
	const rows = await database.sql<{ name: string }[]>`
		select format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'private') and ${database.sql.unsafe(condition)} order by 1`;
	return rows.map((row) => row.name);
}

describe('functions', () => {
	test.each(Object.keys(executable))('%s may execute exactly the functions listed here', async (role) => {
		const names = await functionNames(`has_function_privilege('${role}', p.oid, 'execute')`);
		expect(names).toEqual([...(executable[role] ?? [])].sort());
	});

	test('every function has a fixed, empty search path', async () => {
		expect(await functionNames(`not coalesce(p.proconfig @> array['search_path=""'], false)`)).toEqual([]);
	});

	test('no function of public runs with rights of somebody else', async () => {
		expect(await functionNames(`p.prosecdef and n.nspname <> 'private'`)).toEqual([]);
	});

	test('a definer that answers about somebody else than the caller is no function a client may call', async () => {
		const names = await functionNames(
			`p.prosecdef and has_function_privilege('authenticated', p.oid, 'execute') and p.prosrc !~ 'auth\\.(uid|jwt)\\(\\)|private\\.is_|private\\.begin_command'`,
		);
		// Both only name ids: who the specialists are, which the policies show anyway.
		expect(names).toEqual(['private.specialist_ids()']);
	});

	test('every command of the contracts is a function with the same arguments, and every function is a command', async () => {
		const rows = await database.sql<{ name: string; names: string[]; optional: number }[]>`
			select p.proname as name, p.proargnames as names, p.pronargdefaults as optional
			from pg_proc p where p.pronamespace = 'public'::regnamespace and not p.proname = any (${readers}) order by 1`;
		const inContracts = Object.entries(commands).map(([name, { arguments: schema }]) => {
			const names = Object.keys(schema.shape);
			return {
				name,
				names,
				optional: names.filter(
					(key) => schema.shape[key as keyof typeof schema.shape].safeParse(undefined).success,
				).length,
			};
		});
		expect(rows.map((row) => ({ ...row }))).toEqual(inContracts.sort((a, b) => a.name.localeCompare(b.name)));
	});
});

describe('tables', () => {
	test('every table of public has an answer to who reads it, and a row schema', async () => {
		const rows = await database.sql<{ name: string }[]>`
			select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;
		const names = rows.map((row) => row.name);
		expect(names).toEqual(Object.keys(visible).sort());
		expect(names).toEqual(Object.keys(rowKeys).sort());
	});

	test('row level security is on for every table of ours', async () => {
		const rows = await database.sql`
			select relname from pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p') and not relrowsecurity`;
		expect(rows).toEqual([]);
	});

	test('clients hold SELECT on the tables of public and nothing else anywhere', async () => {
		const rows = await database.sql<{ held: string }[]>`
			select distinct format('%s %s on %s', r.role, a.privilege_type, n.nspname) as held
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			cross join (values ('anon'), ('authenticated')) r (role)
			cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER'), ('MAINTAIN')) a (privilege_type)
			where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm', 'f')
				and has_table_privilege(r.role, c.oid, a.privilege_type)
			union
			select format('%s column %s on %s', r.role, a.privilege_type, n.nspname)
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			cross join (values ('anon'), ('authenticated')) r (role)
			cross join (values ('INSERT'), ('UPDATE'), ('REFERENCES')) a (privilege_type)
			where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm', 'f')
				and has_any_column_privilege(r.role, c.oid, a.privilege_type)
			union
			select format('%s sequence of %s', r.role, n.nspname)
			from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join (values ('anon'), ('authenticated')) r (role)
			where n.nspname in ('public', 'private') and case when c.relkind = 'S' then has_sequence_privilege(r.role, c.oid, 'usage, select, update') else false end`;
		expect(rows.map((row) => row.held)).toEqual(['authenticated SELECT on public']);
	});

	test('nobody but the owner creates anything in public or private', async () => {
		const rows = await database.sql`
			select r.role, n.nspname from pg_namespace n cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
			where n.nspname in ('public', 'private') and has_schema_privilege(r.role, n.oid, 'create')`;
		expect(rows).toEqual([]);
	});

	test('strangers do not even reach the schema private', async () => {
		const [row] = await database.sql`select has_schema_privilege('anon', 'private', 'usage') as reachable`;
		expect(row).toEqual({ reachable: false });
	});

	test('every policy is one of reading, for signed-in people', async () => {
		const rows = await database.sql`
			select tablename, cmd, roles from pg_policies
			where schemaname in ('public', 'private') and (cmd <> 'SELECT' or roles <> '{authenticated}')`;
		expect(rows).toEqual([]);
	});

	test('every table of public has one policy that shows rows, and one that shows them to sessions by code only', async () => {
		const rows = await database.sql<{ name: string; shows: number; restrictions: string[] }[]>`
			select c.relname as name, count(p.policyname) filter (where p.permissive = 'PERMISSIVE')::int as shows,
				coalesce(array_agg(p.qual) filter (where p.permissive = 'RESTRICTIVE'), '{}') as restrictions
			from pg_class c left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1 order by 1`;
		const byCode = '( SELECT private.is_by_code() AS is_by_code)';
		expect(rows.map((row) => ({ ...row }))).toEqual(
			Object.keys(visible)
				.sort()
				.map((name) => ({ name, shows: 1, restrictions: [byCode] })),
		);
	});

	test('every table says what it is for', async () => {
		const rows = await database.sql`
			select relname from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind = 'r'
				and obj_description(c.oid, 'pg_class') is null`;
		expect(rows).toEqual([]);
	});
});

describe('indexes', () => {
	// A partial index serves a foreign key only where it leaves out nothing but null.
	const leading = `
		exists (
			select 1 from pg_index i
			where i.indrelid = t.relid and i.indkey[0] = t.attnum
				and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))
		)`;

	test('every foreign key has one', async () => {
		const rows = await database.sql`
			select t.relid::regclass::text as "table", a.attname as "column"
			from (select conrelid as relid, unnest(conkey) as attnum from pg_constraint where contype = 'f'
				and connamespace in ('public'::regnamespace, 'private'::regnamespace)) t
			join pg_attribute a on a.attrelid = t.relid and a.attnum = t.attnum
			where not ${database.sql.unsafe(leading)} order by 1, 2`;
		expect(rows.map((row) => `${row.table}.${row.column}`)).toEqual([]);
	});

	test('every id a policy compares has one', async () => {
		const rows = await database.sql`
			select distinct t.relid::regclass::text as "table", a.attname as "column"
			from (select p.polrelid as relid, d.refobjsubid as attnum from pg_policy p
				join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refobjid = p.polrelid and d.refobjsubid > 0) t
			join pg_attribute a on a.attrelid = t.relid and a.attnum = t.attnum and a.atttypid = 'uuid'::regtype
			where not ${database.sql.unsafe(leading)} order by 1, 2`;
		expect(rows.map((row) => `${row.table}.${row.column}`)).toEqual([]);
	});

	test('no policy searches, row by row, a list that grows with the years', async () => {
		const rows = await database.sql`
			select tablename from pg_policies where schemaname = 'public' and qual ~ 'ARRAY\\([^)]*my_request_ids'`;
		expect(rows).toEqual([]);
	});

	test('every table that devices keep has one on rev, for the next delta', async () => {
		const rows = await database.sql`
			select c.oid::regclass::text as "table" from pg_class c
			left join pg_attribute a on a.attrelid = c.oid and a.attname = 'rev'
			cross join lateral (select c.oid as relid, a.attnum) t
			where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not ${database.sql.unsafe(leading)}`;
		expect(rows).toEqual([]);
	});
});

describe('what devices keep', () => {
	test.each(Object.entries(rowKeys))(
		'a change of %s is stamped, its deletion remembered by %s',
		async (table, key) => {
			const rows = await database.sql<{ definition: string }[]>`
			select pg_get_triggerdef(oid) as definition from pg_trigger where tgrelid = ${`public.${table}`}::regclass and not tgisinternal`;
			const definitions = rows.map((row) => row.definition).join('\n');
			expect(definitions).toMatch(/BEFORE UPDATE ON .* EXECUTE FUNCTION private\.stamp_rev\(\)/);
			expect(definitions).toMatch(new RegExp(`AFTER DELETE ON .* private\\.leave_tombstone\\('${key}'\\)`));
		},
	);
});

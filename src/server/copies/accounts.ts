/**
 * Accounts on their way to Supabase Auth, which keeps more columns than the embedded one and expects some of them: an identity per account,
 * and no null where it reads text (supabase/auth, models/user.go). Passwords and sessions stay behind: codes are the only way in.
 */
import type { TransactionSql } from 'postgres';
import { readLines, writeLines } from './tables.ts';
import type { Table } from './tables.ts';

const users: Table = {
	schema: 'auth',
	name: 'users',
	columns: [
		'id',
		'email',
		'email_confirmed_at',
		'raw_user_meta_data',
		'banned_until',
		'created_at',
		'updated_at',
	],
};

const neverNull = [
	'confirmation_token',
	'recovery_token',
	'email_change',
	'email_change_token_new',
	'email_change_token_current',
	'phone_change',
	'phone_change_token',
	'reauthentication_token',
];

async function columnsOf(sql: TransactionSql): Promise<Set<string>> {
	const rows = await sql<{ name: string }[]>`
		select column_name as name from information_schema.columns where table_schema = 'auth' and table_name = 'users'`;
	return new Set(rows.map(({ name }) => name));
}

/** Copies every account; triggers are off, so no profile is made anew. */
export async function receiveAccounts(from: TransactionSql, to: TransactionSql): Promise<void> {
	await writeLines(to, users, readLines(from, users));
	const there = await columnsOf(to);
	const empty = neverNull.filter((name) => there.has(name)).map((name) => `${name} = ''`);
	const instance = there.has('instance_id') ? [`instance_id = '00000000-0000-0000-0000-000000000000'`] : [];
	await to.unsafe(`
		update auth.users set aud = 'authenticated', role = 'authenticated',
			raw_app_meta_data = '{"provider": "email", "providers": ["email"]}', ${[...instance, ...empty].join(', ')}`);
	await to`
		insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
		select gen_random_uuid(), 'email', u.id::text, u.id,
			jsonb_build_object('sub', u.id::text, 'email', u.email, 'email_verified', u.email_confirmed_at is not null), u.created_at, now()
		from auth.users u where u.email is not null`;
}

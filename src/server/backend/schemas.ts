/**
 * What a hosted project holds before its first migration: extensions in their own schema, auth and storage, and the
 * wide default privileges on `public` that the first migration takes back. The tables of auth and storage come from
 * the mounted API, the functions below from hosted Supabase (they also read the older single-claim settings).
 */
import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite';
import type { Sql } from 'postgres';
import { ownerRole } from './roles.ts';

const clients = 'anon, authenticated, service_role';

/** Once per database: repeated later, it would undo what migrations have taken back since. */
const foundationSql = `
create schema extensions;
grant usage on schema extensions to ${ownerRole}, ${clients};
create extension pgcrypto with schema extensions;
create extension pg_trgm with schema extensions;
create extension unaccent with schema extensions;
create extension citext with schema extensions;
create extension btree_gist with schema extensions;

create schema auth authorization supabase_auth_admin;
create schema storage authorization supabase_storage_admin;
grant usage on schema auth, storage to ${ownerRole}, ${clients};
alter default privileges in schema auth grant all on tables to ${ownerRole};
alter default privileges in schema storage grant all on tables to ${ownerRole}, ${clients};

grant usage on schema public to ${clients};
alter default privileges for role ${ownerRole} in schema public grant all on tables to ${clients};
alter default privileges for role ${ownerRole} in schema public grant all on sequences to ${clients};
alter default privileges for role ${ownerRole} in schema public grant all on functions to ${clients};
`;

const claimsSql = `
create or replace function auth.jwt() returns jsonb language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$$;
create or replace function auth.uid() returns uuid language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), auth.jwt() ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), auth.jwt() ->> 'role')
$$;
create or replace function auth.email() returns text language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''), auth.jwt() ->> 'email')
$$;
`;

/** Everything in auth and storage belongs to its own role, as hosted: not to the superuser that ran the statements. */
const ownershipSql = `
do $ownership$
declare
	foreign_object record;
begin
	for foreign_object in
		select 'table' as kind, c.oid::regclass::text as name, n.nspname as schema
		from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('auth', 'storage') and c.relkind = 'r' and c.relowner <> n.nspowner
		union all
		select 'function', p.oid::regprocedure::text, n.nspname
		from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('auth', 'storage') and p.proowner <> n.nspowner
	loop
		execute format('alter %s %s owner to %I',
			foreign_object.kind, foreign_object.name, 'supabase_' || foreign_object.schema || '_admin');
	end loop;
end
$ownership$;
`;

/**
 * Prepares one database for the migrations; brings auth and storage up to what the installed API needs. `admin` is a
 * superuser's connection to that very database. Safe to repeat, and all or nothing.
 */
export async function prepareSchemas(admin: Sql): Promise<void> {
	await admin.begin(async (transaction) => {
		const [found] = await transaction`select to_regnamespace('extensions') is not null as prepared`;
		if (found?.prepared !== true) await transaction.unsafe(foundationSql).simple();
		await transaction.unsafe(`${getAuthSchemaSql()};\n${getStorageSchemaSql()}`).simple();
		await transaction.unsafe(claimsSql + ownershipSql).simple();
	});
}

/**
 * The roles of hosted Supabase, made in our own database: what works for `postgres` here (no superuser) works there.
 * The one addition is `rufkreis_api`, under which the mounted API signs in. It may act as anon, authenticated and
 * service_role and owns auth and storage, but nothing in `public`: it can hand out no right there, whatever it tries.
 */
import type { Sql } from 'postgres';
import type { Keys } from './keys.ts';

export const ownerRole = 'postgres';
export const apiRole = 'rufkreis_api';

const searchPath = '"$user", public, extensions';

const rolesSql = `
do $roles$
declare
	wanted record;
begin
	for wanted in select * from (values
		('anon', 'nologin noinherit'),
		('authenticated', 'nologin noinherit'),
		('service_role', 'nologin noinherit bypassrls'),
		('authenticator', 'nologin noinherit'),
		('supabase_auth_admin', 'nologin noinherit'),
		('supabase_storage_admin', 'nologin noinherit'),
		('${ownerRole}', 'login createrole createdb bypassrls'),
		('${apiRole}', 'login inherit')
	) as roles (name, options)
	loop
		if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
			execute format('create role %I %s', wanted.name, wanted.options);
		end if;
	end loop;
end
$roles$;
grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to ${ownerRole} with admin option;
-- Hosted lets postgres write policies on storage.objects; PostgreSQL itself lets only members of the owner do so.
grant supabase_storage_admin to ${ownerRole};
-- As hosted: whoever brings rows from elsewhere does it past triggers.
grant set on parameter session_replication_role to ${ownerRole};
grant pg_monitor, pg_read_all_data, pg_signal_backend to ${ownerRole};
grant anon, authenticated, service_role, supabase_auth_admin, supabase_storage_admin to ${apiRole};
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
-- Settings of a role count at sign-in, not at "set role": the API applies to everybody what hosted gives authenticated.
alter role ${apiRole} set statement_timeout = '8s';
alter role ${apiRole} set search_path = ${searchPath};
alter role ${ownerRole} set search_path = ${searchPath};
`;

/** Makes the roles of a cluster and sets their passwords. `admin` is a superuser's connection. Safe to repeat. */
export async function prepareRoles(admin: Sql, passwords: Keys['passwords']): Promise<void> {
	await admin.unsafe(rolesSql).simple();
	for (const [role, password] of [
		[ownerRole, passwords.owner],
		[apiRole, passwords.api],
	] as const) {
		// A utility statement takes no parameters; format() quotes instead.
		const [row] = await admin<{ statement: string }[]>`
			select format('alter role %I password %L', ${role}::text, ${password}::text) as statement`;
		if (row) await admin.unsafe(row.statement);
	}
}

-- Why: hosted Supabase hands every new table and function in public to anon and authenticated; here nothing is reachable until it is granted.
-- Touches: default privileges of the migrating role, schemas private and extensions.
-- Safe: runs before any object of ours exists.
create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

-- The form "in schema …" cannot take back what PUBLIC gets globally, so this one names no schema.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;

create schema private;
comment on schema private is 'Queue, tickets, commands and definer functions. Never exposed through the Data API; authenticated may call single functions, and read no table.';
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

-- Deltas are found by transaction id, not by time: a clock loses rows that commit late.
create function private.stamp_rev() returns trigger
language plpgsql set search_path = '' as $$
begin
	new.rev := pg_catalog.pg_current_xact_id();
	return new;
end;
$$;

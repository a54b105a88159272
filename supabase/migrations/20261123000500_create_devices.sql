-- Why: a person's phones and browsers, and where push messages for them go.
-- Touches: devices, private.push_endpoints, private.settings (allowed push hosts, ticket secret, sync epoch).
-- Safe: new tables only.
create table public.devices (
	device_id uuid primary key,
	profile_id uuid not null references public.profiles on delete cascade,
	label text not null,
	platform text not null,
	registered_at timestamptz not null default now(),
	last_seen_at timestamptz not null default now(),
	removed_at timestamptz,
	rev xid8 not null default pg_current_xact_id(),
	constraint devices_label_length check (char_length(label) between 1 and 80),
	constraint devices_platform_length check (char_length(platform) between 1 and 40)
);
comment on table public.devices is 'Devices of a person. A removed one stays as a stone: old tickets must be refused, not unknown.';
create index devices_profile on public.devices (profile_id);
create index devices_rev on public.devices (rev);

create table private.push_endpoints (
	device_id uuid primary key references public.devices on delete cascade,
	endpoint text not null constraint push_endpoints_endpoint_unique unique,
	host text not null,
	p256dh text not null,
	auth text not null,
	failures_in_a_row integer not null default 0,
	last_success_at timestamptz,
	quarantined_at timestamptz,
	constraint push_endpoints_endpoint_https check (endpoint like 'https://%' and char_length(endpoint) <= 2000)
);
comment on table private.push_endpoints is 'Where and with which keys a device is reached. Never leaves the server.';

create table private.settings (
	key text primary key,
	value text not null
);
comment on table private.settings is 'Facts of this installation that functions need: ticket_secret, sync_epoch, push_extra_hosts (host:port, comma).';
insert into private.settings (key, value) values
	('ticket_secret', encode(extensions.gen_random_bytes(32), 'hex')),
	('sync_epoch', gen_random_uuid()::text),
	('push_extra_hosts', '');

create trigger devices_stamp_rev before update on public.devices for each row execute function private.stamp_rev();
create trigger devices_leave_tombstone after delete on public.devices for each row execute function private.leave_tombstone('device_id');

alter table public.devices enable row level security;
alter table private.push_endpoints enable row level security;
alter table private.settings enable row level security;
grant select on public.devices to authenticated;
grant select, insert, update, delete on public.devices to service_role;

create policy "people read their own devices that are not removed" on public.devices for select to authenticated
	using (profile_id = (select auth.uid()) and removed_at is null);

-- Host (with a port other than 443) of an endpoint at a push service we post to, else null: an endpoint is an address our server calls,
-- so a free choice would let anyone make it call inside our network.
create function private.push_host(p_endpoint text) returns text
language plpgsql stable set search_path = '' as $$
declare
	v_host text := lower(substring(p_endpoint from '^https://([A-Za-z0-9.-]+(?::[0-9]{1,5})?)/[\x21-\x7e]+$'));
begin
	if v_host is null then return null; end if;
	v_host := regexp_replace(v_host, ':443$', '');
	if v_host ~ '^([a-z0-9-]+\.)*(googleapis\.com|push\.services\.mozilla\.com|push\.apple\.com|notify\.windows\.com)$' then return v_host; end if;
	if v_host = any (string_to_array((select s.value from private.settings s where s.key = 'push_extra_hosts'), ',')) then return v_host; end if;
	return null;
end;
$$;
revoke all on function private.push_host(text) from public;

-- Why: whoever proved an address of a participating municipality gets in without anybody deciding; so does the coordinator whom the machine named.
-- Touches: municipalities.left_at, private.awaited_coordinators, private.admit_by_address.
-- Safe: new names; a municipality without left_at takes part, as all do now.
alter table public.municipalities add column left_at timestamptz;
comment on column public.municipalities.left_at is 'When it left the network: its rows stay, its domains admit nobody, its people are pending. Null: takes part.';

create table private.awaited_coordinators (
	email text primary key,
	municipality_id uuid not null references public.municipalities on delete cascade,
	created_at timestamptz not null default now(),
	constraint awaited_coordinators_lowercase check (email = lower(email))
);
comment on table private.awaited_coordinators is 'Addresses named with "npm run coordinator": whoever proves one of them becomes coordinator of that municipality, once.';
create index awaited_coordinators_municipality on private.awaited_coordinators (municipality_id);
alter table private.awaited_coordinators enable row level security;

-- The one place that lets somebody in by their address. 'entered' also for whoever is in already. Safe to call as often as one likes: the row
-- lock puts callers in line. Not granted: enter_network and the command line call it, each after it knows whose address is proven.
create function private.admit_by_address(p_profile_id uuid) returns text
language plpgsql set search_path = '' as $$
declare
	v_status text;
	v_email text;
	v_municipality uuid;
begin
	select p.status into v_status from public.profiles p where p.profile_id = p_profile_id for no key update;
	-- Proven: a code that went there was redeemed. An address without that is only somebody's word.
	select lower(u.email) into v_email from auth.users u where u.id = p_profile_id and u.email_confirmed_at is not null;
	if v_status is null or v_email is null then
		return 'pending';
	end if;

	-- Before the status is looked at: what was said at the machine counts more than that somebody was turned away.
	delete from private.awaited_coordinators a where a.email = v_email returning a.municipality_id into v_municipality;
	if v_municipality is not null then
		update public.profiles set status = 'active', municipality_id = v_municipality where profile_id = p_profile_id;
		insert into public.roles (profile_id, role) values (p_profile_id, 'coordinator') on conflict do nothing;
		return 'entered';
	end if;

	if v_status <> 'pending' then
		return case v_status when 'active' then 'entered' else 'left' end;
	end if;
	select d.municipality_id into v_municipality
	from private.municipality_domains d join public.municipalities m on m.municipality_id = d.municipality_id and m.left_at is null
	where d.domain = substring(v_email from '@([^@]+)$');
	if v_municipality is null then
		return 'pending';
	end if;
	update public.profiles set status = 'active', municipality_id = v_municipality where profile_id = p_profile_id;
	return 'entered';
end;
$$;
revoke all on function private.admit_by_address(uuid) from public;

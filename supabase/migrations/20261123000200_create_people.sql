-- Why: who belongs to which municipality, and who may be trusted with what.
-- Touches: municipalities, municipality_domains, profiles, scopes, profile_contacts, roles; a trigger on auth.users.
-- Safe: new tables only.
create table public.municipalities (
	municipality_id uuid primary key default gen_random_uuid(),
	slug text not null constraint municipalities_slug_unique unique,
	name text not null,
	rev xid8 not null default pg_current_xact_id(),
	constraint municipalities_name_length check (char_length(name) between 1 and 80)
);
comment on table public.municipalities is 'Towns and municipalities that take part in the network.';
create index municipalities_rev on public.municipalities (rev);

create table private.municipality_domains (
	domain text primary key,
	municipality_id uuid not null references public.municipalities on delete cascade,
	constraint municipality_domains_lowercase check (domain = lower(domain))
);
comment on table private.municipality_domains is 'Mail domains that prove a person works for a municipality.';
create index municipality_domains_municipality on private.municipality_domains (municipality_id);

create table public.profiles (
	profile_id uuid primary key,
	display_name text not null default '',
	municipality_id uuid references public.municipalities,
	status text not null default 'pending',
	language text not null default 'de',
	rev xid8 not null default pg_current_xact_id(),
	constraint profiles_display_name_length check (char_length(display_name) <= 120),
	constraint profiles_status_known check (status in ('pending', 'active', 'left')),
	constraint profiles_language_known check (language in ('de', 'en')),
	constraint profiles_active_have_municipality check (status <> 'active' or municipality_id is not null)
);
comment on table public.profiles is 'One row per person. Same id as auth.users, but no foreign key: history keeps pointing here after the account is deleted.';
create index profiles_municipality on public.profiles (municipality_id);
create index profiles_rev on public.profiles (rev);

create table private.scopes (
	profile_id uuid primary key references public.profiles on delete cascade,
	version integer not null default 1
);
comment on table private.scopes is 'Rises when what a person may see changes as a whole (status, municipality, role, membership); their devices then compare everything. Apart from profiles: others could count joining and leaving by it.';

create table public.profile_contacts (
	profile_id uuid primary key references public.profiles on delete cascade,
	phone text not null default '',
	email text not null default '',
	rev xid8 not null default pg_current_xact_id(),
	constraint profile_contacts_phone_length check (char_length(phone) <= 40),
	constraint profile_contacts_email_length check (char_length(email) <= 254)
);
comment on table public.profile_contacts is 'Service numbers and addresses; apart from profiles because fewer people may read them.';
create index profile_contacts_rev on public.profile_contacts (rev);

create table public.roles (
	role_id uuid primary key default gen_random_uuid(),
	profile_id uuid not null references public.profiles on delete cascade,
	role text not null,
	rev xid8 not null default pg_current_xact_id(),
	constraint roles_once unique (profile_id, role),
	constraint roles_known check (role in ('specialist', 'coordinator', 'office', 'council'))
);
comment on table public.roles is 'What a person may do beyond asking for help. Nobody needs a role to ask.';
create index roles_rev on public.roles (rev);

create trigger municipalities_stamp_rev before update on public.municipalities for each row execute function private.stamp_rev();
create trigger profiles_stamp_rev before update on public.profiles for each row execute function private.stamp_rev();
create trigger profile_contacts_stamp_rev before update on public.profile_contacts for each row execute function private.stamp_rev();
create trigger roles_stamp_rev before update on public.roles for each row execute function private.stamp_rev();

-- Definer, all three: policies call them for people who may not read the tables behind them; each answers about the caller only.
create function private.is_active() returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (select 1 from public.profiles p where p.profile_id = (select auth.uid()) and p.status = 'active');
$$;

create function private.is_specialist() returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (
		select 1 from public.profiles p join public.roles r on r.profile_id = p.profile_id
		where p.profile_id = (select auth.uid()) and p.status = 'active' and r.role = 'specialist'
	);
$$;

create function private.is_coordinator() returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (
		select 1 from public.profiles p join public.roles r on r.profile_id = p.profile_id
		where p.profile_id = (select auth.uid()) and p.status = 'active' and r.role = 'coordinator'
	);
$$;

create function private.specialist_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
	select p.profile_id from public.profiles p join public.roles r on r.profile_id = p.profile_id
	where p.status = 'active' and r.role in ('specialist', 'coordinator');
$$;
revoke all on function private.is_active(), private.is_specialist(), private.is_coordinator(), private.specialist_ids() from public;
grant execute on function private.is_active(), private.is_specialist(), private.is_coordinator(), private.specialist_ids() to authenticated;

create function private.my_scope_version() returns integer
language sql stable security definer set search_path = '' as $$
	select coalesce((select s.version from private.scopes s where s.profile_id = (select auth.uid())), 0);
$$;
revoke all on function private.my_scope_version() from public;
grant execute on function private.my_scope_version() to authenticated;

-- Definer: whoever may change the table that carries the trigger need not be able to write in private.
create function private.raise_scope() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	-- Selected, not just inserted: while a person is deleted, their roles and memberships go after them.
	insert into private.scopes (profile_id)
	select p.profile_id from public.profiles p where p.profile_id = coalesce(new.profile_id, old.profile_id)
	on conflict (profile_id) do update set version = private.scopes.version + 1;
	return null;
end;
$$;
revoke all on function private.raise_scope() from public;

-- A role also decides who sees the person: without a new stamp a delta would neither bring nor take their name.
create function private.restamp_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	update public.profiles set rev = rev where profile_id in (new.profile_id, old.profile_id);
	return null;
end;
$$;
revoke all on function private.restamp_person() from public;

create trigger roles_restamp_person after insert or update or delete on public.roles for each row execute function private.restamp_person();
create trigger roles_raise_scope after insert or update or delete on public.roles for each row execute function private.raise_scope();
create trigger profiles_raise_scope after update on public.profiles for each row
	when (old.status is distinct from new.status or old.municipality_id is distinct from new.municipality_id)
	execute function private.raise_scope();

alter table public.municipalities enable row level security;
alter table public.profiles enable row level security;
alter table public.profile_contacts enable row level security;
alter table public.roles enable row level security;
alter table private.municipality_domains enable row level security;
alter table private.scopes enable row level security;

grant select on public.municipalities, public.profiles, public.profile_contacts, public.roles to authenticated;
grant select, insert, update, delete on public.municipalities, public.profiles, public.profile_contacts, public.roles to service_role;

create policy "active people read municipalities" on public.municipalities for select to authenticated
	using ((select private.is_active()));

create policy "people read themselves and specialists, specialists everyone" on public.profiles for select to authenticated
	using (
		profile_id = (select auth.uid())
		or (select private.is_specialist())
		or (select private.is_coordinator())
		or ((select private.is_active()) and profile_id = any (array(select private.specialist_ids())))
	);

create policy "people read their own roles and who is a specialist" on public.roles for select to authenticated
	using (
		profile_id = (select auth.uid())
		or (select private.is_coordinator())
		or ((select private.is_active()) and role in ('specialist', 'coordinator'))
	);

-- An account exists before it is trusted: pending reads nothing but itself until its municipality is proven (issue of the front door).
create function private.create_pending_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	insert into public.profiles (profile_id) values (new.id) on conflict do nothing;
	insert into public.profile_contacts (profile_id, email) values (new.id, coalesce(new.email, '')) on conflict do nothing;
	return new;
end;
$$;
revoke all on function private.create_pending_profile() from public;

create trigger rufkreis_create_pending_profile after insert on auth.users
	for each row execute function private.create_pending_profile();

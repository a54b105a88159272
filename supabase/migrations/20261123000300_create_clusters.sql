-- Why: topic clusters and who is in them; membership decides who is alerted and who reads details.
-- Touches: clusters, cluster_members, private.tombstones; the tables of people leave tombstones from here on.
-- Safe: new tables only.
create table public.clusters (
	cluster_id uuid primary key default gen_random_uuid(),
	slug text not null constraint clusters_slug_unique unique,
	name text not null,
	description text not null default '',
	position integer not null default 0,
	rev xid8 not null default pg_current_xact_id(),
	constraint clusters_name_length check (char_length(name) between 1 and 60),
	constraint clusters_description_length check (char_length(description) <= 300)
);
comment on table public.clusters is 'Topics in which specialists of all municipalities help each other.';
create index clusters_rev on public.clusters (rev);

create table public.cluster_members (
	cluster_member_id uuid primary key default gen_random_uuid(),
	cluster_id uuid not null references public.clusters on delete cascade,
	profile_id uuid not null references public.profiles on delete cascade,
	role text not null default 'member',
	paused_until timestamptz,
	joined_at timestamptz not null default now(),
	rev xid8 not null default pg_current_xact_id(),
	constraint cluster_members_once unique (cluster_id, profile_id),
	constraint cluster_members_role_known check (role in ('member', 'owner'))
);
comment on table public.cluster_members is 'Voluntary membership. Leaving deletes the row: it must not be countable afterwards.';
create index cluster_members_profile on public.cluster_members (profile_id, cluster_id);
create index cluster_members_rev on public.cluster_members (rev);

create table private.tombstones (
	table_name text not null,
	row_id uuid not null,
	rev xid8 not null default pg_current_xact_id(),
	deleted_at timestamptz not null default now(),
	primary key (table_name, row_id)
);
comment on table private.tombstones is 'Ids of deleted rows, so that devices forget them too. Kept 180 days.';
create index tombstones_rev on private.tombstones (rev);
alter table private.tombstones enable row level security;

-- The argument is the name of the key column of the table the trigger sits on.
create function private.leave_tombstone() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	insert into private.tombstones (table_name, row_id)
	values (tg_table_name, (pg_catalog.to_jsonb(old) ->> tg_argv[0])::uuid)
	on conflict (table_name, row_id) do update set rev = pg_catalog.pg_current_xact_id(), deleted_at = now();
	return old;
end;
$$;
revoke all on function private.leave_tombstone() from public;

create trigger clusters_stamp_rev before update on public.clusters for each row execute function private.stamp_rev();
create trigger cluster_members_stamp_rev before update on public.cluster_members for each row execute function private.stamp_rev();
create trigger cluster_members_raise_scope after insert or delete on public.cluster_members for each row execute function private.raise_scope();

create trigger municipalities_leave_tombstone after delete on public.municipalities for each row execute function private.leave_tombstone('municipality_id');
create trigger profiles_leave_tombstone after delete on public.profiles for each row execute function private.leave_tombstone('profile_id');
create trigger profile_contacts_leave_tombstone after delete on public.profile_contacts for each row execute function private.leave_tombstone('profile_id');
create trigger roles_leave_tombstone after delete on public.roles for each row execute function private.leave_tombstone('role_id');
create trigger clusters_leave_tombstone after delete on public.clusters for each row execute function private.leave_tombstone('cluster_id');
create trigger cluster_members_leave_tombstone after delete on public.cluster_members for each row execute function private.leave_tombstone('cluster_member_id');

-- Definer: used by policies of the very tables it would have to read.
create function private.my_cluster_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
	select m.cluster_id from public.cluster_members m join public.profiles p on p.profile_id = m.profile_id
	where m.profile_id = (select auth.uid()) and p.status = 'active';
$$;

-- A new member sees what is open and the 90 days before joining, not the whole past.
create function private.my_cluster_scopes() returns table (cluster_id uuid, since timestamptz)
language sql stable security definer set search_path = '' as $$
	select m.cluster_id, m.joined_at - interval '90 days'
	from public.cluster_members m join public.profiles p on p.profile_id = m.profile_id
	where m.profile_id = (select auth.uid()) and p.status = 'active';
$$;
revoke all on function private.my_cluster_ids(), private.my_cluster_scopes() from public;
grant execute on function private.my_cluster_ids(), private.my_cluster_scopes() to authenticated;

alter table public.clusters enable row level security;
alter table public.cluster_members enable row level security;
grant select on public.clusters, public.cluster_members to authenticated;
grant select, insert, update, delete on public.clusters, public.cluster_members to service_role;

create policy "active people read clusters" on public.clusters for select to authenticated
	using ((select private.is_active()));

create policy "people read their own memberships, specialists all" on public.cluster_members for select to authenticated
	using (
		profile_id = (select auth.uid())
		or (select private.is_specialist())
		or (select private.is_coordinator())
	);

-- Why: whoever asks sits in a town hall, a depot or a school, and whoever comes has to find it.
-- Touches: buildings, profiles.building_id, private.leave_building.
-- Safe: a new table and a column that older apps leave out.
create table public.buildings (
	building_id uuid primary key default gen_random_uuid(),
	municipality_id uuid not null references public.municipalities,
	name text not null,
	address text not null default '',
	-- Null while it can be chosen. The row stays: people have chosen it, and an address that vanishes helps nobody.
	removed_at timestamptz,
	rev xid8 not null default pg_current_xact_id(),
	constraint buildings_name_length check (char_length(name) between 1 and 80),
	constraint buildings_address_length check (char_length(address) <= 100),
	-- What profiles point at, so that nobody has a building of another municipality.
	constraint buildings_of_municipality unique (municipality_id, building_id)
);
comment on table public.buildings is 'Buildings of a municipality that its people choose in their profile: town hall, depot, school.';
create index buildings_rev on public.buildings (rev);
create unique index buildings_name_once on public.buildings (municipality_id, lower(name)) where removed_at is null;

create trigger buildings_stamp_rev before update on public.buildings for each row execute function private.stamp_rev();
create trigger buildings_leave_tombstone after delete on public.buildings for each row execute function private.leave_tombstone('building_id');

alter table public.buildings enable row level security;
grant select on public.buildings to authenticated;
grant select, insert, update, delete on public.buildings to service_role;

create policy "active people read buildings" on public.buildings for select to authenticated
	using ((select private.is_active()));

alter table public.profiles
	add column building_id uuid,
	add constraint profiles_building_in_municipality foreign key (municipality_id, building_id)
		references public.buildings (municipality_id, building_id) on delete set null (building_id),
	-- The key above asks nothing while one of the two is null.
	add constraint profiles_building_needs_municipality check (building_id is null or municipality_id is not null);
create index profiles_building on public.profiles (building_id) where building_id is not null;

-- Whoever changes the municipality or leaves for good has left the building, too, whatever command did it.
create function private.leave_building() returns trigger
language plpgsql set search_path = '' as $$
begin
	if new.status = 'left' or new.building_id is not distinct from old.building_id then
		new.building_id := null;
	end if;
	return new;
end;
$$;
revoke all on function private.leave_building() from public;
create trigger profiles_leave_building before update on public.profiles for each row
	when (new.building_id is not null and (new.status = 'left' or new.municipality_id is distinct from old.municipality_id))
	execute function private.leave_building();

-- Why: coordination keeps the buildings of each municipality, as it keeps its name and its domains.
-- Touches: commands add_building, change_building, remove_building; coordination_overview (same name, names buildings as well).
-- Safe: new names; an older app leaves out what it does not know of the overview.

-- One after the other within a municipality: two who write the same name at once would meet at its index.
create function private.guard_buildings_of(p_municipality_id uuid) returns void
language sql set search_path = '' as $$
	select pg_advisory_xact_lock(hashtextextended('rufkreis buildings ' || p_municipality_id::text, 0));
$$;

-- What is wrong with name and address of this building, or null.
create function private.judge_building(p_municipality_id uuid, p_building_id uuid, p_name text, p_address text) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object('outcome', 'invalid') || case
		when p_name = '' then jsonb_build_object('field', 'name', 'reason', 'missing')
		when char_length(p_name) > 80 then jsonb_build_object('field', 'name', 'reason', 'too_long')
		-- With its name in front it still fits where a request says where.
		when char_length(p_address) > 100 then jsonb_build_object('field', 'address', 'reason', 'too_long')
		when exists (
			select 1 from public.buildings b
			where b.municipality_id = p_municipality_id and lower(b.name) = lower(p_name) and b.removed_at is null and b.building_id <> p_building_id
		) then jsonb_build_object('field', 'name', 'reason', 'exists')
	end;
$$;
revoke all on function private.guard_buildings_of(uuid), private.judge_building(uuid, uuid, text, text) from public;

create function private.add_building(p_command_id uuid, p_building_id uuid, p_municipality_id uuid, p_name text, p_address text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_name text := private.one_line(p_name);
	v_address text := private.one_line(p_address);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'add_building', jsonb_build_array(p_building_id, p_municipality_id, p_name, p_address));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	-- Locked: it must not leave between this look and the building.
	perform 1 from public.municipalities m where m.municipality_id = p_municipality_id and m.left_at is null for key share;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'municipality_id', 'reason', 'unknown'));
	end if;
	perform private.guard_buildings_of(p_municipality_id);
	v_wrong := case
		when p_building_id is null then jsonb_build_object('outcome', 'invalid', 'field', 'building_id', 'reason', 'missing')
		when exists (select 1 from public.buildings b where b.building_id = p_building_id)
			then jsonb_build_object('outcome', 'invalid', 'field', 'building_id', 'reason', 'exists')
		else private.judge_building(p_municipality_id, p_building_id, v_name, v_address)
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, v_wrong);
	end if;
	-- Removed by mistake and added again: it is the same one, for all who had chosen it.
	update public.buildings set name = v_name, address = v_address, removed_at = null where building_id = (
		select b.building_id from public.buildings b
		where b.municipality_id = p_municipality_id and lower(b.name) = lower(v_name) and b.removed_at is not null
		order by b.removed_at desc, b.building_id limit 1);
	if not found then
		insert into public.buildings (building_id, municipality_id, name, address) values (p_building_id, p_municipality_id, v_name, v_address);
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'added'));
end;
$$;

create function private.change_building(p_command_id uuid, p_building_id uuid, p_name text, p_address text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_name text := private.one_line(p_name);
	v_address text := private.one_line(p_address);
	v_municipality uuid;
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'change_building', jsonb_build_array(p_building_id, p_name, p_address));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	-- A building stays where it is; whether it was removed meanwhile is asked once nobody else can.
	select b.municipality_id into v_municipality from public.buildings b where b.building_id = p_building_id;
	perform private.guard_buildings_of(v_municipality);
	v_wrong := case
		when not exists (select 1 from public.buildings b where b.building_id = p_building_id and b.removed_at is null)
			then jsonb_build_object('outcome', 'invalid', 'field', 'building_id', 'reason', 'unknown')
		else private.judge_building(v_municipality, p_building_id, v_name, v_address)
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, v_wrong);
	end if;
	update public.buildings set name = v_name, address = v_address
	where building_id = p_building_id and (name, address) is distinct from (v_name, v_address);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;

-- Whoever has chosen it keeps it until they choose another one; nobody new can.
create function private.remove_building(p_command_id uuid, p_building_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'remove_building', jsonb_build_array(p_building_id));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	perform private.guard_buildings_of(b.municipality_id) from public.buildings b where b.building_id = p_building_id;
	update public.buildings set removed_at = now() where building_id = p_building_id and removed_at is null;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', case when found then 'removed' else 'not_there' end));
end;
$$;
revoke all on function private.add_building(uuid, uuid, uuid, text, text), private.change_building(uuid, uuid, text, text),
	private.remove_building(uuid, uuid) from public;
grant execute on function private.add_building(uuid, uuid, uuid, text, text), private.change_building(uuid, uuid, text, text),
	private.remove_building(uuid, uuid) to authenticated;

create function public.add_building(command_id uuid, building_id uuid, municipality_id uuid, name text, address text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.add_building(command_id, building_id, municipality_id, name, address);
$$;
create function public.change_building(command_id uuid, building_id uuid, name text, address text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.change_building(command_id, building_id, name, address);
$$;
create function public.remove_building(command_id uuid, building_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.remove_building(command_id, building_id);
$$;
revoke all on function public.add_building(uuid, uuid, uuid, text, text), public.change_building(uuid, uuid, text, text),
	public.remove_building(uuid, uuid) from public, anon;
grant execute on function public.add_building(uuid, uuid, uuid, text, text), public.change_building(uuid, uuid, text, text),
	public.remove_building(uuid, uuid) to authenticated;

-- As before, with the buildings that can be chosen.
create or replace function private.coordination_overview() returns jsonb
language sql stable security definer set search_path = '' as $$
	select case when not private.is_coordinator() then jsonb_build_object('outcome', 'not_allowed') else jsonb_build_object(
		'outcome', 'overview',
		'people', (
			select coalesce(jsonb_agg(jsonb_build_object('profile_id', p.profile_id, 'name', p.display_name, 'email', u.email,
				'came_at', u.created_at, 'status', p.status, 'municipality', m.name) order by u.created_at, p.profile_id), '[]')
			from public.profiles p join auth.users u on u.id = p.profile_id and u.email_confirmed_at is not null
			left join public.municipalities m on m.municipality_id = p.municipality_id
			where p.status <> 'active'),
		'municipalities', (
			select coalesce(jsonb_agg(jsonb_build_object('municipality_id', m.municipality_id, 'name', m.name, 'left_at', m.left_at,
				'domains', array(select d.domain from private.municipality_domains d where d.municipality_id = m.municipality_id order by 1),
				'buildings', (
					select coalesce(jsonb_agg(jsonb_build_object('building_id', b.building_id, 'name', b.name, 'address', b.address)
						order by lower(b.name)), '[]')
					from public.buildings b where b.municipality_id = m.municipality_id and b.removed_at is null),
				'people', (select count(*) from public.profiles p where p.municipality_id = m.municipality_id and p.status = 'active'),
				'requests', (select count(*) from public.requests r
					where r.municipality_id = m.municipality_id and r.status not in ('resolved', 'cancelled'))) order by m.name), '[]')
			from public.municipalities m)
	) end;
$$;

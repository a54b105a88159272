-- Why: devices read from themselves; this answers what changed since they last asked, and what they must forget.
-- Touches: functions only.
-- Safe: new names.

-- Definer: must also see rows the caller lost sight of. It gives ids only; the caller keeps those it cannot read as "gone". Devices
-- change hands under new ids, so other people's are nobody's business; memberships were never seen by those who only ask for help; and
-- whoever is not active learns nothing about the network, not even how much happens in it (their scope rose: they pull everything anew).
create function private.changed_ids(p_since xid8) returns table (table_name text, row_id uuid)
language sql stable security definer set search_path = '' as $$
	select 'devices', device_id from public.devices where rev >= p_since and profile_id = (select auth.uid())
	union all
	select c.table_name, c.row_id
	from (
		select 'profiles' as table_name, profile_id as row_id from public.profiles where rev >= p_since
		union all select 'profile_contacts', profile_id from public.profile_contacts where rev >= p_since
		union all select 'roles', role_id from public.roles where rev >= p_since
		union all select 'municipalities', municipality_id from public.municipalities where rev >= p_since
		union all select 'clusters', cluster_id from public.clusters where rev >= p_since
		union all select 'cluster_members', cluster_member_id from public.cluster_members where rev >= p_since
		union all select 'requests', request_id from public.requests where rev >= p_since
		union all select 'request_details', request_id from public.request_details where rev >= p_since
		union all select 'request_events', request_event_id from public.request_events where rev >= p_since
		union all select t.table_name, t.row_id from private.tombstones t where t.rev >= p_since
	) c
	where (select private.is_active())
		and (c.table_name <> 'cluster_members' or (select private.is_specialist()) or (select private.is_coordinator()));
$$;
revoke all on function private.changed_ids(xid8) from public;
grant execute on function private.changed_ids(xid8) to authenticated;

-- Answers { cursor, scope_version, rows: { table: [row, …] }, gone: [[table, id], …] }. Without a cursor: everything the person may see.
-- The next cursor is the oldest transaction still running: what commits late has a rev at or above it, so rows may come twice, never be missed.
create function public.pull_changes(cursor text default null) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	v_since xid8 := case when cursor ~ '^[0-9]{1,19}$' then cursor::xid8 end;
	v_now pg_snapshot := pg_catalog.pg_current_snapshot();
	v_all boolean := v_since is null;
	v_recent timestamptz := now() - interval '90 days';
	v_kept uuid[];
	v_rows jsonb;
	v_gone jsonb;
begin
	if cursor is not null and v_since is null then
		raise exception 'cursor is not one of ours' using errcode = '22023';
	end if;
	-- A cursor from the future was given by a database that has since been restored: what this one says by it is worth nothing.
	-- No device has this version, so it pulls without a cursor and drops what does not come.
	if v_since > pg_catalog.pg_snapshot_xmax(v_now) then
		return jsonb_build_object('cursor', '0', 'scope_version', -1, 'gone', '[]'::jsonb, 'rows', jsonb_build_object(
			'municipalities', '[]'::jsonb, 'profiles', '[]'::jsonb, 'profile_contacts', '[]'::jsonb, 'roles', '[]'::jsonb, 'clusters', '[]'::jsonb,
			'cluster_members', '[]'::jsonb, 'requests', '[]'::jsonb, 'request_details', '[]'::jsonb, 'request_events', '[]'::jsonb, 'devices', '[]'::jsonb));
	end if;
	v_since := coalesce(v_since, '0'::xid8);
	-- A device keeps what is live and the last 90 days; a case comes as a whole or not at all.
	if v_all then
		v_kept := array(select r.request_id from public.requests r where r.status not in ('resolved', 'cancelled') or r.created_at >= v_recent);
	end if;
	select jsonb_build_object(
		'municipalities', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.municipalities t where t.rev >= v_since),
		'profiles', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.profiles t where t.rev >= v_since),
		'profile_contacts', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.profile_contacts t where t.rev >= v_since),
		'roles', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.roles t where t.rev >= v_since),
		'clusters', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.clusters t where t.rev >= v_since),
		'cluster_members', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.cluster_members t where t.rev >= v_since),
		'requests', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.requests t
			where t.rev >= v_since and (not v_all or t.request_id in (select unnest(v_kept)))),
		'request_details', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.request_details t
			where t.rev >= v_since and (not v_all or t.request_id in (select unnest(v_kept)))),
		'request_events', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.request_events t
			where t.rev >= v_since and (not v_all or t.request_id in (select unnest(v_kept)))),
		'devices', (select coalesce(jsonb_agg(to_jsonb(t) - 'rev'), '[]') from public.devices t where t.rev >= v_since)
	) into v_rows;
	select coalesce(jsonb_agg(jsonb_build_array(c.table_name, c.row_id)), '[]') into v_gone
	from private.changed_ids(case when v_all then '9223372036854775807'::xid8 else v_since end) c
	where not case c.table_name
		when 'municipalities' then exists (select 1 from public.municipalities t where t.municipality_id = c.row_id)
		when 'profiles' then exists (select 1 from public.profiles t where t.profile_id = c.row_id)
		when 'profile_contacts' then exists (select 1 from public.profile_contacts t where t.profile_id = c.row_id)
		when 'roles' then exists (select 1 from public.roles t where t.role_id = c.row_id)
		when 'clusters' then exists (select 1 from public.clusters t where t.cluster_id = c.row_id)
		when 'cluster_members' then exists (select 1 from public.cluster_members t where t.cluster_member_id = c.row_id)
		when 'requests' then exists (select 1 from public.requests t where t.request_id = c.row_id)
		when 'request_details' then exists (select 1 from public.request_details t where t.request_id = c.row_id)
		when 'request_events' then exists (select 1 from public.request_events t where t.request_event_id = c.row_id)
		when 'devices' then exists (select 1 from public.devices t where t.device_id = c.row_id)
		else false
	end;
	return jsonb_build_object(
		'cursor', pg_catalog.pg_snapshot_xmin(v_now)::text,
		'scope_version', private.my_scope_version(),
		'rows', v_rows,
		'gone', v_gone
	);
end;
$$;
revoke all on function public.pull_changes(text) from public, anon;
grant execute on function public.pull_changes(text) to authenticated;

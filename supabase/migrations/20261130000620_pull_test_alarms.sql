-- Why: a test alarm is followed on the screen while it is on its way, and its history is there without network; so is when the weekly check comes.
-- Touches: raise_sync_epoch, device_columns, kept_on_devices, changed_ids, pull_page_of_all, pull_page_of_changes, pull_page (same names; the table
-- comes last).
-- Safe: cursors given before go on, because every other table keeps its number; an older app leaves out tables it does not know.

create or replace function private.raise_sync_epoch() returns text
language plpgsql set search_path = '' as $$
declare
	v_table text;
	v_epoch text;
begin
	foreach v_table in array array['municipalities', 'profiles', 'profile_contacts', 'roles', 'clusters', 'cluster_members',
		'requests', 'request_details', 'request_events', 'request_people', 'attachments', 'devices', 'articles', 'buildings',
		'notification_settings', 'test_alarms'] loop
		-- The trigger of each table sets the stamp.
		execute format('update public.%I set rev = rev where rev > pg_catalog.pg_current_xact_id()', v_table);
	end loop;
	update private.tombstones set rev = pg_catalog.pg_current_xact_id() where rev > pg_catalog.pg_current_xact_id();
	update private.settings set value = gen_random_uuid()::text where key = 'sync_epoch' returning value into strict v_epoch;
	return v_epoch;
end;
$$;

-- The columns a device gets of each of its tables. What is not listed does not travel.
create or replace function private.device_columns(p_table text) returns text[]
language sql immutable set search_path = '' as $$
	select case p_table
		when 'municipalities' then array['municipality_id', 'slug', 'name', 'left_at']
		when 'buildings' then array['building_id', 'municipality_id', 'name', 'address', 'removed_at']
		when 'profiles' then array['profile_id', 'display_name', 'municipality_id', 'building_id', 'status', 'language']
		when 'profile_contacts' then array['profile_id', 'phone', 'email']
		when 'roles' then array['role_id', 'profile_id', 'role']
		when 'clusters' then array['cluster_id', 'slug', 'name', 'description', 'position']
		when 'cluster_members' then array['cluster_member_id', 'cluster_id', 'profile_id', 'role', 'paused_until', 'joined_at']
		when 'requests' then array['request_id', 'number', 'title', 'kind', 'priority', 'status', 'cluster_id', 'municipality_id', 'accepted_by',
			'accepted_at', 'alert_round', 'created_at']
		when 'request_details' then array['request_id', 'requester_id', 'body', 'place', 'callback']
		when 'request_events' then array['request_event_id', 'request_id', 'kind', 'actor_id', 'facts', 'happened_at']
		when 'request_people' then array['request_person_id', 'request_id', 'profile_id', 'role']
		when 'attachments' then array['attachment_id', 'request_id', 'uploader_id', 'name', 'content_type', 'bytes', 'created_at']
		when 'articles' then array['article_id', 'cluster_id', 'author_id', 'title', 'summary', 'body', 'status', 'updated_at', 'published_at']
		when 'devices' then array['device_id', 'profile_id', 'label', 'platform', 'registered_at', 'last_seen_at', 'shows_content', 'alerts', 'removed_at']
		when 'notification_settings' then array['profile_id', 'later', 'quiet_hours', 'quiet_on_holidays', 'break_through', 'paused_until',
			'muted_cluster_ids', 'check_weekday', 'check_hour']
		when 'test_alarms' then array['test_alarm_id', 'profile_id', 'device_id', 'cause', 'started_at', 'expires_at', 'sent_at', 'arrived_at',
			'confirmed_at', 'outcome']
	end;
$$;

-- What of the rows a person may read a device keeps, as a condition on "t" with $3 = the oldest day kept. A device keeps what is live and the
-- last 90 days, a case as a whole or not at all; articles of one's clusters and one's own; tests of the last 90 days.
create or replace function private.kept_on_devices(p_table text) returns text
language sql immutable set search_path = '' as $$
	select case
		when p_table = 'requests' then $q$(t.status not in ('resolved', 'cancelled') or t.created_at >= $3)$q$
		when p_table in ('request_details', 'attachments') then '(t.scope_time >= $3)'
		when p_table in ('request_events', 'request_people') then $q$exists (
			select 1 from public.requests r
			where r.request_id = t.request_id and (r.status not in ('resolved', 'cancelled') or r.created_at >= $3))$q$
		when p_table = 'articles' then $q$(t.cluster_id = any (array(select private.my_cluster_ids())) or t.author_id = (select auth.uid()))$q$
		when p_table = 'test_alarms' then '(t.started_at >= $3)'
		else '($3 is not null)'
	end;
$$;

create or replace function private.changed_ids(p_since xid8, p_step integer, p_after uuid, p_limit integer) returns table (step integer, row_id uuid)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
	return query
	select c.step, c.row_id
	from (
		select 5 as step, device_id as row_id from public.devices where rev >= p_since and profile_id = (select auth.uid())
		union all select 4, cluster_member_id from public.cluster_members where rev >= p_since and profile_id = (select auth.uid())
		union all select 10, profile_id from public.profiles where rev >= p_since and profile_id = (select auth.uid())
		union all select 11, profile_id from public.profile_contacts where rev >= p_since and profile_id = (select auth.uid())
		union all select 15, profile_id from public.notification_settings where rev >= p_since and profile_id = (select auth.uid())
		union all select 16, test_alarm_id from public.test_alarms where rev >= p_since and profile_id = (select auth.uid())
		union all
		select n.step, n.row_id
		from (
			select 1 as step, municipality_id as row_id from public.municipalities where rev >= p_since
			union all select 2, cluster_id from public.clusters where rev >= p_since
			union all select 3, role_id from public.roles where rev >= p_since
			union all select 4, cluster_member_id from public.cluster_members where rev >= p_since
			union all select 6, request_id from public.requests where rev >= p_since
			union all select 7, request_id from public.request_details where rev >= p_since
			union all select 8, request_event_id from public.request_events where rev >= p_since
			union all select 9, attachment_id from public.attachments where rev >= p_since
			union all select 10, profile_id from public.profiles where rev >= p_since
			union all select 11, profile_id from public.profile_contacts where rev >= p_since
			union all select 12, article_id from public.articles where rev >= p_since
			union all select 13, building_id from public.buildings where rev >= p_since
			union all select 14, request_person_id from public.request_people where rev >= p_since
			union all
			select pg_catalog.array_position(array['municipalities', 'clusters', 'roles', 'cluster_members', 'devices', 'requests', 'request_details',
				'request_events', 'attachments', 'profiles', 'profile_contacts', 'articles', 'buildings', 'request_people', 'notification_settings', 'test_alarms'], t.table_name), t.row_id
			from private.tombstones t where t.rev >= p_since and t.table_name <> 'notification_settings'
		) n
		where (select private.is_active())
			and (n.step <> 4 or (select private.is_specialist()) or (select private.is_coordinator()))
	) c
	where (c.step, c.row_id) > (p_step, p_after)
	-- A row that was deleted and made again under the same id is one change.
	group by c.step, c.row_id
	order by c.step, c.row_id
	limit p_limit;
end;
$$;

-- One page of everything: up to some 2 000 rows, table after table, each in the order of its keys. `replaced` says which stretch of which table
-- the page is all of: [table, after, up_to], open where null. Stretches of the parts of a case go by request_id.
create or replace function private.pull_page_of_all(p_step integer, p_after uuid, p_kept_since timestamptz, p_in_columns boolean) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	c_nobody constant uuid := '00000000-0000-0000-0000-000000000000';
	c_tables constant text[] := array['municipalities', 'clusters', 'roles', 'cluster_members', 'devices', 'requests', 'profiles', 'profile_contacts', 'articles',
		'buildings', 'notification_settings', 'test_alarms'];
	c_keys constant text[] := array['municipality_id', 'cluster_id', 'role_id', 'cluster_member_id', 'device_id', 'request_id', 'profile_id', 'profile_id', 'article_id',
		'building_id', 'profile_id', 'test_alarm_id'];
	-- How much of the page one row takes: a request comes with its parts, an article with its text.
	c_weights constant integer[] := array[1, 1, 1, 1, 1, 5, 1, 1, 20, 1, 1, 1];
	v_room integer := 2000;
	v_limit integer;
	v_count integer;
	v_last uuid;
	v_found jsonb;
	v_ids uuid[];
	v_part text;
	v_rows jsonb := '{}';
	v_replaced jsonb := '[]';
	v_step integer := p_step;
	v_after uuid := p_after;
begin
	while v_step <= array_length(c_tables, 1) loop
		v_limit := greatest(1, v_room / c_weights[v_step]);
		execute format(
			'with kept as materialized (select * from public.%1$I t where %3$s and t.%2$I > $1)
			select %4$s, array_agg(t.%2$I order by t.%2$I)
			from (select * from kept t order by t.%2$I limit $2) t',
			c_tables[v_step], c_keys[v_step], private.kept_on_devices(c_tables[v_step]),
			private.rows_for_devices(c_tables[v_step], p_in_columns, format('t.%I', c_keys[v_step])))
		into v_found, v_ids using coalesce(v_after, c_nobody), v_limit, p_kept_since;
		v_count := coalesce(cardinality(v_ids), 0);
		v_last := v_ids[v_count];
		if v_count < v_limit then v_last := null; end if;
		v_rows := v_rows || jsonb_build_object(c_tables[v_step], v_found);
		v_replaced := v_replaced || jsonb_build_array(jsonb_build_array(c_tables[v_step], v_after, v_last));
		if c_tables[v_step] = 'requests' then
			foreach v_part in array array['request_details', 'request_events', 'request_people', 'attachments'] loop
				-- By request, so that what repeats stands together.
				execute format('select %2$s from public.%1$I t where t.request_id = any ($1)',
					v_part, private.rows_for_devices(v_part, p_in_columns, 't.request_id'))
				into v_found using v_ids;
				v_rows := v_rows || jsonb_build_object(v_part, v_found);
				v_replaced := v_replaced || jsonb_build_array(jsonb_build_array(v_part, v_after, v_last));
			end loop;
		end if;
		v_after := v_last;
		-- The page is full: a second stretch of the same table would take the place of the first one in "rows".
		exit when v_last is not null;
		v_room := v_room - v_count * c_weights[v_step];
		v_step := v_step + 1;
	end loop;
	return jsonb_build_object('rows', v_rows, 'gone', '[]'::jsonb, 'replaced', v_replaced,
		'more', v_step <= array_length(c_tables, 1), 'step', v_step, 'after', v_after);
end;
$$;

-- One page of what changed: up to 1 000 ids, each either as its row or, when the person may not see or need not keep it, as gone.
create or replace function private.pull_page_of_changes(p_since xid8, p_step integer, p_after uuid, p_kept_since timestamptz, p_in_columns boolean) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	c_nobody constant uuid := '00000000-0000-0000-0000-000000000000';
	c_limit constant integer := 1000;
	c_tables constant text[] := array['municipalities', 'clusters', 'roles', 'cluster_members', 'devices', 'requests', 'request_details', 'request_events',
		'attachments', 'profiles', 'profile_contacts', 'articles', 'buildings', 'request_people', 'notification_settings', 'test_alarms'];
	c_keys constant text[] := array['municipality_id', 'cluster_id', 'role_id', 'cluster_member_id', 'device_id', 'request_id', 'request_id', 'request_event_id',
		'attachment_id', 'profile_id', 'profile_id', 'article_id', 'building_id', 'request_person_id', 'profile_id', 'test_alarm_id'];
	v_changed record;
	v_count integer := 0;
	v_found jsonb;
	v_ids uuid[];
	v_rows jsonb := '{}';
	v_gone jsonb := '[]';
	v_step integer := p_step;
	v_after uuid := p_after;
begin
	for v_changed in
		select c.step, array_agg(c.row_id order by c.row_id) as ids
		from private.changed_ids(p_since, p_step, coalesce(p_after, c_nobody), c_limit) c group by c.step order by c.step
	loop
		execute format(
			'select %4$s, coalesce(array_agg(t.%2$I), ''{}'') from public.%1$I t where t.%2$I = any ($1) and %3$s and $2 is not null',
			c_tables[v_changed.step], c_keys[v_changed.step], private.kept_on_devices(c_tables[v_changed.step]),
			private.rows_for_devices(c_tables[v_changed.step], p_in_columns, format('t.%I', c_keys[v_changed.step])))
		into v_found, v_ids using v_changed.ids, c_limit, p_kept_since;
		v_rows := v_rows || jsonb_build_object(c_tables[v_changed.step], v_found);
		select v_gone || coalesce(jsonb_agg(jsonb_build_array(c_tables[v_changed.step], i.id)), '[]') into v_gone
		from unnest(v_changed.ids) i(id)
		where i.id not in (select unnest(v_ids));
		v_count := v_count + array_length(v_changed.ids, 1);
		v_step := v_changed.step;
		v_after := v_changed.ids[array_length(v_changed.ids, 1)];
	end loop;
	return jsonb_build_object('rows', v_rows, 'gone', v_gone, 'replaced', '[]'::jsonb, 'more', v_count = c_limit, 'step', v_step, 'after', v_after);
end;
$$;

create or replace function private.pull_page(p_cursor text, p_in_columns boolean) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	v_part text[] := regexp_match(p_cursor,
		'^2/([0-9a-f-]{36})/([0-9]{1,9})/([0-9]{1,11})/(all|[0-9]{1,19})/([0-9]{0,19})/([1-9]|1[0-6])/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$');
	v_now pg_snapshot := pg_catalog.pg_current_snapshot();
	v_epoch text := private.sync_epoch();
	v_scope integer := private.my_scope_version();
	v_kept_since timestamptz := now() - interval '90 days';
	v_since text := 'all';
	v_next text := pg_catalog.pg_snapshot_xmin(v_now)::text;
	v_issued bigint := extract(epoch from now())::bigint;
	v_step integer := 1;
	v_after uuid;
	v_page jsonb;
begin
	if v_part[1] = v_epoch and v_part[2]::integer = v_scope
		-- Everything has fewer steps than a delta, its parts of a case come with the case.
		and (v_part[4] <> 'all' or v_part[6]::integer <= 12)
		-- Older than the stones of what was deleted, or by a clock that was wrong: changes since then are no longer all known.
		and to_timestamp(v_part[3]::bigint) between now() - interval '180 days' and now() + interval '1 day'
		-- From the future: given by a database that has since been set back.
		and coalesce(nullif(v_part[5], ''), replace(v_part[4], 'all', '0'))::xid8 <= pg_catalog.pg_snapshot_xmax(v_now)
	then
		v_since := v_part[4];
		if v_part[5] <> '' then
			v_next := v_part[5];
			v_issued := v_part[3]::bigint;
			v_step := v_part[6]::integer;
			v_after := v_part[7]::uuid;
		end if;
	end if;
	if v_since = 'all' then
		v_page := private.pull_page_of_all(v_step, v_after, v_kept_since, p_in_columns);
	else
		v_page := private.pull_page_of_changes(v_since::xid8, v_step, v_after, v_kept_since, p_in_columns);
	end if;
	return jsonb_build_object(
		'cursor', concat_ws('/', '2', v_epoch, v_scope, v_issued,
			case when (v_page ->> 'more')::boolean then concat_ws('/', v_since, v_next, v_page ->> 'step', coalesce(v_page ->> 'after', ''))
				else concat_ws('/', v_next, '', '1', '') end),
		'more', v_page -> 'more',
		'scope_version', v_scope,
		'kept_since', v_kept_since,
		-- A list of rows for every table, also where there are none; columns of none are left out.
		'rows', case when p_in_columns then '{}'::jsonb else jsonb_build_object(
			'municipalities', '[]'::jsonb, 'profiles', '[]'::jsonb, 'profile_contacts', '[]'::jsonb, 'roles', '[]'::jsonb, 'clusters', '[]'::jsonb,
			'cluster_members', '[]'::jsonb, 'requests', '[]'::jsonb, 'request_details', '[]'::jsonb, 'request_events', '[]'::jsonb,
			'attachments', '[]'::jsonb, 'devices', '[]'::jsonb, 'articles', '[]'::jsonb, 'buildings', '[]'::jsonb,
			'request_people', '[]'::jsonb, 'notification_settings', '[]'::jsonb, 'test_alarms', '[]'::jsonb) end || (v_page -> 'rows'),
		'gone', v_page -> 'gone',
		'replaced', v_page -> 'replaced'
	);
end;
$$;

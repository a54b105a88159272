-- Why: two thirds of a first pull were ids, times and names of columns, repeated row by row; gzip looks back 32 KB, which is fifteen cases. And a
-- row was made of all its columns, minus one, where a device needs some.
-- Touches: pull_columns (new) and pull_changes (same answers) stand on private.pull_page; private.device_columns says what travels;
-- private.kept_on_devices, pull_page_of_all and pull_page_of_changes; ids of new events.
-- Safe: an app of before goes on asking pull_changes.

-- An event is named after its request: on the way to a device the id of one is then half a repetition of the other. 48 random bits are left for
-- the handful of events that one request has.
create function private.event_id(p_request_id uuid) returns uuid
language sql volatile set search_path = '' as $$
	select (left(p_request_id::text, 24) || right(gen_random_uuid()::text, 12))::uuid;
$$;
revoke all on function private.event_id(uuid) from public;

create or replace function private.add_event(p_request_id uuid, p_kind text, p_actor_id uuid, p_facts jsonb) returns void
language sql set search_path = '' as $$
	insert into public.request_events (request_event_id, request_id, kind, actor_id, facts)
	values (private.event_id(p_request_id), p_request_id, p_kind, p_actor_id, p_facts);
$$;

-- The columns a device gets of each of its tables. What is not listed does not travel.
create function private.device_columns(p_table text) returns text[]
language sql immutable set search_path = '' as $$
	select case p_table
		when 'municipalities' then array['municipality_id', 'slug', 'name', 'left_at']
		when 'profiles' then array['profile_id', 'display_name', 'municipality_id', 'status', 'language']
		when 'profile_contacts' then array['profile_id', 'phone', 'email']
		when 'roles' then array['role_id', 'profile_id', 'role']
		when 'clusters' then array['cluster_id', 'slug', 'name', 'description', 'position']
		when 'cluster_members' then array['cluster_member_id', 'cluster_id', 'profile_id', 'role', 'paused_until', 'joined_at']
		when 'requests' then array['request_id', 'number', 'title', 'kind', 'priority', 'status', 'cluster_id', 'municipality_id', 'accepted_by',
			'accepted_at', 'alert_round', 'created_at']
		when 'request_details' then array['request_id', 'requester_id', 'body', 'place', 'callback']
		when 'request_events' then array['request_event_id', 'request_id', 'kind', 'actor_id', 'facts', 'happened_at']
		when 'attachments' then array['attachment_id', 'request_id', 'uploader_id', 'name', 'content_type', 'bytes', 'created_at']
		when 'articles' then array['article_id', 'cluster_id', 'author_id', 'title', 'summary', 'body', 'status', 'updated_at', 'published_at']
		when 'devices' then array['device_id', 'profile_id', 'label', 'platform', 'registered_at', 'last_seen_at', 'removed_at']
	end;
$$;
revoke all on function private.device_columns(text) from public;
grant execute on function private.device_columns(text) to authenticated;

-- The aggregate over "t" that makes one jsonb of what a device gets of p_table: a list of rows, or a list per column, all in the same order.
create function private.rows_for_devices(p_table text, p_in_columns boolean, p_order_by text) returns text
language sql immutable set search_path = '' as $$
	select case
		when p_in_columns then 'jsonb_build_object('
			|| string_agg(format('%1$L, coalesce(jsonb_agg(t.%1$I order by %2$s), ''[]'')', c.name, p_order_by), ', ' order by c.place) || ')'
		else 'coalesce(jsonb_agg(jsonb_build_object('
			|| string_agg(format('%1$L, t.%1$I', c.name), ', ' order by c.place) || ') order by ' || p_order_by || '), ''[]'')'
	end
	from unnest(private.device_columns(p_table)) with ordinality c (name, place);
$$;
revoke all on function private.rows_for_devices(text, boolean, text) from public;
grant execute on function private.rows_for_devices(text, boolean, text) to authenticated;

-- What of the rows a person may read a device keeps, as a condition on "t" with $3 = the oldest day kept. A device keeps what is live and the
-- last 90 days, a case as a whole or not at all; articles of one's clusters and one's own.
create or replace function private.kept_on_devices(p_table text) returns text
language sql immutable set search_path = '' as $$
	select case
		when p_table = 'requests' then $q$(t.status not in ('resolved', 'cancelled') or t.created_at >= $3)$q$
		when p_table in ('request_details', 'attachments') then '(t.scope_time >= $3)'
		when p_table = 'request_events' then $q$exists (
			select 1 from public.requests r
			where r.request_id = t.request_id and (r.status not in ('resolved', 'cancelled') or r.created_at >= $3))$q$
		when p_table = 'articles' then $q$(t.cluster_id = any (array(select private.my_cluster_ids())) or t.author_id = (select auth.uid()))$q$
		else '($3 is not null)'
	end;
$$;

drop function private.pull_page_of_all(integer, uuid, timestamptz), private.pull_page_of_changes(xid8, integer, uuid, timestamptz);
-- One page of everything: up to some 2 000 rows, table after table, each in the order of its keys. `replaced` says which stretch of which table
-- the page is all of: [table, after, up_to], open where null. Stretches of the parts of a case go by request_id.
create function private.pull_page_of_all(p_step integer, p_after uuid, p_kept_since timestamptz, p_in_columns boolean) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	c_nobody constant uuid := '00000000-0000-0000-0000-000000000000';
	c_tables constant text[] := array['municipalities', 'clusters', 'roles', 'cluster_members', 'devices', 'requests', 'profiles', 'profile_contacts', 'articles'];
	c_keys constant text[] := array['municipality_id', 'cluster_id', 'role_id', 'cluster_member_id', 'device_id', 'request_id', 'profile_id', 'profile_id', 'article_id'];
	-- How much of the page one row takes: a request comes with its parts, an article with its text.
	c_weights constant integer[] := array[1, 1, 1, 1, 1, 5, 1, 1, 20];
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
			foreach v_part in array array['request_details', 'request_events', 'attachments'] loop
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
create function private.pull_page_of_changes(p_since xid8, p_step integer, p_after uuid, p_kept_since timestamptz, p_in_columns boolean) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	c_nobody constant uuid := '00000000-0000-0000-0000-000000000000';
	c_limit constant integer := 1000;
	c_tables constant text[] := array['municipalities', 'clusters', 'roles', 'cluster_members', 'devices', 'requests', 'request_details', 'request_events',
		'attachments', 'profiles', 'profile_contacts', 'articles'];
	c_keys constant text[] := array['municipality_id', 'cluster_id', 'role_id', 'cluster_member_id', 'device_id', 'request_id', 'request_id', 'request_event_id',
		'attachment_id', 'profile_id', 'profile_id', 'article_id'];
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
-- Answers { cursor, more, scope_version, kept_since, rows: { table: [row, …] }, gone: [[table, id], …], replaced: [[table, after, up_to], …] }.
-- Without a cursor, or with one that is worth nothing here: everything the person may see and a device keeps. `more`: ask again at once.
--
-- A cursor is 2/<epoch>/<scope version>/<issued at, seconds>/<since>/<next>/<step>/<after>. since = all, or the transaction from which on changes
-- are wanted. Pages of one pull carry `next`, the oldest transaction still running when its FIRST page was read: what commits late or
-- changes between two pages has a stamp at or above it and comes with the pull that follows. So rows may come twice, never be missed. The time
-- of issue is the first page's too.
create function private.pull_page(p_cursor text, p_in_columns boolean) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	v_part text[] := regexp_match(p_cursor,
		'^2/([0-9a-f-]{36})/([0-9]{1,9})/([0-9]{1,11})/(all|[0-9]{1,19})/([0-9]{0,19})/([1-9]|1[0-2])/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$');
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
		and (v_part[4] <> 'all' or v_part[6]::integer <= 9)
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
			'attachments', '[]'::jsonb, 'devices', '[]'::jsonb, 'articles', '[]'::jsonb) end || (v_page -> 'rows'),
		'gone', v_page -> 'gone',
		'replaced', v_page -> 'replaced'
	);
end;
$$;
revoke all on function private.pull_page_of_all(integer, uuid, timestamptz, boolean),
	private.pull_page_of_changes(xid8, integer, uuid, timestamptz, boolean), private.pull_page(text, boolean) from public;
grant execute on function private.pull_page_of_all(integer, uuid, timestamptz, boolean),
	private.pull_page_of_changes(xid8, integer, uuid, timestamptz, boolean), private.pull_page(text, boolean) to authenticated;

create or replace function public.pull_changes(cursor text default null) returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.pull_page(cursor, false);
$$;

-- The same, but "rows" holds a list per column: { table: { column: [value, …], … } }. Cursors of both are the same.
create function public.pull_columns(cursor text default null) returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.pull_page(cursor, true);
$$;
revoke all on function public.pull_columns(text) from public, anon;
grant execute on function public.pull_columns(text) to authenticated;

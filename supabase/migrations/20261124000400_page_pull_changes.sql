-- Why: a phone in a dead zone takes what it gets: pull_changes answers in pages that each stand for themselves, and the cursor says itself when
-- it is worth nothing any more (restored database, other scope, older than the tombstones), so that nobody ever misses a row.
-- Touches: pull_changes and changed_ids (replaced), private.sync_epoch, raise_sync_epoch, forget_old; index on requests(created_at); a deleted
-- request stamps the number of who had it.
-- Safe: an app of before gets everything page by page as a delta of its first answer; it sends back what it was given as the cursor.
create index requests_created_at on public.requests (created_at);

-- Which history this database tells. Definer: settings are nobody's to read.
create function private.sync_epoch() returns text
language sql stable security definer set search_path = '' as $$
	-- auth.uid() is asked so that this is a fact for a caller, never for nobody.
	select s.value from private.settings s where s.key = 'sync_epoch' and (select auth.uid()) is not null;
$$;
revoke all on function private.sync_epoch() from public;
grant execute on function private.sync_epoch() to authenticated;

-- After every restore and every move: cursors given before speak about another history. Rows that carry transaction ids of another database
-- are stamped anew, or they would come with every delta until this one has counted up to them. Not granted: for whoever runs the machine.
create function private.raise_sync_epoch() returns text
language plpgsql set search_path = '' as $$
declare
	v_table text;
	v_epoch text;
begin
	foreach v_table in array array['municipalities', 'profiles', 'profile_contacts', 'roles', 'clusters', 'cluster_members',
		'requests', 'request_details', 'request_events', 'attachments', 'devices', 'articles'] loop
		-- The trigger of each table sets the stamp.
		execute format('update public.%I set rev = rev where rev > pg_catalog.pg_current_xact_id()', v_table);
	end loop;
	update private.tombstones set rev = pg_catalog.pg_current_xact_id() where rev > pg_catalog.pg_current_xact_id();
	update private.settings set value = gen_random_uuid()::text where key = 'sync_epoch' returning value into strict v_epoch;
	return v_epoch;
end;
$$;
revoke all on function private.raise_sync_epoch() from public;

-- Stones and verdicts whose time is over. Cursors are refused after 180 days, commands are not sent after 60: both before what they need goes.
create function private.forget_old() returns void
language sql set search_path = '' as $$
	delete from private.tombstones where deleted_at < now() - interval '187 days';
	delete from private.commands where created_at < now() - interval '90 days';
$$;
revoke all on function private.forget_old() from public;

-- With a request goes the requester's right to call who had it: a delta takes the number only if it is stamped. Definer: whoever may delete a
-- request need not be able to write contacts.
create function private.restamp_helper() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	update public.profile_contacts set rev = rev where profile_id = old.accepted_by;
	return null;
end;
$$;
revoke all on function private.restamp_helper() from public;
create trigger requests_restamp_helper after delete on public.requests for each row
	when (old.accepted_by is not null)
	execute function private.restamp_helper();

drop function private.changed_ids(xid8);
-- The tables of a device, numbered in the order in which deltas walk them. Definer: must also see rows the caller lost sight of. It gives ids
-- only; the caller keeps those it cannot read as "gone". What is about oneself always comes. Devices change hands under new ids, so other
-- people's are nobody's business; memberships of others were never seen by those who only ask for help; and whoever is not active learns
-- nothing about the network, not even how much happens in it (their scope rose: they pull everything anew).
-- enable_seqscan: the planner cannot know that a cursor lies near the end of every table and would read the large ones whole.
create function private.changed_ids(p_since xid8, p_step integer, p_after uuid, p_limit integer) returns table (step integer, row_id uuid)
language sql stable security definer set search_path = '' set enable_seqscan = off as $$
	select c.step, c.row_id
	from (
		select 5 as step, device_id as row_id from public.devices where rev >= p_since and profile_id = (select auth.uid())
		union all select 4, cluster_member_id from public.cluster_members where rev >= p_since and profile_id = (select auth.uid())
		union all select 10, profile_id from public.profiles where rev >= p_since and profile_id = (select auth.uid())
		union all select 11, profile_id from public.profile_contacts where rev >= p_since and profile_id = (select auth.uid())
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
			union all
			select pg_catalog.array_position(array['municipalities', 'clusters', 'roles', 'cluster_members', 'devices', 'requests', 'request_details',
				'request_events', 'attachments', 'profiles', 'profile_contacts', 'articles'], t.table_name), t.row_id
			from private.tombstones t where t.rev >= p_since
		) n
		where (select private.is_active())
			and (n.step <> 4 or (select private.is_specialist()) or (select private.is_coordinator()))
	) c
	where (c.step, c.row_id) > (p_step, p_after)
	-- A row that was deleted and made again under the same id is one change.
	group by c.step, c.row_id
	order by c.step, c.row_id
	limit p_limit;
$$;
revoke all on function private.changed_ids(xid8, integer, uuid, integer) from public;
grant execute on function private.changed_ids(xid8, integer, uuid, integer) to authenticated;

-- What of the rows a person may read a device keeps, as a condition on "t" with $3 = the oldest day kept. A device keeps what is live and the
-- last 90 days, a case as a whole or not at all; articles of one's clusters and one's own.
create function private.kept_on_devices(p_table text) returns text
language sql immutable set search_path = '' as $$
	select case
		when p_table = 'requests' then $q$(t.status not in ('resolved', 'cancelled') or t.created_at >= $3)$q$
		when p_table in ('request_details', 'request_events', 'attachments') then $q$exists (
			select 1 from public.requests r
			where r.request_id = t.request_id and (r.status not in ('resolved', 'cancelled') or r.created_at >= $3))$q$
		when p_table = 'articles' then $q$(t.cluster_id = any (array(select private.my_cluster_ids())) or t.author_id = (select auth.uid()))$q$
		else '($3 is not null)'
	end;
$$;
revoke all on function private.kept_on_devices(text) from public;
grant execute on function private.kept_on_devices(text) to authenticated;

-- One page of everything: up to some 2 000 rows, table after table, each in the order of its keys. `replaced` says which stretch of which table
-- the page is all of: [table, after, up_to], open where null. Stretches of the parts of a case go by request_id.
create function private.pull_page_of_all(p_step integer, p_after uuid, p_kept_since timestamptz) returns jsonb
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
			select coalesce(jsonb_agg(to_jsonb(p) - ''rev'' order by p.%2$I), ''[]''), count(*), (array_agg(p.%2$I order by p.%2$I desc))[1]
			from (select * from kept t order by t.%2$I limit $2) p',
			c_tables[v_step], c_keys[v_step], private.kept_on_devices(c_tables[v_step]))
		into v_found, v_count, v_last using coalesce(v_after, c_nobody), v_limit, p_kept_since;
		if v_count < v_limit then v_last := null; end if;
		v_rows := v_rows || jsonb_build_object(c_tables[v_step], v_found);
		v_replaced := v_replaced || jsonb_build_array(jsonb_build_array(c_tables[v_step], v_after, v_last));
		if c_tables[v_step] = 'requests' then
			select coalesce(array_agg((r ->> 'request_id')::uuid), '{}') into v_ids from jsonb_array_elements(v_found) r;
			foreach v_part in array array['request_details', 'request_events', 'attachments'] loop
				execute format('select coalesce(jsonb_agg(to_jsonb(t) - ''rev''), ''[]'') from public.%I t where t.request_id = any ($1)', v_part)
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
create function private.pull_page_of_changes(p_since xid8, p_step integer, p_after uuid, p_kept_since timestamptz) returns jsonb
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
			'select coalesce(jsonb_agg(to_jsonb(t) - ''rev''), ''[]'') from public.%1$I t where t.%2$I = any ($1) and %3$s and $2 is not null',
			c_tables[v_changed.step], c_keys[v_changed.step], private.kept_on_devices(c_tables[v_changed.step]))
		into v_found using v_changed.ids, c_limit, p_kept_since;
		v_rows := v_rows || jsonb_build_object(c_tables[v_changed.step], v_found);
		select v_gone || coalesce(jsonb_agg(jsonb_build_array(c_tables[v_changed.step], i.id)), '[]') into v_gone
		from unnest(v_changed.ids) i(id)
		where i.id not in (select (f ->> c_keys[v_changed.step])::uuid from jsonb_array_elements(v_found) f);
		v_count := v_count + array_length(v_changed.ids, 1);
		v_step := v_changed.step;
		v_after := v_changed.ids[array_length(v_changed.ids, 1)];
	end loop;
	return jsonb_build_object('rows', v_rows, 'gone', v_gone, 'replaced', '[]'::jsonb, 'more', v_count = c_limit, 'step', v_step, 'after', v_after);
end;
$$;
revoke all on function private.pull_page_of_all(integer, uuid, timestamptz), private.pull_page_of_changes(xid8, integer, uuid, timestamptz) from public;
grant execute on function private.pull_page_of_all(integer, uuid, timestamptz), private.pull_page_of_changes(xid8, integer, uuid, timestamptz) to authenticated;

-- Answers { cursor, more, scope_version, kept_since, rows: { table: [row, …] }, gone: [[table, id], …], replaced: [[table, after, up_to], …] }.
-- Without a cursor, or with one that is worth nothing here: everything the person may see and a device keeps. `more`: ask again at once.
--
-- A cursor is 2/<epoch>/<scope version>/<issued at, seconds>/<since>/<next>/<step>/<after>. since = all, or the transaction from which on changes
-- are wanted. Pages of one pull carry `next`, the oldest transaction still running when its FIRST page was read: what commits late or
-- changes between two pages has a stamp at or above it and comes with the pull that follows. So rows may come twice, never be missed. The time
-- of issue is the first page's too.
create or replace function public.pull_changes(cursor text default null) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
	v_part text[] := regexp_match(cursor,
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
		v_page := private.pull_page_of_all(v_step, v_after, v_kept_since);
	else
		v_page := private.pull_page_of_changes(v_since::xid8, v_step, v_after, v_kept_since);
	end if;
	return jsonb_build_object(
		'cursor', concat_ws('/', '2', v_epoch, v_scope, v_issued,
			case when (v_page ->> 'more')::boolean then concat_ws('/', v_since, v_next, v_page ->> 'step', coalesce(v_page ->> 'after', ''))
				else concat_ws('/', v_next, '', '1', '') end),
		'more', v_page -> 'more',
		'scope_version', v_scope,
		'kept_since', v_kept_since,
		'rows', jsonb_build_object(
			'municipalities', '[]'::jsonb, 'profiles', '[]'::jsonb, 'profile_contacts', '[]'::jsonb, 'roles', '[]'::jsonb, 'clusters', '[]'::jsonb,
			'cluster_members', '[]'::jsonb, 'requests', '[]'::jsonb, 'request_details', '[]'::jsonb, 'request_events', '[]'::jsonb,
			'attachments', '[]'::jsonb, 'devices', '[]'::jsonb, 'articles', '[]'::jsonb) || (v_page -> 'rows'),
		'gone', v_page -> 'gone',
		'replaced', v_page -> 'replaced'
	);
end;
$$;

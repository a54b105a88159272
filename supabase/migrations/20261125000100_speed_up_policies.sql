-- Why: who may read what cost up to a millisecond per statement and some 10 µs per row; beside the rows themselves that was most of the time.
-- Touches: the functions policies ask (same names, same answers; my_cluster_scopes now also answers for coordination), the policies of requests,
-- request_details, request_events and profiles (same names, same rows).
-- Safe: nobody sees a row more or less; tests/database/policies.test.ts and visibility.ts say the same before and after.

-- plpgsql, all of them: PostgreSQL 17 plans a function in SQL that it cannot inline (a definer) anew in every statement, this one once per
-- connection. `rows` is what the planner takes them for: without it 1 000, and an index looks dear.
create or replace function private.is_active() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
	return exists (select 1 from public.profiles p where p.profile_id = (select auth.uid()) and p.status = 'active');
end;
$$;

create or replace function private.is_specialist() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
	return exists (
		select 1 from public.profiles p join public.roles r on r.profile_id = p.profile_id
		where p.profile_id = (select auth.uid()) and p.status = 'active' and r.role = 'specialist'
	);
end;
$$;

create or replace function private.is_coordinator() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
	return exists (
		select 1 from public.profiles p join public.roles r on r.profile_id = p.profile_id
		where p.profile_id = (select auth.uid()) and p.status = 'active' and r.role = 'coordinator'
	);
end;
$$;

create or replace function private.specialist_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 500 as $$
begin
	return query
	select p.profile_id from public.profiles p join public.roles r on r.profile_id = p.profile_id
	where p.status = 'active' and r.role in ('specialist', 'coordinator');
end;
$$;

create or replace function private.my_scope_version() returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
	return coalesce((select s.version from private.scopes s where s.profile_id = (select auth.uid())), 0);
end;
$$;

create or replace function private.my_cluster_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 5 as $$
begin
	return query
	select m.cluster_id from public.cluster_members m join public.profiles p on p.profile_id = m.profile_id
	where m.profile_id = (select auth.uid()) and p.status = 'active';
end;
$$;

create or replace function private.my_owned_cluster_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 5 as $$
begin
	return query
	select m.cluster_id from public.cluster_members m join public.profiles p on p.profile_id = m.profile_id
	where m.profile_id = (select auth.uid()) and m.role = 'owner' and p.status = 'active';
end;
$$;

-- In which clusters a person reads whole cases, and since when closed ones: a new member sees what is live and the 90 days before joining, not
-- the whole past; coordination sees all of it, everywhere.
create or replace function private.my_cluster_scopes() returns table (cluster_id uuid, since timestamptz)
language plpgsql stable security definer set search_path = '' rows 5 as $$
begin
	if private.is_coordinator() then
		return query select c.cluster_id, '-infinity'::timestamptz from public.clusters c;
	else
		return query
		select m.cluster_id, m.joined_at - interval '90 days'
		from public.cluster_members m join public.profiles p on p.profile_id = m.profile_id
		where m.profile_id = (select auth.uid()) and p.status = 'active';
	end if;
end;
$$;

create or replace function private.my_request_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 50 as $$
begin
	if not private.is_active() then return; end if;
	return query
	select d.request_id from public.request_details d where d.requester_id = (select auth.uid())
	union all
	select r.request_id from public.requests r where r.accepted_by = (select auth.uid());
end;
$$;

create or replace function private.my_helper_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 5 as $$
begin
	return query
	select r.accepted_by from public.request_details d join public.requests r on r.request_id = d.request_id
	where d.requester_id = (select auth.uid()) and (select private.is_active())
		and r.status in ('accepted', 'in_progress', 'waiting');
end;
$$;

drop policy "people read themselves and specialists, specialists everyone" on public.profiles;
create policy "people read themselves and specialists, specialists everyone" on public.profiles for select to authenticated
	using (
		profile_id = (select auth.uid())
		or (select private.is_specialist())
		or (select private.is_coordinator())
		or ((select private.is_active()) and profile_id in (select private.specialist_ids()))
	);

-- What is asked once for all rows comes first, the ids of one's own requests only where nothing else has said yes.
drop policy "its people, cluster, and specialists while open read requests" on public.requests;
create policy "its people, cluster, and specialists while open read requests" on public.requests for select to authenticated
	using (
		cluster_id = any (array(select private.my_cluster_ids()))
		or (status = 'open' and (select private.is_specialist()))
		or (select private.is_coordinator())
		or request_id in (select private.my_request_ids())
	);

-- A plain value, not "exists": that one the planner may answer from a table of all requests, made for every statement. The scopes are asked for
-- once; what is live lies after every "since", a cluster that is not in them answers null.
drop policy "its people and its cluster read details" on public.request_details;
create policy "its people and its cluster read details" on public.request_details for select to authenticated
	using (
		(
			select case when r.status in ('resolved', 'cancelled') then r.created_at else 'infinity' end
				>= ((select jsonb_object_agg(s.cluster_id, s.since) from private.my_cluster_scopes() s) ->> r.cluster_id::text)::timestamptz
			from public.requests r where r.request_id = request_details.request_id
		)
		or request_id in (select private.my_request_ids())
	);

drop policy "its people and its cluster read the history" on public.request_events;
create policy "its people and its cluster read the history" on public.request_events for select to authenticated
	using (
		(
			select case when r.status in ('resolved', 'cancelled') then r.created_at else 'infinity' end
				>= ((select jsonb_object_agg(s.cluster_id, s.since) from private.my_cluster_scopes() s) ->> r.cluster_id::text)::timestamptz
			from public.requests r where r.request_id = request_events.request_id
		)
		or request_id in (select private.my_request_ids())
	);

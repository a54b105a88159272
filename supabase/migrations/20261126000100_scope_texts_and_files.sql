-- Why: whoever reads texts or files of cases had each row look up its request; that look-up alone cost two fifths of the reading.
-- Touches: request_details and attachments (two columns each, kept by triggers); restamp_case; the policies of these two and of
-- request_events (same names, same rows).
-- Safe: existing rows are filled in; nobody sees a row more or less (tests/database/policies.test.ts, visibility.ts say the same before and
-- after). Stories go on looking up: they are written by who must not wait for a request's lock, and what is copied without one may be stale.

-- In whose scope a part of a case lies: its request's cluster, and the time that the "since" of a member must not be after.
alter table public.request_details add column scope_cluster_id uuid, add column scope_time timestamptz;
alter table public.attachments add column scope_cluster_id uuid, add column scope_time timestamptz;
comment on column public.request_details.scope_cluster_id is 'Of the request, kept here so that policies need not look it up. Triggers set it.';
comment on column public.request_details.scope_time is 'Infinity while the request is live, else when it was made. Triggers set it.';
comment on column public.attachments.scope_cluster_id is 'As in request_details.';
comment on column public.attachments.scope_time is 'As in request_details.';

create function private.scope_time(p_status text, p_created_at timestamptz) returns timestamptz
language sql immutable set search_path = '' as $$
	select case when p_status in ('resolved', 'cancelled') then p_created_at else 'infinity' end;
$$;
revoke all on function private.scope_time(text, timestamptz) from public;

update public.request_details t set scope_cluster_id = r.cluster_id, scope_time = private.scope_time(r.status, r.created_at)
from public.requests r where r.request_id = t.request_id;
update public.attachments t set scope_cluster_id = r.cluster_id, scope_time = private.scope_time(r.status, r.created_at)
from public.requests r where r.request_id = t.request_id;
alter table public.request_details alter column scope_cluster_id set not null, alter column scope_time set not null;
alter table public.attachments alter column scope_cluster_id set not null, alter column scope_time set not null;
create index request_details_scope on public.request_details (scope_cluster_id, scope_time);
create index attachments_scope on public.attachments (scope_cluster_id, scope_time);

-- Whatever an insert says, a part lies where its request lies. Definer: whoever may add a part need not be able to read the request. True under
-- concurrency because a text is inserted with its request, and a file under the request's lock (attach_file).
create function private.scope_part() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	select r.cluster_id, private.scope_time(r.status, r.created_at) into new.scope_cluster_id, new.scope_time
	from public.requests r where r.request_id = new.request_id;
	return new;
end;
$$;
revoke all on function private.scope_part() from public;
create trigger request_details_scope_part before insert on public.request_details for each row execute function private.scope_part();
create trigger attachments_scope_part before insert on public.attachments for each row execute function private.scope_part();

-- As before, and the scope moves with the request.
create or replace function private.restamp_case() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
	v_time timestamptz := private.scope_time(new.status, new.created_at);
begin
	update public.request_details set scope_cluster_id = new.cluster_id, scope_time = v_time where request_id = new.request_id;
	update public.attachments set scope_cluster_id = new.cluster_id, scope_time = v_time where request_id = new.request_id;
	update public.request_events set rev = rev where request_id = new.request_id;
	update public.profile_contacts set rev = rev where profile_id in (old.accepted_by, new.accepted_by);
	return null;
end;
$$;
-- When it was made decides with the rest.
drop trigger requests_restamp_case on public.requests;
create trigger requests_restamp_case after update on public.requests for each row
	when (old.status is distinct from new.status or old.accepted_by is distinct from new.accepted_by
		or old.cluster_id is distinct from new.cluster_id or old.created_at is distinct from new.created_at)
	execute function private.restamp_case();

-- The two lists are made once per statement and in one order; what is live lies after every "since", a cluster that is not in them answers null.
drop policy "its people and its cluster read details" on public.request_details;
create policy "its people and its cluster read details" on public.request_details for select to authenticated
	using (
		scope_time >= (array(select s.since from private.my_cluster_scopes() s order by s.cluster_id))[
			array_position(array(select s.cluster_id from private.my_cluster_scopes() s order by s.cluster_id), scope_cluster_id)]
		or request_id in (select private.my_request_ids())
	);
drop policy "whoever reads the details of a case reads its files" on public.attachments;
create policy "whoever reads the details of a case reads its files" on public.attachments for select to authenticated
	using (
		scope_time >= (array(select s.since from private.my_cluster_scopes() s order by s.cluster_id))[
			array_position(array(select s.cluster_id from private.my_cluster_scopes() s order by s.cluster_id), scope_cluster_id)]
		or request_id in (select private.my_request_ids())
	);

-- Whoever reads the text of a case reads its story: looked up by key, under the policy above. A plain value, not "exists": that one the planner
-- may answer from a table of all texts, made for every statement.
drop policy "its people and its cluster read the history" on public.request_events;
create policy "its people and its cluster read the history" on public.request_events for select to authenticated
	using ((select true from public.request_details d where d.request_id = request_events.request_id));

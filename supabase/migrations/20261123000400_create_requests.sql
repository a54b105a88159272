-- Why: the request and its history. What every specialist may see stands apart from what only the case's people may see.
-- Touches: requests, request_details, request_events; policy of profile_contacts (needs requests).
-- Safe: new tables only.
create table public.requests (
	request_id uuid primary key,
	number bigint generated always as identity (start with 1001) constraint requests_number_unique unique,
	title text not null,
	kind text not null,
	priority smallint not null,
	status text not null default 'open',
	cluster_id uuid not null references public.clusters,
	municipality_id uuid not null references public.municipalities,
	accepted_by uuid references public.profiles,
	accepted_at timestamptz,
	alert_round integer not null default 1,
	created_at timestamptz not null default now(),
	rev xid8 not null default pg_current_xact_id(),
	constraint requests_title_length check (char_length(title) between 1 and 200),
	constraint requests_kind_known check (kind in ('incident', 'question', 'task')),
	constraint requests_priority_range check (priority between 1 and 4),
	constraint requests_status_known check (status in ('open', 'accepted', 'in_progress', 'waiting', 'resolved', 'cancelled')),
	constraint requests_open_has_no_owner check (status <> 'open' or accepted_by is null),
	constraint requests_work_has_owner check (status not in ('accepted', 'in_progress', 'waiting') or accepted_by is not null)
);
comment on table public.requests is 'What every specialist of the network may see of an open request.';
comment on column public.requests.alert_round is 'Rises with release, hand-over and reopening; tickets of an older round are expired.';
create index requests_rev on public.requests (rev);
create index requests_cluster on public.requests (cluster_id, status);
create index requests_open on public.requests (created_at) where status = 'open';
create index requests_accepted_by on public.requests (accepted_by) where accepted_by is not null;
create index requests_municipality on public.requests (municipality_id);

create table public.request_details (
	request_id uuid primary key references public.requests on delete cascade,
	requester_id uuid not null references public.profiles,
	body text not null default '',
	place text not null default '',
	callback text not null default '',
	rev xid8 not null default pg_current_xact_id(),
	constraint request_details_body_length check (char_length(body) <= 10000),
	constraint request_details_place_length check (char_length(place) <= 200),
	constraint request_details_callback_length check (char_length(callback) <= 60)
);
comment on table public.request_details is 'Text, place, call-back and requester: for the people of the case only.';
create index request_details_requester on public.request_details (requester_id);
create index request_details_rev on public.request_details (rev);

create table public.request_events (
	request_event_id uuid primary key default gen_random_uuid(),
	request_id uuid not null references public.requests on delete cascade,
	kind text not null,
	actor_id uuid references public.profiles,
	facts jsonb not null default '{}',
	happened_at timestamptz not null default clock_timestamp(),
	rev xid8 not null default pg_current_xact_id(),
	constraint request_events_kind_known check (kind in ('created', 'alerted', 'accepted', 'released', 'later', 'declined'))
);
comment on table public.request_events is 'The story of a request. Insert-only for commands; only retention rewrites it.';
create index request_events_request on public.request_events (request_id, happened_at);
create index request_events_actor on public.request_events (actor_id);
create index request_events_rev on public.request_events (rev);

create trigger requests_stamp_rev before update on public.requests for each row execute function private.stamp_rev();
create trigger request_details_stamp_rev before update on public.request_details for each row execute function private.stamp_rev();
create trigger request_events_stamp_rev before update on public.request_events for each row execute function private.stamp_rev();
create trigger requests_leave_tombstone after delete on public.requests for each row execute function private.leave_tombstone('request_id');
create trigger request_details_leave_tombstone after delete on public.request_details for each row execute function private.leave_tombstone('request_id');
create trigger request_events_leave_tombstone after delete on public.request_events for each row execute function private.leave_tombstone('request_event_id');

-- Status, helper and cluster decide who sees the whole case and who may call whom. Without new stamps on its parts, a delta
-- would bring no call-back number to the requester and leave the case on the device of somebody who gave it up.
create function private.restamp_case() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	update public.request_details set rev = rev where request_id = new.request_id;
	update public.request_events set rev = rev where request_id = new.request_id;
	update public.profile_contacts set rev = rev where profile_id in (old.accepted_by, new.accepted_by);
	return null;
end;
$$;
revoke all on function private.restamp_case() from public;

create trigger requests_restamp_case after update on public.requests for each row
	when (old.status is distinct from new.status or old.accepted_by is distinct from new.accepted_by or old.cluster_id is distinct from new.cluster_id)
	execute function private.restamp_case();

-- Definer: the policies of requests and request_details would otherwise read each other in a circle.
create function private.my_request_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
	select d.request_id from public.request_details d
	where d.requester_id = (select auth.uid()) and (select private.is_active())
	union
	select r.request_id from public.requests r
	where r.accepted_by = (select auth.uid()) and (select private.is_active());
$$;

-- Whoever took one of my requests that is still live: I may call them back.
create function private.my_helper_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
	select r.accepted_by from public.request_details d join public.requests r on r.request_id = d.request_id
	where d.requester_id = (select auth.uid()) and (select private.is_active())
		and r.status in ('accepted', 'in_progress', 'waiting');
$$;
revoke all on function private.my_request_ids(), private.my_helper_ids() from public;
grant execute on function private.my_request_ids(), private.my_helper_ids() to authenticated;

alter table public.requests enable row level security;
alter table public.request_details enable row level security;
alter table public.request_events enable row level security;
grant select on public.requests, public.request_details, public.request_events to authenticated;
grant select, insert, update, delete on public.requests, public.request_details, public.request_events to service_role;

-- "in (select …)" is hashed once; "= any (array(…))" is searched per row, which years of one's own requests make slow.
create policy "its people, cluster, and specialists while open read requests" on public.requests for select to authenticated
	using (
		cluster_id = any (array(select private.my_cluster_ids()))
		or (status = 'open' and (select private.is_specialist()))
		or request_id in (select private.my_request_ids())
		or (select private.is_coordinator())
	);

create policy "its people and its cluster read details" on public.request_details for select to authenticated
	using (
		request_id in (select private.my_request_ids())
		or (select private.is_coordinator())
		or exists (
			select 1 from public.requests r join private.my_cluster_scopes() s on s.cluster_id = r.cluster_id
			where r.request_id = request_details.request_id
				and (r.status not in ('resolved', 'cancelled') or r.created_at >= s.since)
		)
	);

create policy "its people and its cluster read the history" on public.request_events for select to authenticated
	using (
		request_id in (select private.my_request_ids())
		or (select private.is_coordinator())
		or exists (
			select 1 from public.requests r join private.my_cluster_scopes() s on s.cluster_id = r.cluster_id
			where r.request_id = request_events.request_id
				and (r.status not in ('resolved', 'cancelled') or r.created_at >= s.since)
		)
	);

create policy "people read their own contact and helper, specialists all" on public.profile_contacts for select to authenticated
	using (
		profile_id = (select auth.uid())
		or (select private.is_specialist())
		or (select private.is_coordinator())
		or profile_id = any (array(select private.my_helper_ids()))
	);

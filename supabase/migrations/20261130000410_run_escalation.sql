-- Why: an alert round goes on by its steps until somebody accepts, and whoever asked sees what has become of it so far.
-- Touches: alerts (opened_at, written_at, course, not_reached), deliveries (to_coordination), request_details (reach), private.reach_due; mark_reach,
-- refresh_reach, shift_back_alerts; open_alert_round, reopen_alert_round, note_answer, arrive_with_ticket (same names).
-- Safe: rows that wait are first steps and are planned as such; a planner of before plans what is due by the rule of before and leaves no next look
-- behind, so that round stays with its first step; an older app leaves out what it does not know.
alter table private.alerts
	add column opened_at timestamptz not null default now(),
	add column written_at timestamptz not null default now(),
	add column course jsonb,
	add column not_reached jsonb;
comment on column private.alerts.opened_at is 'When the round began.';
comment on column private.alerts.written_at is 'When this look was planned: after the present only where a clock was set back.';
comment on column private.alerts.course is 'Of a look that is due: where the round stands (src/domain/alert-plan.ts). Names people who rest, so it goes with the look.';
comment on column private.alerts.not_reached is 'Numbers of people in this round so far: resting, without_device.';

alter table private.deliveries add column to_coordination boolean not null default false;
comment on column private.deliveries.to_coordination is 'Goes to somebody because they coordinate: they may pass the request on, not take it.';

alter table public.request_details add column reach jsonb;
comment on column public.request_details.reach is 'What has become of the alert of its round, in numbers: people it was handed on for, devices that confirmed, people who rest or have no device.';
drop trigger request_details_tell on public.request_details;
create trigger request_details_tell after insert or update of body, place, callback, requester_id, reach on public.request_details
	for each row execute function private.tell_of_case();

create table private.reach_due (
	reach_due_id bigint generated always as identity primary key,
	request_id uuid not null
);
comment on table private.reach_due is 'Requests whose reach has to be counted anew. A row per cause and no unique key: who marks must never wait for whoever else does.';
alter table private.reach_due enable row level security;

create function private.mark_reach(p_request_id uuid) returns void
language sql set search_path = '' as $$
	insert into private.reach_due (request_id) values (p_request_id);
	select pg_catalog.pg_notify('rufkreis_alerts', 'reach');
$$;

-- Counts anew what is marked, and answers how many requests that were.
create function private.refresh_reach() returns integer
language plpgsql set search_path = '' as $$
declare
	v_ids uuid[];
begin
	with picked as (
		select reach_due_id from private.reach_due order by reach_due_id limit 1000 for update skip locked
	), taken as (
		delete from private.reach_due m using picked where m.reach_due_id = picked.reach_due_id returning m.request_id
	)
	select array_agg(distinct request_id) into v_ids from taken;
	if v_ids is null then return 0; end if;
	-- First the rows, then the count: of two who count the same request the later one must also have counted later.
	perform 1 from public.request_details d where d.request_id = any (v_ids) order by d.request_id for no key update;
	update public.request_details d set reach = counted.reach
	from (
		select r.request_id, jsonb_build_object(
			'alert_round', r.alert_round,
			'people', count(*) filter (where s.is_sent),
			'devices', coalesce(sum(s.confirmed), 0),
			'waiting', count(*) filter (where s.is_waiting and not s.is_sent),
			'failed', count(*) filter (where s.has_failed),
			'resting', coalesce((last.not_reached ->> 'resting')::integer, 0),
			'without_device', coalesce((last.not_reached ->> 'without_device')::integer, 0)) as reach
		from public.requests r
		left join lateral (
			select o.profile_id, bool_or(o.sent_at is not null) as is_sent, bool_or(o.state in ('queued', 'sending')) as is_waiting,
				bool_and(o.sent_at is null and o.state in ('failed', 'gone', 'expired')) as has_failed,
				count(distinct o.device_id) filter (where o.arrived_at is not null) as confirmed
			from private.deliveries o
			where o.request_id = r.request_id and o.alert_round = r.alert_round and o.kind = 'alert'
			group by o.profile_id
		) s on true
		left join lateral (
			select a.not_reached from private.alerts a
			where a.request_id = r.request_id and a.alert_round = r.alert_round and a.not_reached is not null order by a.step desc limit 1
		) last on true
		where r.request_id = any (v_ids)
		group by r.request_id, last.not_reached
	) counted
	where d.request_id = counted.request_id and d.reach is distinct from counted.reach;
	return cardinality(v_ids);
end;
$$;

-- A clock that was set back must not hold alerts until it has caught up: what was written in the future is moved by as much as it lies ahead.
create function private.shift_back_alerts() returns void
language plpgsql set search_path = '' as $$
begin
	update private.alerts a set
		due_at = a.due_at - (a.written_at - now()),
		course = case when a.course is null then null
			else jsonb_set(a.course, '{regularAt}', to_jsonb((a.course ->> 'regularAt')::timestamptz - (a.written_at - now()))) end,
		opened_at = a.opened_at - (a.written_at - now()),
		written_at = now()
	where a.state = 'due' and a.written_at > now() + interval '1 minute';
	update private.deliveries d set due_at = least(d.due_at, now()) where d.state = 'queued' and d.created_at > now() + interval '1 minute';
	-- No lease lasts as long as that.
	update private.deliveries d set leased_until = now() where d.state = 'sending' and d.leased_until > now() + interval '1 hour';
end;
$$;
revoke all on function private.mark_reach(uuid), private.refresh_reach(), private.shift_back_alerts() from public;

-- As before. Whoever was told of it because they coordinate is told again as such.
create or replace function private.reopen_alert_round(p_request public.requests, p_profile_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
	-- No longer true, and not yet on its way.
	update private.deliveries set state = 'superseded' where request_id = p_request.request_id and kind = 'taken' and state = 'queued';
	-- The round goes on where it stood; a step that was due meanwhile is due now.
	update private.alerts set state = 'due', due_at = greatest(due_at, now()), released_by = p_profile_id
	where request_id = p_request.request_id and alert_round = p_request.alert_round and state = 'superseded' and planned_at is null;
	insert into private.deliveries (kind, request_id, alert_round, profile_id, device_id, priority, expires_at, quiet, to_coordination)
	select 'alert', p_request.request_id, p_request.alert_round, told.profile_id, told.device_id, p_request.priority, told.expires_at, told.has_rung,
		told.to_coordination
	from (
		select d.device_id, d.profile_id, max(d.expires_at) filter (where d.kind = 'alert') as expires_at,
			bool_or(d.kind = 'taken' and d.state in ('sending', 'sent', 'arrived')) as is_told,
			bool_or(d.kind = 'alert' and d.state not in ('queued', 'superseded', 'failed', 'gone')) as has_rung,
			bool_and(d.kind = 'taken' or (d.state = 'superseded' and d.attempts = 0)) as was_spared,
			bool_and(d.to_coordination) filter (where d.kind = 'alert') as to_coordination
		from private.deliveries d
		where d.request_id = p_request.request_id and d.alert_round = p_request.alert_round
		group by d.device_id, d.profile_id
	) told
	-- On their own other devices it says "taken by you"; where nothing rang yet they need not hear of it.
	where told.expires_at > now() and (told.is_told or (told.was_spared and told.profile_id <> p_profile_id));
	perform pg_catalog.pg_notify('rufkreis_alerts', '');
end;
$$;

create or replace function private.note_answer(p_request public.requests, p_profile_id uuid, p_kind text, p_facts jsonb) returns void
language plpgsql set search_path = '' as $$
begin
	perform private.add_event(p_request.request_id, p_kind, p_profile_id, p_facts || jsonb_build_object('alert_round', p_request.alert_round));
	if p_kind in ('later', 'declined') then
		update private.deliveries set state = p_kind
		where request_id = p_request.request_id and alert_round = p_request.alert_round and profile_id = p_profile_id and kind = 'alert'
			and state in ('sent', 'arrived', 'later', 'declined');
	end if;
	perform private.mark_reach(p_request.request_id);
end;
$$;

create or replace function private.arrive_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_delivery private.deliveries;
begin
	select d.* into v_delivery
	from private.deliveries d join public.profiles p on p.profile_id = d.profile_id and p.status = 'active'
	where d.delivery_id = p_delivery_id;
	-- The device before the delivery: in this order others lock them, too.
	perform 1 from public.devices v
	where v.device_id = v_delivery.device_id and v.profile_id = v_delivery.profile_id and v.removed_at is null for no key update;
	if not found then return jsonb_build_object('outcome', 'not_allowed'); end if;
	update private.deliveries set arrived_at = clock_timestamp(), state = case when state in ('sending', 'sent', 'queued') then 'arrived' else state end
	where (delivery_id = p_delivery_id or covered_by = p_delivery_id) and arrived_at is null;
	if v_delivery.kind = 'alert' and v_delivery.arrived_at is null then perform private.mark_reach(v_delivery.request_id); end if;
	-- Now that it is not missed any more.
	perform private.note_sign_of_life(v_delivery.device_id, v_delivery.profile_id);
	return jsonb_build_object('outcome', 'noted');
end;
$$;

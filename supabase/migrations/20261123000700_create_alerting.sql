-- Why: the queue between "somebody asked" and "a phone rang", written in the transaction of the command that causes it.
-- Touches: private.alerts, private.deliveries, the functions that open and retire a round.
-- Safe: new tables only.
create table private.alerts (
	alert_id uuid primary key default gen_random_uuid(),
	request_id uuid not null references public.requests on delete cascade,
	alert_round integer not null,
	step integer not null default 0,
	released_by uuid references public.profiles,
	due_at timestamptz not null default now(),
	state text not null default 'due',
	planned_at timestamptz,
	constraint alerts_once unique (request_id, alert_round, step),
	constraint alerts_state_known check (state in ('due', 'planned', 'superseded'))
);
comment on table private.alerts is 'One step of one alert round of a request. due = the planner has to decide who is reached.';
create index alerts_due on private.alerts (due_at) where state = 'due';
create index alerts_released_by on private.alerts (released_by);

create table private.deliveries (
	delivery_id uuid primary key default gen_random_uuid(),
	kind text not null,
	alert_id uuid references private.alerts on delete cascade,
	request_id uuid not null references public.requests on delete cascade,
	alert_round integer not null,
	profile_id uuid not null references public.profiles,
	device_id uuid not null references public.devices on delete cascade,
	payload_rev bigint generated always as identity,
	state text not null default 'queued',
	priority smallint not null,
	attempts integer not null default 0,
	due_at timestamptz not null default now(),
	leased_until timestamptz,
	leased_by text,
	expires_at timestamptz not null,
	sent_at timestamptz,
	arrived_at timestamptz,
	acted_at timestamptz,
	last_status integer,
	last_error text,
	created_at timestamptz not null default now(),
	constraint deliveries_kind_known check (kind in ('alert', 'taken')),
	constraint deliveries_state_known check (state in ('queued', 'sending', 'sent', 'arrived', 'accepted', 'later', 'declined', 'failed', 'gone', 'expired', 'superseded')),
	constraint deliveries_sending_is_leased check (state <> 'sending' or leased_until is not null)
);
comment on table private.deliveries is 'Queue and record: one message to one device. Device-level times never leave this schema and go after 14 days.';
comment on column private.deliveries.payload_rev is 'Rises over all messages of a request; a device never shows an older one over a newer one.';
-- Over all rows: the foreign key needs it too, and what is no alert has no alert_id, so it never collides.
create unique index deliveries_alert_once on private.deliveries (alert_id, device_id);
create index deliveries_queued on private.deliveries (priority, due_at) where state = 'queued';
create index deliveries_leased on private.deliveries (leased_until) where state = 'sending';
create index deliveries_request on private.deliveries (request_id);
create index deliveries_device on private.deliveries (device_id);
create index deliveries_profile on private.deliveries (profile_id);

alter table private.alerts enable row level security;
alter table private.deliveries enable row level security;

-- NOTIFY only wakes the worker early; what is lost on a reconnect its sweep finds in the tables.
create function private.open_alert_round(p_request_id uuid, p_alert_round integer, p_released_by uuid) returns void
language plpgsql set search_path = '' as $$
begin
	insert into private.alerts (request_id, alert_round, released_by) values (p_request_id, p_alert_round, p_released_by);
	perform pg_catalog.pg_notify('rufkreis_alerts', '');
end;
$$;

-- Called in the transaction that takes a request: nothing more is sent for it, and every device that may show the alert is told who has it.
-- The device that acted shows its own receipt. An iPhone that already showed the alert is left alone: there a replacement rings again.
create function private.retire_alert_round(p_request_id uuid, p_acting_device_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
	update private.alerts set state = 'superseded' where request_id = p_request_id and state = 'due';
	update private.deliveries set state = 'superseded' where request_id = p_request_id and kind = 'taken' and state = 'queued';
	-- First, and in a statement of its own: it waits for claims under way, so that the next one sees what they have begun to send. In the
	-- other order an alert claimed at this very moment would go out and never be followed by "taken".
	update private.deliveries set state = 'superseded'
	where request_id = p_request_id and kind = 'alert' and state = 'queued' and attempts = 0;
	insert into private.deliveries (kind, request_id, alert_round, profile_id, device_id, priority, expires_at)
	select 'taken', r.request_id, r.alert_round, shown.profile_id, shown.device_id, r.priority, now() + interval '12 hours'
	from (
		select d.device_id, d.profile_id, bool_or(d.arrived_at is not null) as arrived
		from private.deliveries d
		where d.request_id = p_request_id and d.kind = 'alert'
			-- Queued again after an attempt: its answer was lost, the message may have landed all the same.
			and (d.state in ('sending', 'sent', 'arrived', 'accepted', 'later', 'declined') or (d.state = 'queued' and d.attempts > 0))
		group by d.device_id, d.profile_id
	) shown
	join public.requests r on r.request_id = p_request_id
	join public.devices v on v.device_id = shown.device_id and v.profile_id = shown.profile_id and v.removed_at is null
	join private.push_endpoints e on e.device_id = shown.device_id
	where shown.device_id is distinct from p_acting_device_id
		and not (shown.arrived and e.host like '%.push.apple.com');
	update private.deliveries set state = 'superseded' where request_id = p_request_id and kind = 'alert' and state = 'queued';
	perform pg_catalog.pg_notify('rufkreis_alerts', '');
end;
$$;
revoke all on function private.open_alert_round(uuid, integer, uuid), private.retire_alert_round(uuid, uuid) from public;

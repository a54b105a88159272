-- Why: a person finds out whether an alert reaches a device of theirs, on the very way of a real one, before it counts. What became of each test is
-- kept for them alone; sent, arrived and confirmed are three things.
-- Touches: test_alarms, deliveries (kind test, column test_alarm_id), command start_test_alarm, private.confirm_with_ticket.
-- Safe: new names; a worker of before shows its words without a button. A server of before that still runs beside this schema cannot compose a test:
-- its claim fails and comes back by lease, so tests wait until it has gone.
create table public.test_alarms (
	test_alarm_id uuid primary key,
	profile_id uuid not null references public.profiles on delete cascade,
	device_id uuid not null references public.devices on delete cascade,
	cause text not null,
	week date,
	started_at timestamptz not null default now(),
	expires_at timestamptz not null,
	sent_at timestamptz,
	arrived_at timestamptz,
	confirmed_at timestamptz,
	outcome text not null default 'running',
	rev xid8 not null default pg_current_xact_id(),
	constraint test_alarms_cause_known check (cause in ('asked', 'weekly')),
	constraint test_alarms_outcome_known check (outcome in ('running', 'confirmed', 'arrived', 'failed', 'gone', 'expired')),
	constraint test_alarms_weekly_has_week check ((cause = 'weekly') = (week is not null)),
	constraint test_alarms_confirmed_at_a_time check ((outcome = 'confirmed') = (confirmed_at is not null))
);
comment on table public.test_alarms is 'Messages that test whether a device is reached; each belongs to one person alone. Kept 90 days.';
comment on column public.test_alarms.cause is 'asked: by the person, ends when they confirm. weekly: the visible check of a silent device, ends when it arrives.';
comment on column public.test_alarms.week is 'Of a weekly check: the Monday of its week in Berlin.';
comment on column public.test_alarms.outcome is 'failed: refused by the push service, or not worth sending. gone: the device has no address any more.';
-- One at a time: of two on one screen nobody knows which one they confirm.
create unique index test_alarms_one_running on public.test_alarms (device_id) where outcome = 'running' and cause = 'asked';
-- However many processes plan it.
create unique index test_alarms_once_a_week on public.test_alarms (device_id, week);
create index test_alarms_profile on public.test_alarms (profile_id, started_at);
create index test_alarms_running on public.test_alarms (expires_at) where outcome = 'running';
create index test_alarms_started on public.test_alarms (started_at);
create index test_alarms_rev on public.test_alarms (rev);

create trigger test_alarms_stamp_rev before update on public.test_alarms for each row execute function private.stamp_rev();
create trigger test_alarms_leave_tombstone after delete on public.test_alarms for each row execute function private.leave_tombstone('test_alarm_id');
create trigger test_alarms_tell after insert or update or delete on public.test_alarms for each row execute function private.tell_owner();

alter table public.test_alarms enable row level security;
grant select on public.test_alarms to authenticated;
grant select, insert, update, delete on public.test_alarms to service_role;
create policy "people read their own test alarms" on public.test_alarms for select to authenticated
	using (profile_id = (select auth.uid()));
create policy "sessions read by code only" on public.test_alarms as restrictive for select to authenticated
	using ((select private.is_by_code()));

alter table private.deliveries
	add column test_alarm_id uuid references public.test_alarms on delete cascade,
	drop constraint deliveries_kind_known,
	add constraint deliveries_kind_known check (kind in ('alert', 'taken', 'several', 'test')),
	drop constraint deliveries_about_one_request,
	add constraint deliveries_about_one_request check ((kind in ('several', 'test')) = (request_id is null)),
	add constraint deliveries_test_of_an_alarm check ((kind = 'test') = (test_alarm_id is not null));
create index deliveries_test_alarm on private.deliveries (test_alarm_id) where test_alarm_id is not null;

-- The test follows its delivery, whoever moves that: the same statements as for a real alert, which know nothing of tests.
create function private.follow_test() returns trigger
language plpgsql set search_path = '' as $$
begin
	update public.test_alarms t set
		sent_at = coalesce(t.sent_at, new.sent_at),
		arrived_at = coalesce(t.arrived_at, new.arrived_at),
		-- An end stays: what arrives after it is noted with its time and does not make it better.
		outcome = case
			when t.outcome <> 'running' then t.outcome
			when t.cause = 'weekly' and new.arrived_at is not null then 'arrived'
			when new.state in ('failed', 'gone', 'expired') then new.state
			when new.state = 'superseded' then 'failed'
			else t.outcome end
	where t.test_alarm_id = new.test_alarm_id;
	return null;
end;
$$;
revoke all on function private.follow_test() from public;
create trigger deliveries_follow_test after update on private.deliveries for each row
	when (new.test_alarm_id is not null and (old.state, old.sent_at, old.arrived_at) is distinct from (new.state, new.sent_at, new.arrived_at))
	execute function private.follow_test();

create function private.start_test_alarm(p_command_id uuid, p_test_alarm_id uuid, p_device_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_expires_at timestamptz := now() + interval '10 minutes';
	v_stored jsonb;
	v_wrong text;
begin
	v_stored := private.begin_command(p_command_id, 'start_test_alarm', jsonb_build_array(p_test_alarm_id, p_device_id));
	if v_stored is not null then return v_stored; end if;

	-- Two at once would not see each other in the count below.
	perform 1 from public.profiles p where p.profile_id = v_person and p.status = 'active' for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when p_test_alarm_id is null then 'missing'
		when exists (select 1 from public.test_alarms t where t.test_alarm_id = p_test_alarm_id) then 'exists'
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'test_alarm_id', 'reason', v_wrong));
	end if;
	-- A quarantined device too: that its push service refuses us is what the test then says.
	perform 1 from public.devices v where v.device_id = p_device_id and v.profile_id = v_person and v.removed_at is null for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;

	update public.test_alarms set outcome = 'expired' where device_id = p_device_id and outcome = 'running' and expires_at <= now();
	if exists (select 1 from public.test_alarms t where t.device_id = p_device_id and t.outcome = 'running' and t.cause = 'asked') then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'already_running'));
	end if;
	if (
		select count(*) from public.test_alarms t
		where t.profile_id = v_person and t.cause = 'asked' and t.started_at > now() - interval '10 minutes'
	) >= 5 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'too_many'));
	end if;

	insert into public.test_alarms (test_alarm_id, profile_id, device_id, cause, expires_at)
	values (p_test_alarm_id, v_person, p_device_id, 'asked', v_expires_at)
	on conflict (test_alarm_id) do nothing;
	if not found then
		-- Somebody else used this id in the meantime.
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'test_alarm_id', 'reason', 'exists'));
	end if;
	insert into private.deliveries (kind, test_alarm_id, alert_round, profile_id, device_id, priority, expires_at)
	values ('test', p_test_alarm_id, 0, v_person, p_device_id, 2, v_expires_at);
	perform pg_catalog.pg_notify('rufkreis_alerts', '');
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'started'));
end;
$$;
revoke all on function private.start_test_alarm(uuid, uuid, uuid) from public;
grant execute on function private.start_test_alarm(uuid, uuid, uuid) to authenticated;

create function public.start_test_alarm(command_id uuid, test_alarm_id uuid, device_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.start_test_alarm(command_id, test_alarm_id, device_id);
$$;
revoke all on function public.start_test_alarm(uuid, uuid, uuid) from public, anon;
grant execute on function public.start_test_alarm(uuid, uuid, uuid) to authenticated;

-- A person has seen the test and says so. Safe to repeat. After its time it says only that the time is over: a test that took longer has failed.
create function private.confirm_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_test public.test_alarms;
begin
	select d.* into v_delivery
	from private.deliveries d join public.profiles p on p.profile_id = d.profile_id and p.status = 'active'
	where d.delivery_id = p_delivery_id and d.kind = 'test';
	-- The device, its delivery, the test: in this order others lock them, too.
	perform 1 from public.devices v
	where v.device_id = v_delivery.device_id and v.profile_id = v_delivery.profile_id and v.removed_at is null for no key update;
	if not found then return jsonb_build_object('outcome', 'not_allowed'); end if;
	update private.deliveries set arrived_at = coalesce(arrived_at, clock_timestamp()), acted_at = coalesce(acted_at, clock_timestamp()),
		state = case when state in ('sending', 'sent', 'queued') then 'arrived' else state end
	where delivery_id = p_delivery_id;
	select * into strict v_test from public.test_alarms t where t.test_alarm_id = v_delivery.test_alarm_id for no key update;
	if v_test.outcome = 'confirmed' then return jsonb_build_object('outcome', 'confirmed'); end if;
	if v_test.expires_at <= clock_timestamp() then return jsonb_build_object('outcome', 'expired'); end if;
	-- Also where the push service had said no: the person has it in their hand.
	update public.test_alarms set outcome = 'confirmed', confirmed_at = clock_timestamp() where test_alarm_id = v_test.test_alarm_id;
	return jsonb_build_object('outcome', 'confirmed');
end;
$$;
revoke all on function private.confirm_with_ticket(uuid) from public;

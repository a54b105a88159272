-- Why: an alert that no device of a person confirms must not end in silence; it goes on to their mailbox, once per request and round.
-- Touches: notification_settings (column second_channel), private.second_looks, private.second_deliveries, a trigger on private.alerts, command
-- set_second_channel.
-- Safe: new names; whoever has chosen nothing gets mail on silence; older apps leave the column out. Apart from private.deliveries on purpose: every
-- statement of the path of a push reads that table as "a message to a device", and none of them has to learn otherwise.
alter table public.notification_settings add column second_channel boolean not null default true;
comment on column public.notification_settings.second_channel is 'Whether a mail comes when an alert reaches none of the person''s devices.';

create table private.second_looks (
	second_look_id bigint generated always as identity primary key,
	request_id uuid not null,
	alert_round integer not null,
	due_at timestamptz not null default now()
);
comment on table private.second_looks is 'When a round has to be looked at for silence. A row per cause and no unique key: the planner that marks must never wait for whoever looks.';
create index second_looks_due on private.second_looks (due_at);
create index second_looks_request on private.second_looks (request_id);
alter table private.second_looks enable row level security;

create table private.second_deliveries (
	second_delivery_id uuid primary key default gen_random_uuid(),
	channel text not null,
	cause text not null,
	request_id uuid not null references public.requests on delete cascade,
	alert_round integer not null,
	profile_id uuid references public.profiles,
	priority smallint not null,
	state text not null default 'queued',
	attempts integer not null default 0,
	due_at timestamptz not null default now(),
	leased_until timestamptz,
	leased_by text,
	expires_at timestamptz not null,
	sent_at timestamptz,
	last_status integer,
	last_error text,
	created_at timestamptz not null default now(),
	constraint second_deliveries_channel_known check (channel = 'mail'),
	constraint second_deliveries_cause_known check (cause in ('silence', 'without_device')),
	constraint second_deliveries_mail_to_somebody check ((channel = 'mail') = (profile_id is not null)),
	constraint second_deliveries_state_known check (state in ('queued', 'sending', 'sent', 'unsure', 'failed', 'expired', 'superseded')),
	constraint second_deliveries_sending_is_leased check (state <> 'sending' or leased_until is not null)
);
comment on table private.second_deliveries is 'Queue and record of the second channel: one message to one mailbox. Never leaves this schema and goes after 14 days, as deliveries do.';
comment on column private.second_deliveries.state is 'sent: a mail server has it. unsure: it fell silent after the text, so it may arrive and is not sent again. Nothing here says that anybody has read it.';
-- However many look at a round at the same time: one message per person and channel.
create unique index second_deliveries_once on private.second_deliveries (request_id, alert_round, channel, profile_id) nulls not distinct;
create index second_deliveries_queued on private.second_deliveries (priority, due_at) where state = 'queued';
create index second_deliveries_leased on private.second_deliveries (leased_until) where state = 'sending';
create index second_deliveries_profile on private.second_deliveries (profile_id);
create index second_deliveries_created on private.second_deliveries (created_at);
alter table private.second_deliveries enable row level security;

-- The planner has decided about a step, or a round that was over is open again: from now on silence counts.
create function private.look_for_silence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	insert into private.second_looks (request_id, alert_round) values (new.request_id, new.alert_round);
	perform pg_catalog.pg_notify('rufkreis_second', 'calm');
	return null;
end;
$$;
revoke all on function private.look_for_silence() from public;
create trigger alerts_look_for_silence after update of state on private.alerts for each row
	when (new.state = 'planned' or (new.state = 'due' and old.state = 'superseded'))
	execute function private.look_for_silence();

create function private.set_second_channel(p_command_id uuid, p_second_channel boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_second_channel', jsonb_build_array(p_second_channel));
	if v_stored is not null then return v_stored; end if;
	if p_second_channel is null then raise exception 'second_channel is missing' using errcode = '22004'; end if;
	if not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	insert into public.notification_settings (profile_id, second_channel) values (v_person, p_second_channel)
	on conflict (profile_id) do update set second_channel = excluded.second_channel;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;
revoke all on function private.set_second_channel(uuid, boolean) from public;
grant execute on function private.set_second_channel(uuid, boolean) to authenticated;

create function public.set_second_channel(command_id uuid, second_channel boolean) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_second_channel(command_id, second_channel);
$$;
revoke all on function public.set_second_channel(uuid, boolean) from public, anon;
grant execute on function public.set_second_channel(uuid, boolean) to authenticated;

-- Why: a network may have a gateway for text messages, or a service of its own, that is to hear of an alert nobody's device has confirmed.
-- Touches: private.webhook, second_deliveries (a second channel, tests), commands set_webhook, remove_webhook, try_webhook, door read_webhook.
-- Safe: new names; without a row nothing leaves. Which hosts may be named is the operator's (WEBHOOK_HOSTS), not the coordination's: a server must not
-- be talked into calling inside its own network by whoever gets hold of an account.
create table private.webhook (
	is_only boolean primary key default true,
	url text not null,
	secret text not null,
	lowest_priority smallint not null,
	changed_at timestamptz not null default now(),
	constraint webhook_is_one check (is_only),
	constraint webhook_url_length check (char_length(url) <= 500),
	constraint webhook_lowest_priority_known check (lowest_priority between 1 and 4)
);
comment on table private.webhook is 'Where silence is passed on to, for the whole network. The address may hold a key, and the secret signs: both are read by coordination and by our server only.';
alter table private.webhook enable row level security;

alter table private.second_deliveries
	alter column request_id drop not null,
	alter column alert_round drop not null,
	drop constraint second_deliveries_channel_known,
	drop constraint second_deliveries_cause_known,
	add constraint second_deliveries_channel_known check (channel in ('mail', 'webhook')),
	add constraint second_deliveries_cause_known check (cause in ('silence', 'without_device', 'test')),
	add constraint second_deliveries_test_is_about_nothing check ((cause = 'test') = (request_id is null) and (cause = 'test') = (alert_round is null)),
	add constraint second_deliveries_test_of_webhook check (cause <> 'test' or channel = 'webhook');
comment on table private.second_deliveries is 'Queue and record of the second channel: one message to one mailbox, or to the webhook of the network. Never leaves this schema and goes after 14 days, as deliveries do.';
comment on column private.second_deliveries.state is 'sent: a mail server, or whoever stands behind the webhook, has it. unsure: a mail server fell silent after the text, so it may arrive and is not sent again. Nothing here says that anybody has read it.';
-- However many look at a round at the same time: one message per person, and one to the webhook. Tests are as many as are asked for.
drop index private.second_deliveries_once;
create unique index second_deliveries_once on private.second_deliveries (request_id, alert_round, channel, profile_id) nulls not distinct
	where cause <> 'test';
create index second_deliveries_request on private.second_deliveries (request_id);

comment on table private.settings is 'Facts of this installation that functions need: ticket_secret, sync_epoch, push_extra_hosts (host:port, comma), webhook_hosts (host or host:port, comma), demo, sign_in_door (ours: whose sessions say nothing of how they came to be).';
insert into private.settings (key, value) values ('webhook_hosts', '') on conflict do nothing;

create function private.webhook_hosts() returns text[]
language sql stable set search_path = '' as $$
	select coalesce(array(
		select host from string_to_table((select s.value from private.settings s where s.key = 'webhook_hosts'), ',') host where host <> ''), '{}');
$$;

-- Host (with a port other than 443) of an address that can be called at all; null for every other text. Nobody may stand in front of the host: what
-- reads like one host and is another is a trap.
create function private.webhook_host(p_url text) returns text
language sql immutable set search_path = '' as $$
	select regexp_replace(lower(substring(p_url from '^[Hh][Tt][Tt][Pp][Ss]://([A-Za-z0-9.-]+(?::[0-9]{1,5})?)(?:/[\x21-\x7e]*)?$')), ':443$', '');
$$;

create function private.set_webhook(p_command_id uuid, p_url text, p_lowest_priority integer, p_renew_secret boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_url text := private.one_line(p_url);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_webhook', jsonb_build_array(p_url, p_lowest_priority, p_renew_secret));
	if v_stored is not null then return v_stored; end if;
	if p_renew_secret is null then raise exception 'renew_secret is missing' using errcode = '22004'; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when v_url = '' then jsonb_build_object('field', 'url', 'reason', 'missing')
		when char_length(v_url) > 500 then jsonb_build_object('field', 'url', 'reason', 'too_long')
		when private.webhook_host(v_url) is null then jsonb_build_object('field', 'url', 'reason', 'unknown')
		when private.webhook_host(v_url) <> all (private.webhook_hosts()) then jsonb_build_object('field', 'url', 'reason', 'not_allowed')
		when p_lowest_priority is null then jsonb_build_object('field', 'lowest_priority', 'reason', 'missing')
		when p_lowest_priority not between 1 and 4 then jsonb_build_object('field', 'lowest_priority', 'reason', 'unknown')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	-- What another receiver knows must not sign for this one.
	insert into private.webhook as w (url, secret, lowest_priority)
	values (v_url, 'whsec_' || encode(extensions.gen_random_bytes(32), 'base64'), p_lowest_priority)
	on conflict (is_only) do update set url = excluded.url, lowest_priority = excluded.lowest_priority, changed_at = now(),
		secret = case when p_renew_secret or private.webhook_host(w.url) is distinct from private.webhook_host(excluded.url) then excluded.secret else w.secret end;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;

create function private.remove_webhook(p_command_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'remove_webhook', '[]');
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	delete from private.webhook;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', case when found then 'removed' else 'not_there' end));
end;
$$;

-- A message that says it is a test goes the way of a real one.
create function private.try_webhook(p_command_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'try_webhook', '[]');
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	-- Two who press at once are counted one after the other.
	perform 1 from private.webhook for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_there'));
	end if;
	if (
		select count(*) from private.second_deliveries s where s.cause = 'test' and s.created_at > now() - interval '10 minutes'
	) >= 5 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'too_many'));
	end if;
	-- Not later than somebody still looks at the screen.
	insert into private.second_deliveries (channel, cause, priority, expires_at) values ('webhook', 'test', 1, now() + interval '1 minute');
	perform pg_catalog.pg_notify('rufkreis_second', '');
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'started'));
end;
$$;

-- For coordination: where silence is passed on to, what may be named, and what became of the last messages. A door and not rows: nothing of it lies on
-- devices.
create function private.read_webhook() returns jsonb
language sql stable security definer set search_path = '' as $$
	select case when not private.is_coordinator() then jsonb_build_object('outcome', 'not_allowed') else jsonb_build_object(
		'outcome', 'webhook',
		'hosts', to_jsonb(private.webhook_hosts()),
		'webhook', (
			select jsonb_build_object('url', w.url, 'secret', w.secret, 'lowest_priority', w.lowest_priority, 'changed_at', w.changed_at,
				'is_allowed', private.webhook_host(w.url) = any (private.webhook_hosts()))
			from private.webhook w),
		'attempts', (
			select coalesce(jsonb_agg(jsonb_build_object('second_delivery_id', last.second_delivery_id, 'cause', last.cause, 'state', last.state,
				'attempts', last.attempts, 'status', last.last_status, 'error', last.last_error, 'created_at', last.created_at, 'sent_at', last.sent_at,
				'number', last.number) order by last.created_at desc), '[]')
			from (
				select s.*, r.number from private.second_deliveries s left join public.requests r on r.request_id = s.request_id
				where s.channel = 'webhook' order by s.created_at desc limit 10
			) last))
	end;
$$;

revoke all on function private.webhook_hosts(), private.webhook_host(text), private.set_webhook(uuid, text, integer, boolean), private.remove_webhook(uuid),
	private.try_webhook(uuid), private.read_webhook() from public;
grant execute on function private.set_webhook(uuid, text, integer, boolean), private.remove_webhook(uuid), private.try_webhook(uuid),
	private.read_webhook() to authenticated;

create function public.set_webhook(command_id uuid, url text, lowest_priority integer, renew_secret boolean) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_webhook(command_id, url, lowest_priority, renew_secret);
$$;
create function public.remove_webhook(command_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.remove_webhook(command_id);
$$;
create function public.try_webhook(command_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.try_webhook(command_id);
$$;
create function public.read_webhook() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.read_webhook();
$$;
revoke all on function public.set_webhook(uuid, text, integer, boolean), public.remove_webhook(uuid), public.try_webhook(uuid), public.read_webhook()
	from public, anon;
grant execute on function public.set_webhook(uuid, text, integer, boolean), public.remove_webhook(uuid), public.try_webhook(uuid), public.read_webhook()
	to authenticated;

-- Why: push services keep an alert for an hour, and few of them per device. A device that comes back after a long silence hears of what is still
-- open and never arrived there, as one notification.
-- Touches: private.awakenings, deliveries (kind several, which is about no single request; column covered_by), private.missed_alerts,
-- private.note_sign_of_life, arrive_with_ticket and register_device (same names).
-- Safe: a server of before makes no combined message and leaves awakenings lying, one per device; a worker of before shows its words without
-- buttons.
create table private.awakenings (
	device_id uuid primary key references public.devices on delete cascade,
	signed_at timestamptz not null default now(),
	due_at timestamptz not null
);
comment on table private.awakenings is 'Devices that came back and may have missed alerts. due_at: until then what the push service has kept may still arrive.';
create index awakenings_due on private.awakenings (due_at);
alter table private.awakenings enable row level security;

alter table private.deliveries
	alter column request_id drop not null,
	add column covered_by uuid references private.deliveries (delivery_id) on delete set null,
	drop constraint deliveries_kind_known,
	add constraint deliveries_kind_known check (kind in ('alert', 'taken', 'several')),
	add constraint deliveries_about_one_request check ((kind = 'several') = (request_id is null));
comment on column private.deliveries.covered_by is 'Of an alert: the message about several requests that tells of it, after it did not arrive by itself.';
create index deliveries_covered_by on private.deliveries (covered_by) where covered_by is not null;

-- Alerts that never arrived on a device although they were handed to its push service, and whose round is still open. One per request: what
-- arrived in any form is not missed.
create function private.missed_alerts(p_device_id uuid) returns setof private.deliveries
language sql stable set search_path = '' as $$
	select distinct on (d.request_id) d.*
	from private.deliveries d
	join public.requests r on r.request_id = d.request_id and r.alert_round = d.alert_round and r.status = 'open'
	where d.device_id = p_device_id and d.kind = 'alert' and d.state in ('sent', 'expired', 'failed') and d.arrived_at is null
		and not exists (
			select 1 from private.deliveries other
			where other.request_id = d.request_id and other.device_id = d.device_id and other.alert_round = d.alert_round and other.kind = 'alert'
				-- Shown, answered, or about to be sent anyway.
				and (other.arrived_at is not null or other.state in ('queued', 'sending', 'later', 'declined', 'accepted')))
	order by d.request_id, d.payload_rev desc;
$$;

-- The device is there: its worker has shown something, a tap on it was sent, or its person has the app open. Only after ten minutes of silence does that say that it
-- may have missed something, so one return is one look, however many signs come with it.
create function private.note_sign_of_life(p_device_id uuid, p_profile_id uuid) returns boolean
language plpgsql set search_path = '' as $$
declare
	v_seen_at timestamptz;
begin
	select v.last_seen_at into v_seen_at from public.devices v
	where v.device_id = p_device_id and v.profile_id = p_profile_id and v.removed_at is null for no key update;
	if not found then return false; end if;
	-- Every change of a device travels to the other ones of the person.
	if v_seen_at > now() - interval '1 minute' then return true; end if;
	update public.devices set last_seen_at = now() where device_id = p_device_id;
	if v_seen_at < now() - interval '10 minutes' and exists (select 1 from private.missed_alerts(p_device_id)) then
		insert into private.awakenings (device_id, due_at) values (p_device_id, now() + interval '10 seconds') on conflict (device_id) do nothing;
		perform pg_catalog.pg_notify('rufkreis_alerts', '');
	end if;
	return true;
end;
$$;
revoke all on function private.missed_alerts(uuid), private.note_sign_of_life(uuid, uuid) from public;

-- Proof that a worker showed the message, and with it all that it tells of. Says nothing about anyone having read it.
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
	-- Now that it is not missed any more.
	perform private.note_sign_of_life(v_delivery.device_id, v_delivery.profile_id);
	return jsonb_build_object('outcome', 'noted');
end;
$$;

create or replace function private.register_device(
	p_command_id uuid, p_device_id uuid, p_endpoint text, p_p256dh text, p_auth text, p_label text, p_platform text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_label text := private.one_line(p_label);
	v_platform text := private.one_line(p_platform);
	v_host text := private.push_host(p_endpoint);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'register_device', jsonb_build_array(p_device_id, p_endpoint, p_p256dh, p_auth, p_label, p_platform));
	if v_stored is not null then return v_stored; end if;

	perform 1 from public.profiles p where p.profile_id = v_person and p.status = 'active' for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when p_device_id is null then jsonb_build_object('field', 'device_id', 'reason', 'missing')
		when v_label = '' then jsonb_build_object('field', 'label', 'reason', 'missing')
		when char_length(v_label) > 80 then jsonb_build_object('field', 'label', 'reason', 'too_long')
		when v_platform = '' then jsonb_build_object('field', 'platform', 'reason', 'missing')
		when char_length(v_platform) > 40 then jsonb_build_object('field', 'platform', 'reason', 'too_long')
		when char_length(coalesce(p_endpoint, '')) > 2000 then jsonb_build_object('field', 'endpoint', 'reason', 'too_long')
		-- Only as browsers write it (lower case, no default port, no fragment): another spelling would be a second device for one phone.
		when v_host is null or p_endpoint !~ '^https://[a-z0-9.:-]+/[^#\\]+$' or p_endpoint ~ '^[^/]+//[^/]+:443/'
			then jsonb_build_object('field', 'endpoint', 'reason', 'unknown')
		-- An uncompressed P-256 point (65 bytes) and a 16 byte secret in base64url, RFC 8291.
		when coalesce(p_p256dh, '') !~ '^B[A-Za-z0-9_-]{86}=?$' then jsonb_build_object('field', 'p256dh', 'reason', 'unknown')
		when coalesce(p_auth, '') !~ '^[A-Za-z0-9_-]{22}(==)?$' then jsonb_build_object('field', 'auth', 'reason', 'unknown')
		-- Ids of other people's devices answer like ids that are merely used up.
		when exists (select 1 from public.devices v where v.device_id = p_device_id and (v.profile_id <> v_person or v.removed_at is not null))
			then jsonb_build_object('field', 'device_id', 'reason', 'exists')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	if not exists (select 1 from public.devices v where v.device_id = p_device_id)
		and (select count(*) from public.devices v where v.profile_id = v_person and v.removed_at is null) >= 20 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'too_many'));
	end if;

	-- One after the other per endpoint, before any row is locked: two people who sign in on one phone would meet at its unique name.
	perform pg_advisory_xact_lock(hashtextextended(p_endpoint, 0));
	-- A browser that lost its name and comes as another device of the same person shows no more than it did before.
	insert into public.devices as v (device_id, profile_id, label, platform, shows_content) values (p_device_id, v_person, v_label, v_platform,
		coalesce((
			select former.shows_content from private.push_endpoints e join public.devices former on former.device_id = e.device_id
			where e.endpoint = p_endpoint and former.profile_id = v_person), true))
	on conflict (device_id) do update set label = excluded.label, platform = excluded.platform
		where v.profile_id = v_person and v.removed_at is null;
	if not found then
		-- Somebody else used this id in the meantime.
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'device_id', 'reason', 'exists'));
	end if;
	-- An endpoint is one browser on one phone: whoever registers it last is the one holding it. The former device and its tickets die.
	perform private.remove_device_of(v.device_id, v.profile_id)
	from private.push_endpoints e join public.devices v on v.device_id = e.device_id
	where e.endpoint = p_endpoint and e.device_id <> p_device_id;
	insert into private.push_endpoints (device_id, endpoint, host, p256dh, auth) values (p_device_id, p_endpoint, v_host, p_p256dh, p_auth)
	on conflict (device_id) do update set endpoint = excluded.endpoint, host = excluded.host, p256dh = excluded.p256dh, auth = excluded.auth,
		failures_in_a_row = 0, quarantined_at = null;
	perform private.note_sign_of_life(p_device_id, v_person);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'registered', 'device_id', p_device_id));
end;
$$;

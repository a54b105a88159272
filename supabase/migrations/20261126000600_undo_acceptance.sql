-- Why: a finger slips on a lock screen. Whoever has just accepted may take it back for 60 seconds, and the others learn it without being woken
-- a second time.
-- Touches: deliveries (column quiet), private.undo_acceptance, private.undo_with_ticket.
-- Safe: new names; messages that wait in the queue are not quiet.
alter table private.deliveries add column quiet boolean not null default false;
comment on column private.deliveries.quiet is 'Corrects what the device shows and does not ring: it has rung for this round already.';

-- Gives a request back as if it had not been taken: same round, so every ticket of it acts again. A device that was told who has it is told
-- quietly that nobody has; one whose alert was still in the queue gets it now, and rings; one that was spared the news needs none (an iPhone
-- that shows the alert). The caller holds the row of the request.
create function private.reopen_alert_round(p_request public.requests, p_profile_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
	-- No longer true, and not yet on its way.
	update private.deliveries set state = 'superseded' where request_id = p_request.request_id and kind = 'taken' and state = 'queued';
	-- Taken before anybody had been chosen.
	update private.alerts set state = 'due', due_at = now(), released_by = p_profile_id
	where request_id = p_request.request_id and alert_round = p_request.alert_round and state = 'superseded' and planned_at is null;
	insert into private.deliveries (kind, request_id, alert_round, profile_id, device_id, priority, expires_at, quiet)
	select 'alert', p_request.request_id, p_request.alert_round, told.profile_id, told.device_id, p_request.priority, told.expires_at, told.has_rung
	from (
		select d.device_id, d.profile_id, max(d.expires_at) filter (where d.kind = 'alert') as expires_at,
			bool_or(d.kind = 'taken' and d.state in ('sending', 'sent', 'arrived')) as is_told,
			bool_or(d.kind = 'alert' and d.state not in ('queued', 'superseded', 'failed', 'gone')) as has_rung,
			bool_and(d.kind = 'taken' or (d.state = 'superseded' and d.attempts = 0)) as was_spared
		from private.deliveries d
		where d.request_id = p_request.request_id and d.alert_round = p_request.alert_round
		group by d.device_id, d.profile_id
	) told
	-- On their own other devices it says "taken by you"; where nothing rang yet they need not hear of it.
	where told.expires_at > now() and (told.is_told or (told.was_spared and told.profile_id <> p_profile_id));
	perform pg_catalog.pg_notify('rufkreis_alerts', '');
end;
$$;

-- By whoever has it, within a minute of accepting. Asked again it says the same as long as nobody else has acted.
create function private.undo_acceptance(p_request_id uuid, p_profile_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_request public.requests;
	v_last public.request_events;
begin
	select * into v_request from public.requests r where r.request_id = p_request_id for no key update;
	if not found then return jsonb_build_object('outcome', 'not_allowed'); end if;
	if v_request.status in ('resolved', 'cancelled') then return jsonb_build_object('outcome', 'closed'); end if;
	if v_request.accepted_by <> p_profile_id then
		return jsonb_build_object('outcome', 'taken', 'by', private.person_name(v_request.accepted_by));
	end if;
	if v_request.status = 'open' then
		select * into v_last from public.request_events e
		where e.request_id = p_request_id and e.kind in ('accepted', 'released', 'handed_over') order by e.happened_at desc limit 1;
		return jsonb_build_object('outcome', case
			when v_last.actor_id = p_profile_id and v_last.facts ? 'undone' then 'undone' else 'not_allowed' end);
	end if;
	if v_request.status <> 'accepted' or v_request.accepted_at < clock_timestamp() - interval '60 seconds' then
		return jsonb_build_object('outcome', 'too_late');
	end if;
	update public.requests set status = 'open', accepted_by = null, accepted_at = null where request_id = p_request_id;
	perform private.add_event(p_request_id, 'released', p_profile_id, '{"undone": true}');
	perform private.reopen_alert_round(v_request, p_profile_id);
	return jsonb_build_object('outcome', 'undone');
end;
$$;

-- From the receipt, without a session. The delivery says what became of it: it was shown, and is no longer accepted.
create function private.undo_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_refusal text;
	v_answer jsonb;
begin
	select * into v_delivery from private.deliveries d where d.delivery_id = p_delivery_id;
	v_refusal := private.ticket_refusal(v_delivery);
	if v_refusal is not null then return jsonb_build_object('outcome', v_refusal); end if;
	v_answer := private.undo_acceptance(v_delivery.request_id, v_delivery.profile_id);
	if v_answer ->> 'outcome' = 'undone' then
		update private.deliveries set state = 'arrived' where delivery_id = p_delivery_id and state = 'accepted';
	end if;
	return v_answer;
end;
$$;
revoke all on function private.reopen_alert_round(public.requests, uuid), private.undo_acceptance(uuid, uuid), private.undo_with_ticket(uuid) from public;

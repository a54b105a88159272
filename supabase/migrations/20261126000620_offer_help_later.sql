-- Why: whoever cannot come now may say when they can, and whoever waits may rely on it. "Not possible" is said for one round and no reason.
-- Touches: event kinds withdrawn and offer_taken, facts of later and declined; deliveries (column assigned); private.answer_with_ticket (one
-- argument more, which may be left out); commands offer_later, decline_request, withdraw_offer, take_offer.
-- Safe: an app that does not know the events leaves them out; an older server calls answer_with_ticket as before and offers nothing.
alter table public.request_events drop constraint request_events_kind_known;
alter table public.request_events add constraint request_events_kind_known
	check (kind in ('created', 'alerted', 'accepted', 'released', 'later', 'declined', 'withdrawn', 'offer_taken', 'handed_over'));
comment on column public.request_events.facts is 'later: the alert_round it answers, and available_at or by_phone where help was offered; declined, withdrawn: the alert_round.';

alter table private.deliveries add column assigned boolean not null default false;
comment on column private.deliveries.assigned is 'Of "taken": somebody else took this person''s offer. Unlike other news of that kind it has to be heard.';

-- The last word of a person about a request. An offer is no row of its own: it is a last word, and any later one ends it.
create function private.last_answer(p_request_id uuid, p_profile_id uuid) returns public.request_events
language sql stable set search_path = '' as $$
	select e from public.request_events e
	where e.request_id = p_request_id and e.actor_id = p_profile_id and e.kind in ('later', 'declined', 'withdrawn', 'accepted')
	order by e.happened_at desc limit 1;
$$;

-- What a person offers: { available_at } or { by_phone }; null when nothing stands. Offers are of one round, and of an open request.
create function private.standing_offer(p_request public.requests, p_profile_id uuid) returns jsonb
language sql stable set search_path = '' as $$
	select case when p_request.status = 'open' and said.kind = 'later' and said.facts ?| array['available_at', 'by_phone']
		and (said.facts ->> 'alert_round')::integer = p_request.alert_round then said.facts - 'alert_round' end
	from private.last_answer(p_request.request_id, p_profile_id) said;
$$;

-- Why nobody can be put off any more, or null. The caller holds the row of the request, so that "later" is never noted on one that is taken.
create function private.answer_refusal(p_request public.requests, p_profile_id uuid) returns jsonb
language sql stable set search_path = '' as $$
	select case
		when p_request.status in ('resolved', 'cancelled') then jsonb_build_object('outcome', 'closed')
		when p_request.accepted_by = p_profile_id
			then jsonb_build_object('outcome', 'already_yours', 'request', private.request_receipt(p_request.request_id))
		when p_request.status <> 'open' then jsonb_build_object('outcome', 'taken', 'by', private.person_name(p_request.accepted_by))
	end;
$$;

-- The devices of the person no longer wait for an answer in this round.
create function private.note_answer(p_request public.requests, p_profile_id uuid, p_kind text, p_facts jsonb) returns void
language plpgsql set search_path = '' as $$
begin
	perform private.add_event(p_request.request_id, p_kind, p_profile_id, p_facts || jsonb_build_object('alert_round', p_request.alert_round));
	if p_kind in ('later', 'declined') then
		update private.deliveries set state = p_kind
		where request_id = p_request.request_id and alert_round = p_request.alert_round and profile_id = p_profile_id and kind = 'alert'
			and state in ('sent', 'arrived', 'later', 'declined');
	end if;
end;
$$;
revoke all on function private.last_answer(uuid, uuid), private.standing_offer(public.requests, uuid),
	private.answer_refusal(public.requests, uuid), private.note_answer(public.requests, uuid, text, jsonb) from public;

-- "Later" and "not possible": an answer for this round only. The request stays open for everyone, this person included. p_times: when each of
-- the choices would be, as src/domain/later.ts says; the person's own choice decides. Tapped twice, the first offer stands.
drop function private.answer_with_ticket(uuid, text);
create function private.answer_with_ticket(p_delivery_id uuid, p_answer text, p_times jsonb default '{}') returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_refusal text;
	v_refused jsonb;
	v_request public.requests;
	v_said public.request_events;
	v_choice text;
	v_facts jsonb := '{}';
	v_offer jsonb;
begin
	if p_answer is null or p_answer not in ('later', 'declined') then
		raise exception 'unknown answer' using errcode = '22023';
	end if;
	select * into v_delivery from private.deliveries d where d.delivery_id = p_delivery_id;
	v_refusal := private.ticket_refusal(v_delivery);
	if v_refusal is not null then return jsonb_build_object('outcome', v_refusal); end if;
	select * into v_request from public.requests r where r.request_id = v_delivery.request_id for no key update;
	v_refused := private.answer_refusal(v_request, v_delivery.profile_id);
	if v_refused is not null then return v_refused; end if;
	if v_request.alert_round <> v_delivery.alert_round then return jsonb_build_object('outcome', 'expired'); end if;

	v_said := private.last_answer(v_request.request_id, v_delivery.profile_id);
	if v_said.kind is distinct from p_answer or (v_said.facts ->> 'alert_round')::integer is distinct from v_request.alert_round then
		if p_answer = 'later' then
			select coalesce((select s.later from public.notification_settings s where s.profile_id = v_delivery.profile_id), 'half_hour') into v_choice;
			v_facts := case
				when v_choice = 'by_phone' then jsonb_build_object('by_phone', true)
				when p_times ? v_choice then jsonb_build_object('available_at', p_times -> v_choice)
				else '{}' end;
		end if;
		perform private.note_answer(v_request, v_delivery.profile_id, p_answer, v_facts);
	end if;
	update private.deliveries set state = p_answer, acted_at = coalesce(acted_at, clock_timestamp()), arrived_at = coalesce(arrived_at, clock_timestamp())
	where delivery_id = p_delivery_id;
	v_offer := private.standing_offer(v_request, v_delivery.profile_id);
	return jsonb_build_object('outcome', 'noted') || case when v_offer is null then '{}' else jsonb_build_object('offer', v_offer) end;
end;
$$;
revoke all on function private.answer_with_ticket(uuid, text, jsonb) from public;

-- p_available_at null: by phone only.
create function private.offer_later(p_command_id uuid, p_request_id uuid, p_available_at timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_request public.requests;
	v_refused jsonb;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'offer_later', jsonb_build_array(p_request_id, p_available_at));
	if v_stored is not null then return v_stored; end if;
	select * into v_request from public.requests r where r.request_id = p_request_id for no key update;
	if not private.may_help(v_person, p_request_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_refused := coalesce(private.answer_refusal(v_request, v_person), case
		-- Kept too long on a device without a network: nobody can come at a time that is over.
		when p_available_at < now() then jsonb_build_object('outcome', 'expired')
		when p_available_at > now() + interval '14 days' then jsonb_build_object('outcome', 'invalid', 'field', 'available_at', 'reason', 'unknown')
	end);
	if v_refused is not null then return private.finish_command(p_command_id, v_refused); end if;
	perform private.note_answer(v_request, v_person, 'later', case
		when p_available_at is null then jsonb_build_object('by_phone', true) else jsonb_build_object('available_at', p_available_at) end);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'noted'));
end;
$$;

create function private.decline_request(p_command_id uuid, p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_request public.requests;
	v_said public.request_events;
	v_refused jsonb;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'decline_request', jsonb_build_array(p_request_id));
	if v_stored is not null then return v_stored; end if;
	select * into v_request from public.requests r where r.request_id = p_request_id for no key update;
	if not private.may_help(v_person, p_request_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_refused := private.answer_refusal(v_request, v_person);
	if v_refused is not null then return private.finish_command(p_command_id, v_refused); end if;
	v_said := private.last_answer(p_request_id, v_person);
	if v_said.kind is distinct from 'declined' or (v_said.facts ->> 'alert_round')::integer is distinct from v_request.alert_round then
		perform private.note_answer(v_request, v_person, 'declined', '{}');
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'noted'));
end;
$$;

create function private.withdraw_offer(p_command_id uuid, p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_request public.requests;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'withdraw_offer', jsonb_build_array(p_request_id));
	if v_stored is not null then return v_stored; end if;
	select * into v_request from public.requests r where r.request_id = p_request_id for no key update;
	if not private.may_help(v_person, p_request_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	-- Taken in time: then it is theirs, and giving it back is another matter.
	if v_request.accepted_by = v_person then
		return private.finish_command(p_command_id, private.answer_refusal(v_request, v_person));
	end if;
	if private.standing_offer(v_request, v_person) is null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'no_offer'));
	end if;
	perform private.note_answer(v_request, v_person, 'withdrawn', '{}');
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'withdrawn'));
end;
$$;

-- Tells a person on all their devices that they have it now, those included that were never alerted or show the alert for long.
create function private.tell_assigned(p_request_id uuid, p_profile_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
	update private.deliveries set state = 'superseded'
	where request_id = p_request_id and profile_id = p_profile_id and kind = 'taken' and state = 'queued';
	insert into private.deliveries (kind, request_id, alert_round, profile_id, device_id, priority, expires_at, assigned)
	select 'taken', r.request_id, r.alert_round, v.profile_id, v.device_id, r.priority, now() + interval '12 hours', true
	from public.requests r
	join public.devices v on v.profile_id = p_profile_id and v.removed_at is null
	join private.push_endpoints e on e.device_id = v.device_id
	where r.request_id = p_request_id;
	perform pg_catalog.pg_notify('rufkreis_alerts', '');
end;
$$;
revoke all on function private.tell_assigned(uuid, uuid) from public;

-- By whoever asked, or a specialist of the cluster: the request goes to the person who offered. One winner, as with every acceptance.
create function private.take_offer(p_command_id uuid, p_request_id uuid, p_profile_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_request public.requests;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'take_offer', jsonb_build_array(p_request_id, p_profile_id));
	if v_stored is not null then return v_stored; end if;
	select * into v_request from public.requests r where r.request_id = p_request_id for no key update;
	if not private.is_active() or not (
		private.may_help(v_person, p_request_id)
		or exists (select 1 from public.request_details d where d.request_id = p_request_id and d.requester_id = v_person)
	) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if v_request.status in ('resolved', 'cancelled') then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'closed'));
	end if;
	if v_request.status <> 'open' then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'taken', 'by', private.person_name(v_request.accepted_by)));
	end if;
	if private.standing_offer(v_request, p_profile_id) is null
		-- Who pauses meanwhile offers nothing, whatever they said before.
		or exists (
			select 1 from public.cluster_members m
			where m.cluster_id = v_request.cluster_id and m.profile_id = p_profile_id and m.paused_until > now())
	then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'no_offer'));
	end if;
	-- Asks itself whether the person may still help; the row is held, so nothing else can come between.
	if private.take_request(p_request_id, p_profile_id, null, v_request.alert_round) ->> 'outcome' <> 'accepted' then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'no_offer'));
	end if;
	if p_profile_id <> v_person then
		perform private.add_event(p_request_id, 'offer_taken', v_person, '{}');
		perform private.tell_assigned(p_request_id, p_profile_id);
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'assigned', 'to', private.person_name(p_profile_id)));
end;
$$;
revoke all on function private.offer_later(uuid, uuid, timestamptz), private.decline_request(uuid, uuid), private.withdraw_offer(uuid, uuid),
	private.take_offer(uuid, uuid, uuid) from public;
grant execute on function private.offer_later(uuid, uuid, timestamptz), private.decline_request(uuid, uuid), private.withdraw_offer(uuid, uuid),
	private.take_offer(uuid, uuid, uuid) to authenticated;

create function public.offer_later(command_id uuid, request_id uuid, available_at timestamptz) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.offer_later(command_id, request_id, available_at);
$$;
create function public.decline_request(command_id uuid, request_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.decline_request(command_id, request_id);
$$;
create function public.withdraw_offer(command_id uuid, request_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.withdraw_offer(command_id, request_id);
$$;
create function public.take_offer(command_id uuid, request_id uuid, profile_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.take_offer(command_id, request_id, profile_id);
$$;
revoke all on function public.offer_later(uuid, uuid, timestamptz), public.decline_request(uuid, uuid), public.withdraw_offer(uuid, uuid),
	public.take_offer(uuid, uuid, uuid) from public, anon;
grant execute on function public.offer_later(uuid, uuid, timestamptz), public.decline_request(uuid, uuid), public.withdraw_offer(uuid, uuid),
	public.take_offer(uuid, uuid, uuid) to authenticated;

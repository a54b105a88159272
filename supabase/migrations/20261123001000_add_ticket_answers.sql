-- Why: a tap on a notification acts without a session. Our server checks the ticket's signature, these functions check everything else.
-- Touches: functions only. Nobody but the schema's owner (our server) may call them.
-- Safe: new names.

-- Why a ticket may not act, or null. A ticket is bound to person, device, request and round by its delivery row.
create function private.ticket_refusal(p_delivery private.deliveries) returns text
language plpgsql stable set search_path = '' as $$
begin
	if p_delivery.delivery_id is null or p_delivery.kind <> 'alert' then return 'not_allowed'; end if;
	if not exists (
		select 1 from public.devices v
		where v.device_id = p_delivery.device_id and v.profile_id = p_delivery.profile_id and v.removed_at is null
	) or not private.may_help(p_delivery.profile_id, p_delivery.request_id) then
		return 'not_allowed';
	end if;
	if not exists (
		select 1 from public.requests r where r.request_id = p_delivery.request_id and r.alert_round = p_delivery.alert_round
	) then
		return 'expired';
	end if;
	return null;
end;
$$;

create function private.accept_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_refusal text;
	v_answer jsonb;
begin
	select * into v_delivery from private.deliveries d where d.delivery_id = p_delivery_id;
	v_refusal := private.ticket_refusal(v_delivery);
	if v_refusal is not null then return jsonb_build_object('outcome', v_refusal); end if;
	v_answer := private.take_request(v_delivery.request_id, v_delivery.profile_id, v_delivery.device_id, v_delivery.alert_round);
	if v_answer ->> 'outcome' in ('accepted', 'already_yours') then
		update private.deliveries set state = 'accepted', acted_at = coalesce(acted_at, clock_timestamp()), arrived_at = coalesce(arrived_at, clock_timestamp())
		where delivery_id = p_delivery_id;
	end if;
	return v_answer;
end;
$$;

-- "Later" and "not possible": an answer for this round only. The request stays open for everyone, this person included.
create function private.answer_with_ticket(p_delivery_id uuid, p_answer text) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_refusal text;
	v_request public.requests;
begin
	if p_answer is null or p_answer not in ('later', 'declined') then
		raise exception 'unknown answer' using errcode = '22023';
	end if;
	select * into v_delivery from private.deliveries d where d.delivery_id = p_delivery_id;
	v_refusal := private.ticket_refusal(v_delivery);
	if v_refusal is not null then return jsonb_build_object('outcome', v_refusal); end if;
	-- Serialises with acceptance, so that "later" is never noted on a request that is already taken.
	select * into v_request from public.requests r where r.request_id = v_delivery.request_id for no key update;
	if v_request.status in ('resolved', 'cancelled') then return jsonb_build_object('outcome', 'closed'); end if;
	if v_request.accepted_by = v_delivery.profile_id then
		return jsonb_build_object('outcome', 'already_yours', 'request', private.request_receipt(v_request.request_id));
	end if;
	if v_request.status <> 'open' then
		return jsonb_build_object('outcome', 'taken', 'by', private.person_name(v_request.accepted_by));
	end if;
	if v_request.alert_round <> v_delivery.alert_round then return jsonb_build_object('outcome', 'expired'); end if;
	if not exists (
		select 1 from private.deliveries d
		where d.request_id = v_delivery.request_id and d.alert_round = v_delivery.alert_round and d.profile_id = v_delivery.profile_id and d.state = p_answer
	) then
		perform private.add_event(v_delivery.request_id, p_answer, v_delivery.profile_id, '{}');
	end if;
	update private.deliveries set state = p_answer, acted_at = clock_timestamp(), arrived_at = coalesce(arrived_at, clock_timestamp())
	where delivery_id = p_delivery_id;
	return jsonb_build_object('outcome', 'noted');
end;
$$;

-- Proof that a worker showed the message. Says nothing about anyone having read it.
create function private.arrive_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
begin
	update public.devices v set last_seen_at = now()
	from private.deliveries d join public.profiles p on p.profile_id = d.profile_id and p.status = 'active'
	where d.delivery_id = p_delivery_id and v.device_id = d.device_id and v.profile_id = d.profile_id and v.removed_at is null;
	if not found then return jsonb_build_object('outcome', 'not_allowed'); end if;
	update private.deliveries set arrived_at = clock_timestamp(), state = case when state in ('sending', 'sent', 'queued') then 'arrived' else state end
	where delivery_id = p_delivery_id and arrived_at is null;
	return jsonb_build_object('outcome', 'noted');
end;
$$;

-- What the accept page may show before anyone has accepted: the same the notification said, and who has it if someone has.
create function private.peek_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_refusal text;
	v_request public.requests;
begin
	select * into v_delivery from private.deliveries d where d.delivery_id = p_delivery_id;
	v_refusal := private.ticket_refusal(v_delivery);
	if v_refusal is not null then return jsonb_build_object('outcome', v_refusal); end if;
	select * into strict v_request from public.requests r where r.request_id = v_delivery.request_id;
	if v_request.status in ('resolved', 'cancelled') then return jsonb_build_object('outcome', 'closed'); end if;
	if v_request.accepted_by = v_delivery.profile_id then
		return jsonb_build_object('outcome', 'already_yours', 'request', private.request_receipt(v_request.request_id));
	end if;
	if v_request.status <> 'open' then
		return jsonb_build_object('outcome', 'taken', 'by', private.person_name(v_request.accepted_by));
	end if;
	return (
		select jsonb_build_object('outcome', 'open', 'request', jsonb_build_object(
			'id', r.request_id, 'number', r.number, 'title', r.title, 'priority', r.priority, 'created_at', r.created_at,
			'cluster', c.name, 'municipality', m.name, 'body', d.body, 'place', d.place, 'callback', d.callback))
		from public.requests r
		join public.request_details d on d.request_id = r.request_id
		join public.clusters c on c.cluster_id = r.cluster_id
		join public.municipalities m on m.municipality_id = r.municipality_id
		where r.request_id = v_delivery.request_id
	);
end;
$$;
revoke all on function private.ticket_refusal(private.deliveries), private.accept_with_ticket(uuid), private.answer_with_ticket(uuid, text),
	private.arrive_with_ticket(uuid), private.peek_with_ticket(uuid) from public;

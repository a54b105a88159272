-- Why: ask, accept, release. The thin doors in public run with the caller's rights; the definers in private do the writing.
-- Touches: functions only.
-- Safe: new names.
create function private.person_name(p_profile_id uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object('name', p.display_name, 'municipality', coalesce(m.name, ''))
	from public.profiles p left join public.municipalities m on m.municipality_id = p.municipality_id
	where p.profile_id = p_profile_id;
$$;

create function private.request_receipt(p_request_id uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object('id', r.request_id, 'number', r.number, 'title', r.title, 'callback', d.callback, 'place', d.place)
	from public.requests r join public.request_details d on d.request_id = r.request_id
	where r.request_id = p_request_id;
$$;

create function private.add_event(p_request_id uuid, p_kind text, p_actor_id uuid, p_facts jsonb) returns void
language sql set search_path = '' as $$
	insert into public.request_events (request_id, kind, actor_id, facts) values (p_request_id, p_kind, p_actor_id, p_facts);
$$;

-- Whether this person may take or see the case as a helper: an active specialist who is a member of the request's cluster.
create function private.may_help(p_profile_id uuid, p_request_id uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1 from public.requests q
		join public.cluster_members m on m.cluster_id = q.cluster_id and m.profile_id = p_profile_id
		join public.profiles p on p.profile_id = m.profile_id and p.status = 'active'
		join public.roles r on r.profile_id = p.profile_id and r.role = 'specialist'
		where q.request_id = p_request_id
	);
$$;

-- One conditional update decides the race. Losers waited on its row lock and read the winner afterwards; when the winner has given
-- the request back in between, there is nobody to name and the loser tries again. With a round given, only that round may be taken.
create function private.take_request(p_request_id uuid, p_profile_id uuid, p_device_id uuid, p_alert_round integer default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_request public.requests;
begin
	if not private.may_help(p_profile_id, p_request_id) then
		return jsonb_build_object('outcome', 'not_allowed');
	end if;
	loop
		update public.requests set status = 'accepted', accepted_by = p_profile_id, accepted_at = clock_timestamp()
		where request_id = p_request_id and status = 'open' and (p_alert_round is null or alert_round = p_alert_round);
		if found then
			perform private.add_event(p_request_id, 'accepted', p_profile_id, '{}');
			perform private.retire_alert_round(p_request_id, p_device_id);
			return jsonb_build_object('outcome', 'accepted', 'request', private.request_receipt(p_request_id));
		end if;
		select * into strict v_request from public.requests r where r.request_id = p_request_id;
		if v_request.alert_round <> p_alert_round then
			return jsonb_build_object('outcome', 'expired');
		elsif v_request.status in ('resolved', 'cancelled') then
			return jsonb_build_object('outcome', 'closed');
		elsif v_request.accepted_by = p_profile_id then
			return jsonb_build_object('outcome', 'already_yours', 'request', private.request_receipt(p_request_id));
		elsif v_request.status <> 'open' then
			return jsonb_build_object('outcome', 'taken', 'by', private.person_name(v_request.accepted_by));
		end if;
	end loop;
end;
$$;
revoke all on function private.person_name(uuid), private.request_receipt(uuid), private.add_event(uuid, text, uuid, jsonb),
	private.may_help(uuid, uuid), private.take_request(uuid, uuid, uuid, integer) from public;

create function private.create_request(
	p_command_id uuid, p_request_id uuid, p_cluster_id uuid, p_title text, p_body text, p_priority integer, p_kind text,
	p_municipality_id uuid, p_place text, p_callback text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_title text := private.one_line(p_title);
	v_body text := private.trimmed(p_body);
	v_place text := private.one_line(p_place);
	v_callback text := private.one_line(p_callback);
	v_home uuid;
	v_municipality uuid;
	v_number bigint;
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'create_request', jsonb_build_array(
		p_request_id, p_cluster_id, p_title, p_body, p_priority, p_kind, p_municipality_id, p_place, p_callback));
	if v_stored is not null then return v_stored; end if;

	-- The row lock makes the count below true when one person sends many requests at once.
	select p.municipality_id into v_home from public.profiles p where p.profile_id = v_person and p.status = 'active' for no key update;
	if v_home is null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_municipality := coalesce(p_municipality_id, v_home);

	v_wrong := case
		when p_request_id is null then jsonb_build_object('field', 'request_id', 'reason', 'missing')
		when v_title = '' then jsonb_build_object('field', 'title', 'reason', 'missing')
		when char_length(v_title) > 200 then jsonb_build_object('field', 'title', 'reason', 'too_long')
		when char_length(v_body) > 10000 then jsonb_build_object('field', 'body', 'reason', 'too_long')
		when char_length(v_place) > 200 then jsonb_build_object('field', 'place', 'reason', 'too_long')
		when char_length(v_callback) > 60 then jsonb_build_object('field', 'callback', 'reason', 'too_long')
		when p_priority is null or p_priority not between 1 and 4 then jsonb_build_object('field', 'priority', 'reason', 'unknown')
		when p_kind is null or p_kind not in ('incident', 'question', 'task') then jsonb_build_object('field', 'kind', 'reason', 'unknown')
		when not exists (select 1 from public.clusters c where c.cluster_id = p_cluster_id) then jsonb_build_object('field', 'cluster_id', 'reason', 'unknown')
		when not exists (select 1 from public.municipalities m where m.municipality_id = v_municipality) then jsonb_build_object('field', 'municipality_id', 'reason', 'unknown')
		-- Specialists take calls and ask for others; everybody else asks for their own town hall.
		when v_municipality <> v_home and not (private.is_specialist() or private.is_coordinator()) then jsonb_build_object('field', 'municipality_id', 'reason', 'not_allowed')
		when exists (select 1 from public.requests r where r.request_id = p_request_id) then jsonb_build_object('field', 'request_id', 'reason', 'exists')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	if (
		select count(*) from public.request_details d join public.requests r on r.request_id = d.request_id
		where d.requester_id = v_person and r.created_at > now() - interval '10 minutes'
	) >= 5 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'too_many'));
	end if;

	insert into public.requests (request_id, title, kind, priority, cluster_id, municipality_id)
	values (p_request_id, v_title, p_kind, p_priority, p_cluster_id, v_municipality)
	on conflict (request_id) do nothing returning number into v_number;
	if v_number is null then
		-- Somebody else used this id in the meantime.
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'request_id', 'reason', 'exists'));
	end if;
	insert into public.request_details (request_id, requester_id, body, place, callback)
	values (p_request_id, v_person, v_body, v_place, v_callback);
	perform private.add_event(p_request_id, 'created', v_person, '{}');
	perform private.open_alert_round(p_request_id, 1, null);
	return private.finish_command(p_command_id, jsonb_build_object(
		'outcome', 'created', 'request', jsonb_build_object('id', p_request_id, 'number', v_number)));
end;
$$;

create function private.accept_request(p_command_id uuid, p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'accept_request', jsonb_build_array(p_request_id));
	if v_stored is not null then return v_stored; end if;
	return private.finish_command(p_command_id, private.take_request(p_request_id, (select auth.uid()), null));
end;
$$;

create function private.release_request(p_command_id uuid, p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_request public.requests;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'release_request', jsonb_build_array(p_request_id));
	if v_stored is not null then return v_stored; end if;

	update public.requests set status = 'open', accepted_by = null, accepted_at = null, alert_round = alert_round + 1
	where request_id = p_request_id and accepted_by = v_person and status in ('accepted', 'in_progress', 'waiting')
		and exists (select 1 from public.profiles p where p.profile_id = v_person and p.status = 'active')
	returning * into v_request;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', case
			when exists (
				select 1 from public.requests r
				where r.request_id = p_request_id and r.accepted_by = v_person and r.status in ('resolved', 'cancelled')
			) then 'closed' else 'not_allowed' end));
	end if;
	perform private.add_event(p_request_id, 'released', v_person, '{}');
	-- "Taken by …" that has not gone out yet is no longer true.
	update private.deliveries set state = 'superseded' where request_id = p_request_id and state = 'queued';
	perform private.open_alert_round(p_request_id, v_request.alert_round, v_person);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'released'));
end;
$$;
revoke all on function
	private.create_request(uuid, uuid, uuid, text, text, integer, text, uuid, text, text),
	private.accept_request(uuid, uuid), private.release_request(uuid, uuid) from public;
grant execute on function
	private.create_request(uuid, uuid, uuid, text, text, integer, text, uuid, text, text),
	private.accept_request(uuid, uuid), private.release_request(uuid, uuid) to authenticated;

create function public.create_request(
	command_id uuid, request_id uuid, cluster_id uuid, title text, body text, priority integer, kind text,
	municipality_id uuid default null, place text default '', callback text default ''
) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.create_request(command_id, request_id, cluster_id, title, body, priority, kind, municipality_id, place, callback);
$$;

create function public.accept_request(command_id uuid, request_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.accept_request(command_id, request_id);
$$;

create function public.release_request(command_id uuid, request_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.release_request(command_id, request_id);
$$;
revoke all on function
	public.create_request(uuid, uuid, uuid, text, text, integer, text, uuid, text, text),
	public.accept_request(uuid, uuid), public.release_request(uuid, uuid) from public, anon;
grant execute on function
	public.create_request(uuid, uuid, uuid, text, text, integer, text, uuid, text, text),
	public.accept_request(uuid, uuid), public.release_request(uuid, uuid) to authenticated;

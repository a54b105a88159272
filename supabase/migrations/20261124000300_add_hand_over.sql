-- Why: a request in the wrong cluster, or one that needs other hands, goes on to another cluster and alerts there.
-- Touches: event kind handed_over, command hand_over_request; private.take_request asks for membership of the cluster the request lies in by then.
-- Safe: new names and an unchanged answer; an app that does not know the event leaves it out.
alter table public.request_events drop constraint request_events_kind_known;
alter table public.request_events add constraint request_events_kind_known
	check (kind in ('created', 'alerted', 'accepted', 'released', 'later', 'declined', 'handed_over'));

-- As before, but whoever waited for the row meets the cluster it has gone to meanwhile, or finds it deleted: rights are asked again then.
create or replace function private.take_request(p_request_id uuid, p_profile_id uuid, p_device_id uuid, p_alert_round integer default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_request public.requests;
begin
	loop
		if not private.may_help(p_profile_id, p_request_id) then
			return jsonb_build_object('outcome', 'not_allowed');
		end if;
		update public.requests r set status = 'accepted', accepted_by = p_profile_id, accepted_at = clock_timestamp()
		where r.request_id = p_request_id and r.status = 'open' and (p_alert_round is null or r.alert_round = p_alert_round)
			and exists (select 1 from public.cluster_members m where m.cluster_id = r.cluster_id and m.profile_id = p_profile_id);
		if found then
			perform private.add_event(p_request_id, 'accepted', p_profile_id, '{}');
			perform private.retire_alert_round(p_request_id, p_device_id);
			return jsonb_build_object('outcome', 'accepted', 'request', private.request_receipt(p_request_id));
		end if;
		-- Null when it was deleted meanwhile: then the next turn refuses.
		select * into v_request from public.requests r where r.request_id = p_request_id;
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

-- By whoever has it, or, while nobody has, by a specialist of the cluster it lies in. A new round begins in the other cluster.
create function private.hand_over_request(p_command_id uuid, p_request_id uuid, p_cluster_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_request public.requests;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'hand_over_request', jsonb_build_array(p_request_id, p_cluster_id));
	if v_stored is not null then return v_stored; end if;

	select * into v_request from public.requests r where r.request_id = p_request_id for update;
	if v_request.request_id is null or not private.is_active() or not (
		v_request.accepted_by is not distinct from v_person
		-- Taken by somebody else meanwhile: that is an answer, not a refusal, for whoever could have handed it over.
		or private.may_help(v_person, p_request_id)
	) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if v_request.status in ('resolved', 'cancelled') then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'closed'));
	end if;
	if v_request.accepted_by <> v_person then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'taken', 'by', private.person_name(v_request.accepted_by)));
	end if;
	if not exists (select 1 from public.clusters c where c.cluster_id = p_cluster_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'cluster_id', 'reason', 'unknown'));
	end if;
	if v_request.cluster_id = p_cluster_id then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'already_there'));
	end if;
	update public.requests set status = 'open', accepted_by = null, accepted_at = null, cluster_id = p_cluster_id, alert_round = alert_round + 1
	where request_id = p_request_id returning * into v_request;
	perform private.add_event(p_request_id, 'handed_over', v_person, jsonb_build_object('cluster_id', p_cluster_id));
	-- What has not gone out yet speaks of the former cluster; what has is refused by its round.
	update private.alerts set state = 'superseded' where request_id = p_request_id and state = 'due';
	update private.deliveries set state = 'superseded' where request_id = p_request_id and state = 'queued';
	perform private.open_alert_round(p_request_id, v_request.alert_round, v_person);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'handed_over'));
end;
$$;
revoke all on function private.hand_over_request(uuid, uuid, uuid) from public;
grant execute on function private.hand_over_request(uuid, uuid, uuid) to authenticated;

create function public.hand_over_request(command_id uuid, request_id uuid, cluster_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.hand_over_request(command_id, request_id, cluster_id);
$$;
revoke all on function public.hand_over_request(uuid, uuid, uuid) from public, anon;
grant execute on function public.hand_over_request(uuid, uuid, uuid) to authenticated;

-- Why: what a municipality that left had asked for stays in the network, and nobody of its own looks after it any more: that is for coordination.
-- Touches: private.hand_over_request (same name and answers): coordination, too, hands on what such a municipality asked, while nobody has it.
-- Safe: nobody may do less than before; an older app does not offer it.

create or replace function private.hand_over_request(p_command_id uuid, p_request_id uuid, p_cluster_id uuid) returns jsonb
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
		or private.is_coordinator() and exists (
			select 1 from public.municipalities m where m.municipality_id = v_request.municipality_id and m.left_at is not null)
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

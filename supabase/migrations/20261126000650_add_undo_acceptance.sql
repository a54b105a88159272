-- Why: a slip of the finger happens in the open app, too; there a session undoes it, not a ticket.
-- Touches: private.undo_acceptance becomes private.take_back (same body) and its name the command's; private.undo_with_ticket calls it.
-- Safe: servers call undo_with_ticket only, whose answers stay the same.
alter function private.undo_acceptance(uuid, uuid) rename to take_back;

create or replace function private.undo_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_refusal text;
	v_answer jsonb;
begin
	select * into v_delivery from private.deliveries d where d.delivery_id = p_delivery_id;
	v_refusal := private.ticket_refusal(v_delivery);
	if v_refusal is not null then return jsonb_build_object('outcome', v_refusal); end if;
	v_answer := private.take_back(v_delivery.request_id, v_delivery.profile_id);
	if v_answer ->> 'outcome' = 'undone' then
		update private.deliveries set state = 'arrived' where delivery_id = p_delivery_id and state = 'accepted';
	end if;
	return v_answer;
end;
$$;

-- Members only: others would learn from it who has a request.
create function private.undo_acceptance(p_command_id uuid, p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'undo_acceptance', jsonb_build_array(p_request_id));
	if v_stored is not null then return v_stored; end if;
	if not private.may_help(v_person, p_request_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	return private.finish_command(p_command_id, private.take_back(p_request_id, v_person));
end;
$$;
revoke all on function private.undo_acceptance(uuid, uuid) from public;
grant execute on function private.undo_acceptance(uuid, uuid) to authenticated;

create function public.undo_acceptance(command_id uuid, request_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.undo_acceptance(command_id, request_id);
$$;
revoke all on function public.undo_acceptance(uuid, uuid) from public, anon;
grant execute on function public.undo_acceptance(uuid, uuid) to authenticated;

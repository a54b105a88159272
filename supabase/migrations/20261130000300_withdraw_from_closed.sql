-- Why: whoever had a request that is closed by now, and took back an offer for it, was answered "closed". No app expects that word of this
-- command, so it was shown as an answer that cannot be read.
-- Touches: private.withdraw_offer (same name), the answers of that kind which are kept for repetitions.
-- Safe: "no_offer" is what everybody else is told about a closed request, and every app knows it.
create or replace function private.withdraw_offer(p_command_id uuid, p_request_id uuid) returns jsonb
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
	if v_request.accepted_by = v_person and v_request.status not in ('resolved', 'cancelled') then
		return private.finish_command(p_command_id, private.answer_refusal(v_request, v_person));
	end if;
	if private.standing_offer(v_request, v_person) is null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'no_offer'));
	end if;
	perform private.note_answer(v_request, v_person, 'withdrawn', '{}');
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'withdrawn'));
end;
$$;

update private.commands set answer = jsonb_build_object('outcome', 'no_offer')
where name = 'withdraw_offer' and answer ->> 'outcome' = 'closed';

-- Why: signed in is not trusted. Whoever has proven an address of a municipality's domain enters without anybody deciding; everybody else waits.
-- Touches: enter_network. Asks private.admit_by_address, which a later migration makes.
-- Safe: new functions only.

-- Definer: the caller's own address in auth.users is read, and their own profile written.
create function private.enter_network(p_command_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'enter_network', '[]');
	if v_stored is not null then return v_stored; end if;
	if not exists (select 1 from public.profiles p where p.profile_id = v_person) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', private.admit_by_address(v_person)));
end;
$$;
revoke all on function private.enter_network(uuid) from public;
grant execute on function private.enter_network(uuid) to authenticated;

create function public.enter_network(command_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.enter_network(command_id);
$$;
revoke all on function public.enter_network(uuid) from public, anon;
grant execute on function public.enter_network(uuid) to authenticated;

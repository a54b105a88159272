-- Why: whoever is away is away on every device, and nobody waits for them. A pause over one's own duty is a gap, which is asked about before it is
-- made.
-- Touches: command set_pause.
-- Safe: new names.

-- Null or past: the pause ends. `duties`: the first ten between now and its end, `count` all of them.
create function private.set_pause(p_command_id uuid, p_paused_until timestamptz, p_leaves_gap boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_until timestamptz := case when p_paused_until > now() then p_paused_until end;
	v_stored jsonb;
	v_gap jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_pause', jsonb_build_array(p_paused_until, p_leaves_gap));
	if v_stored is not null then return v_stored; end if;
	if not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if v_until is null then
		-- When somebody was away is not kept.
		update public.notification_settings set paused_until = null where profile_id = v_person and paused_until is not null;
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
	end if;
	if v_until > now() + interval '1 year' then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'paused_until', 'reason', 'too_long'));
	end if;
	select jsonb_build_object('count', count(*), 'duties', jsonb_agg(
			jsonb_build_object('cluster_id', d.cluster_id, 'starts_at', d.starts_at, 'ends_at', d.ends_at) order by d.place) filter (where d.place <= 10))
	into v_gap
	from (
		select *, row_number() over (order by starts_at, cluster_id) as place from private.duties_between(v_person, now(), v_until)
	) d having count(*) > 0;
	if v_gap is not null and p_leaves_gap is not true then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'on_duty') || v_gap);
	end if;
	insert into public.notification_settings (profile_id, paused_until) values (v_person, v_until)
	on conflict (profile_id) do update set paused_until = excluded.paused_until;
	return private.finish_command(p_command_id, case
		when v_gap is null then jsonb_build_object('outcome', 'saved') else jsonb_build_object('outcome', 'gap_left') || v_gap end);
end;
$$;
revoke all on function private.set_pause(uuid, timestamptz, boolean) from public;
grant execute on function private.set_pause(uuid, timestamptz, boolean) to authenticated;

create function public.set_pause(command_id uuid, paused_until timestamptz, leaves_gap boolean) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_pause(command_id, paused_until, leaves_gap);
$$;
revoke all on function public.set_pause(uuid, timestamptz, boolean) from public, anon;
grant execute on function public.set_pause(uuid, timestamptz, boolean) to authenticated;

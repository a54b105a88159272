-- Why: the screen of a cluster said that somebody is on call now who pauses, beside the gap that this makes.
-- Touches: on_call_now (same name).
-- Safe: the same answer for fewer people.

-- Who is on call for a cluster now and could take a request: still its member, active, a specialist, and not pausing. Nobody: an empty list. For
-- specialists and coordination; definer, because the tables of the rota are not readable by clients.
create or replace function private.on_call_now(p_cluster_id uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
	select o.profile_id
	from private.on_call_at(p_cluster_id, now()) o(profile_id)
	join public.cluster_members m on m.cluster_id = p_cluster_id and m.profile_id = o.profile_id
	left join public.notification_settings w on w.profile_id = o.profile_id
	where ((select private.is_specialist()) or (select private.is_coordinator()))
		and private.may_be_on_call(o.profile_id, p_cluster_id)
		and not coalesce(greatest(m.paused_until, w.paused_until) > now(), false);
$$;

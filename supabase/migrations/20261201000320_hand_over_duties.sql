-- Why: a pause over one's own duty is a gap unless somebody takes over. Who hands over has agreed on it with the colleague, who has it in view at
-- once and can give it back with one tap; then it is a gap again, and topic owners see it.
-- Touches: private.planned_between, rota_between (same name), the door my_duties, commands hand_over_duties and give_back_duty.
-- Safe: new names; rota_between answers as before.

-- Who is planned for a cluster in a stretch of time, after overrides and before substitutes; null: the turns of nobody.
create function private.planned_between(p_cluster_id uuid, p_from timestamptz, p_until timestamptz)
returns table (profile_id uuid, during tstzmultirange)
language sql stable set search_path = '' as $$
	with turns as (
		select s.profile_id, s.during from private.shifts s
		where s.cluster_id = p_cluster_id and s.kind = 'planned' and s.during && tstzrange(p_from, p_until)
		union all
		select m.profile_id, turn.during
		from private.rotations r
		join private.rotation_members m on m.rotation_id = r.rotation_id
		cross join lateral (
			select count(*)::integer as turns, (count(*) filter (where c.position < m.position))::integer as place
			from private.rotation_members c where c.rotation_id = r.rotation_id
		) n
		cross join lateral generate_series(
			-- The turn before the first day is the one that may still run.
			greatest(0, ((p_from at time zone 'Europe/Berlin')::date - r.starts_on) / r.length_days - 1),
			((p_until at time zone 'Europe/Berlin')::date - r.starts_on) / r.length_days
		) k
		cross join lateral (
			select tstzrange(
				(r.starts_on + k * r.length_days + r.hands_over_at) at time zone 'Europe/Berlin',
				(least(r.starts_on + (k + 1) * r.length_days, r.ends_on) + r.hands_over_at) at time zone 'Europe/Berlin') as during
			where r.ends_on is null or r.starts_on + k * r.length_days < r.ends_on
		) turn
		where r.cluster_id = p_cluster_id and k % n.turns = n.place
	), overrides as (
		select s.profile_id, s.during from private.shifts s
		where s.cluster_id = p_cluster_id and s.kind = 'override' and s.during && tstzrange(p_from, p_until)
	)
	select d.profile_id, range_agg(d.during) * tstzmultirange(tstzrange(p_from, p_until)) from (
		select t.profile_id, range_agg(t.during) - coalesce((select range_agg(o.during) from overrides o), '{}'::tstzmultirange) as during
		from turns t group by t.profile_id
		union all
		select o.profile_id, range_agg(o.during) from overrides o group by o.profile_id
	) d group by d.profile_id;
$$;
revoke all on function private.planned_between(uuid, timestamptz, timestamptz) from public;

-- Who is to be on call: as planned_between, and a substitute in the place of the person they stand in for.
create or replace function private.rota_between(p_cluster_id uuid, p_from timestamptz, p_until timestamptz)
returns table (profile_id uuid, during tstzmultirange)
language sql stable set search_path = '' as $$
	with duty as (
		select * from private.planned_between(p_cluster_id, p_from, p_until)
	), substitutes as (
		select s.profile_id, s.stands_in_for, s.during from private.shifts s
		where s.cluster_id = p_cluster_id and s.kind = 'substitute' and s.during && tstzrange(p_from, p_until)
	), held as (
		select d.profile_id, d.during - coalesce(
			(select range_agg(s.during) from substitutes s where s.stands_in_for = d.profile_id), '{}'::tstzmultirange) as during
		from duty d
		union all
		select s.profile_id, d.during * tstzmultirange(s.during) from substitutes s join duty d on d.profile_id = s.stands_in_for
	)
	select h.profile_id, range_agg(h.during) from held h group by h.profile_id;
$$;

-- Whether somebody could be called for a cluster from then on: in it, not pausing, with a device that is not silent. Why not is nobody's business.
create function private.can_stand_in(p_profile_id uuid, p_cluster_id uuid, p_from timestamptz) returns boolean
language sql stable set search_path = '' as $$
	select private.may_be_on_call(p_profile_id, p_cluster_id) and private.reach_of(p_profile_id) in ('alive', 'quiet')
		and not exists (
			select 1 from public.notification_settings w where w.profile_id = p_profile_id and w.paused_until > p_from)
		and not exists (
			select 1 from public.cluster_members m
			where m.cluster_id = p_cluster_id and m.profile_id = p_profile_id and m.paused_until > p_from);
$$;
revoke all on function private.can_stand_in(uuid, uuid, timestamptz) from public;

-- Until then the caller pauses, and per cluster the person named takes their turns; null: nobody does, and it is wanted so. All or nothing.
create function private.hand_over_duties(p_command_id uuid, p_paused_until timestamptz, p_substitutes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_pause tstzrange;
	v_stored jsonb;
	v_open jsonb;
	v_named record;
	v_taken record;
begin
	v_stored := private.begin_command(p_command_id, 'hand_over_duties', jsonb_build_array(p_paused_until, p_substitutes));
	if v_stored is not null then return v_stored; end if;
	if not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if p_paused_until is null or p_paused_until <= now() or p_paused_until > now() + interval '1 year' then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'paused_until',
			'reason', case when p_paused_until > now() then 'too_long' else 'missing' end));
	end if;
	v_pause := tstzrange(now(), p_paused_until);
	-- In turn, because nothing may be cast before its kind is known.
	if not (case
		when jsonb_typeof(p_substitutes) is distinct from 'array' then false
		when jsonb_array_length(p_substitutes) not between 1 and 50 then false
		when exists (
			select 1 from jsonb_array_elements(p_substitutes) s(one)
			where jsonb_typeof(s.one) <> 'object'
				or coalesce(s.one ->> 'cluster_id', '') !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
				or coalesce(jsonb_typeof(s.one -> 'profile_id'), '') not in ('string', 'null')
				or coalesce(s.one ->> 'profile_id', '00000000-0000-4000-8000-000000000000')
					!~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
				or s.one ->> 'profile_id' = v_person::text) then false
		else (select count(*) = count(distinct s.one ->> 'cluster_id') from jsonb_array_elements(p_substitutes) s(one))
	end) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'substitutes', 'reason', 'unknown'));
	end if;
	-- In one order, so that two who hand over to each other do not wait for each other; and nobody named deletes their account meanwhile.
	perform 1 from public.profiles p
	where p.profile_id = v_person
		or p.profile_id in (select (s.one ->> 'profile_id')::uuid from jsonb_array_elements(p_substitutes) s(one))
	order by p.profile_id for no key update;

	select jsonb_build_object('count', count(*), 'duties', jsonb_agg(
			jsonb_build_object('cluster_id', d.cluster_id, 'starts_at', d.starts_at, 'ends_at', d.ends_at) order by d.place) filter (where d.place <= 10))
	into v_open
	from (
		select *, row_number() over (order by starts_at, cluster_id) as place
		from private.duties_between(v_person, now(), p_paused_until) duty
		where duty.cluster_id::text not in (select s.one ->> 'cluster_id' from jsonb_array_elements(p_substitutes) s(one))
	) d having count(*) > 0;
	if v_open is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'on_duty') || v_open);
	end if;

	for v_named in
		select (s.one ->> 'cluster_id')::uuid as cluster_id, (s.one ->> 'profile_id')::uuid as profile_id, duty.starts_at
		from jsonb_array_elements(p_substitutes) s(one)
		cross join lateral (
			select min(d.starts_at) as starts_at from private.duties_between(v_person, now(), p_paused_until) d
			where d.cluster_id = (s.one ->> 'cluster_id')::uuid
		) duty
		where s.one ->> 'profile_id' is not null and duty.starts_at is not null
		order by 1
	loop
		if not private.can_stand_in(v_named.profile_id, v_named.cluster_id, v_named.starts_at) then
			return private.finish_command(p_command_id, jsonb_build_object('outcome', 'cannot_take',
				'cluster_id', v_named.cluster_id, 'profile_id', v_named.profile_id));
		end if;
	end loop;

	for v_named in
		select (s.one ->> 'cluster_id')::uuid as cluster_id, (s.one ->> 'profile_id')::uuid as profile_id
		from jsonb_array_elements(p_substitutes) s(one)
		where s.one ->> 'profile_id' is not null
	loop
		-- What the caller has taken over from somebody goes on, in the place of that same person; back to that person, it is theirs again.
		for v_taken in
			select s.* from private.shifts s
			where s.cluster_id = v_named.cluster_id and s.kind = 'substitute' and s.profile_id = v_person and s.during && v_pause
		loop
			delete from private.shifts s where s.shift_id = v_taken.shift_id;
			insert into private.shifts (cluster_id, profile_id, during, kind, stands_in_for)
			select v_named.cluster_id, part.profile_id, part.during, 'substitute', v_taken.stands_in_for
			from (
				select v_person as profile_id, unnest(tstzmultirange(v_taken.during) - tstzmultirange(v_pause)) as during
				union all
				select v_named.profile_id, v_taken.during * v_pause where v_named.profile_id <> v_taken.stands_in_for
			) part;
		end loop;
		insert into private.shifts (cluster_id, profile_id, during, kind, stands_in_for)
		select v_named.cluster_id, v_named.profile_id, unnest(planned.during - coalesce((
				select range_agg(s.during) from private.shifts s
				where s.cluster_id = v_named.cluster_id and s.kind = 'substitute' and s.stands_in_for = v_person), '{}'::tstzmultirange)),
			'substitute', v_person
		from private.planned_between(v_named.cluster_id, now(), p_paused_until) planned
		where planned.profile_id = v_person;
	end loop;

	insert into public.notification_settings (profile_id, paused_until) values (v_person, p_paused_until)
	on conflict (profile_id) do update set paused_until = excluded.paused_until;

	select jsonb_build_object('count', count(*), 'duties', jsonb_agg(
			jsonb_build_object('cluster_id', d.cluster_id, 'starts_at', d.starts_at, 'ends_at', d.ends_at) order by d.place) filter (where d.place <= 10))
	into v_open
	from (
		select *, row_number() over (order by starts_at, cluster_id) as place
		from private.duties_between(v_person, now(), p_paused_until)
	) d having count(*) > 0;
	return private.finish_command(p_command_id, case
		when v_open is null then jsonb_build_object('outcome', 'handed_over') else jsonb_build_object('outcome', 'gap_left') || v_open end);
end;
$$;
revoke all on function private.hand_over_duties(uuid, timestamptz, jsonb) from public;
grant execute on function private.hand_over_duties(uuid, timestamptz, jsonb) to authenticated;

create function public.hand_over_duties(command_id uuid, paused_until timestamptz, substitutes jsonb) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.hand_over_duties(command_id, paused_until, substitutes);
$$;
revoke all on function public.hand_over_duties(uuid, timestamptz, jsonb) from public, anon;
grant execute on function public.hand_over_duties(uuid, timestamptz, jsonb) to authenticated;

-- What was handed to the caller and is not over goes back, from now on; what they did until now stays theirs.
create function private.give_back_duty(p_command_id uuid, p_shift_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
	v_during tstzrange;
begin
	v_stored := private.begin_command(p_command_id, 'give_back_duty', jsonb_build_array(p_shift_id));
	if v_stored is not null then return v_stored; end if;
	if not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	select s.during into v_during from private.shifts s
	where s.shift_id = p_shift_id and s.kind = 'substitute' and s.profile_id = (select auth.uid()) and upper(s.during) > now()
	for update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_there'));
	end if;
	if lower(v_during) < now() then
		update private.shifts set during = tstzrange(lower(v_during), now()) where shift_id = p_shift_id;
	else
		delete from private.shifts where shift_id = p_shift_id;
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'given_back'));
end;
$$;
revoke all on function private.give_back_duty(uuid, uuid) from public;
grant execute on function private.give_back_duty(uuid, uuid) to authenticated;

create function public.give_back_duty(command_id uuid, shift_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.give_back_duty(command_id, shift_id);
$$;
revoke all on function public.give_back_duty(uuid, uuid) from public, anon;
grant execute on function public.give_back_duty(uuid, uuid) to authenticated;

-- What the caller took over and handed over, as long as it is not over, and which of their own duties nobody has while they pause. Null for whoever
-- is not in.
create function private.my_duties() returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object(
		'taken', (
			select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'cluster_id', s.cluster_id, 'profile_id', s.stands_in_for,
				'starts_at', lower(s.during), 'ends_at', upper(s.during)) order by s.during, s.shift_id), '[]')
			from private.shifts s where s.kind = 'substitute' and s.profile_id = me.id and upper(s.during) > now()),
		'given', (
			select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'cluster_id', s.cluster_id, 'profile_id', s.profile_id,
				'starts_at', lower(s.during), 'ends_at', upper(s.during)) order by s.during, s.shift_id), '[]')
			from private.shifts s where s.kind = 'substitute' and s.stands_in_for = me.id and upper(s.during) > now()),
		'gaps', (
			select coalesce(jsonb_agg(jsonb_build_object('cluster_id', d.cluster_id, 'starts_at', d.starts_at, 'ends_at', d.ends_at)
				order by d.starts_at, d.cluster_id), '[]')
			from public.notification_settings w
			cross join lateral (
				select * from private.duties_between(me.id, now(), w.paused_until) order by starts_at limit 10
			) d
			where w.profile_id = me.id and w.paused_until > now()))
	from (select auth.uid() as id) me where (select private.is_active());
$$;
revoke all on function private.my_duties() from public;
grant execute on function private.my_duties() to authenticated;

create function public.my_duties() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.my_duties();
$$;
revoke all on function public.my_duties() from public, anon;
grant execute on function public.my_duties() to authenticated;

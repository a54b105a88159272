-- Why: an alert that nobody answers goes on to the next ones; whom it goes to, and when, is the topic owners' to say. Who is on call is looked up.
-- Touches: private.escalation_steps, rotations, rotation_members, shifts (no client reads them; the doors read_escalation and on_call_now do),
-- private.on_call_at, private.duties_between, command save_escalation.
-- Safe: new names; a cluster without steps has the usual ones (src/domain/escalation.ts), a cluster without a rota has nobody on call.
create extension if not exists btree_gist with schema extensions;

create table private.escalation_steps (
	escalation_step_id uuid primary key default gen_random_uuid(),
	cluster_id uuid not null references public.clusters on delete cascade,
	position integer not null,
	target text not null,
	-- Of the target "person".
	profile_id uuid references public.profiles on delete cascade,
	delay_minutes integer not null,
	repeats integer not null default 0,
	lowest_priority smallint not null default 4,
	constraint escalation_steps_once unique (cluster_id, position) deferrable initially deferred,
	constraint escalation_steps_position_range check (position between 0 and 9),
	constraint escalation_steps_target_known check (target in ('on_call', 'members', 'owners', 'coordination', 'person')),
	constraint escalation_steps_person_named check (target = 'person' or profile_id is null),
	constraint escalation_steps_delay_range check (delay_minutes between 0 and 1440),
	constraint escalation_steps_repeats_range check (repeats between 0 and 5),
	constraint escalation_steps_priority_range check (lowest_priority between 1 and 4)
);
comment on table private.escalation_steps is 'Per cluster: whom an alert reaches, one step after the other until somebody accepts. None: the usual steps.';
comment on column private.escalation_steps.delay_minutes is 'After the last alert of the step before.';
comment on column private.escalation_steps.lowest_priority is 'Requests of this priority and more urgent ones (1 is the most urgent) come to this step.';
create index escalation_steps_profile on private.escalation_steps (profile_id) where profile_id is not null;

create table private.rotations (
	rotation_id uuid primary key default gen_random_uuid(),
	cluster_id uuid not null references public.clusters on delete cascade,
	name text not null,
	starts_on date not null,
	hands_over_at time not null default '08:00',
	length_days integer not null default 7,
	ends_on date,
	constraint rotations_name_length check (char_length(name) between 1 and 60),
	constraint rotations_length_range check (length_days between 1 and 56),
	constraint rotations_end_after_start check (ends_on >= starts_on)
);
comment on table private.rotations is 'Who takes turns at being on call for a cluster, in the order of rotation_members, by the clock on a wall in Saxony.';
comment on column private.rotations.hands_over_at is 'Wall time in Europe/Berlin at which the next turn begins, also on the days on which the clocks change.';
comment on column private.rotations.ends_on is 'The day at whose hand-over the last turn ends; null: no end.';
create index rotations_cluster on private.rotations (cluster_id);

create table private.rotation_members (
	rotation_member_id uuid primary key default gen_random_uuid(),
	rotation_id uuid not null references private.rotations on delete cascade,
	profile_id uuid not null references public.profiles on delete cascade,
	position integer not null,
	constraint rotation_members_position_range check (position between 0 and 99),
	constraint rotation_members_once unique (rotation_id, position) deferrable initially deferred
);
comment on table private.rotation_members is 'The turns of a rotation. The same person may have several.';
create index rotation_members_profile on private.rotation_members (profile_id);

create table private.shifts (
	shift_id uuid primary key default gen_random_uuid(),
	cluster_id uuid not null references public.clusters on delete cascade,
	profile_id uuid not null references public.profiles on delete cascade,
	during tstzrange not null,
	kind text not null default 'planned',
	constraint shifts_kind_known check (kind in ('planned', 'override')),
	-- With both ends: [start, end).
	constraint shifts_end_after_start check (not isempty(during) and lower_inc(during) and not upper_inc(during) and not lower_inf(during) and not upper_inf(during)),
	constraint shifts_person_once exclude using gist (cluster_id with =, profile_id with =, kind with =, during with &&)
);
comment on table private.shifts is 'Who is on call for a cluster from when to when. An override takes the place of everybody who is planned at that time.';
create index shifts_profile on private.shifts (profile_id);

alter table private.escalation_steps enable row level security;
alter table private.rotations enable row level security;
alter table private.rotation_members enable row level security;
alter table private.shifts enable row level security;

-- Who is planned to be on call for a cluster at a moment. A turn belongs to a day on the wall, so a week of turns has seven of them also when an
-- hour is missing or comes twice. Says nothing about whether they can be reached.
create function private.on_call_at(p_cluster_id uuid, p_at timestamptz) returns setof uuid
language sql stable set search_path = '' as $$
	with override as (
		select s.profile_id from private.shifts s where s.cluster_id = p_cluster_id and s.kind = 'override' and s.during @> p_at
	)
	select profile_id from override
	union
	select planned.profile_id
	from (
		select s.profile_id from private.shifts s where s.cluster_id = p_cluster_id and s.kind = 'planned' and s.during @> p_at
		union all
		select m.profile_id
		from (
			select r.*, ((p_at at time zone 'Europe/Berlin') - r.hands_over_at)::date as day,
				(select count(*) from private.rotation_members c where c.rotation_id = r.rotation_id) as turns
			from private.rotations r where r.cluster_id = p_cluster_id
		) r
		cross join lateral (
			select c.profile_id from private.rotation_members c where c.rotation_id = r.rotation_id
			order by c.position offset ((r.day - r.starts_on) / r.length_days) % greatest(r.turns, 1) limit 1
		) m
		where r.day >= r.starts_on and (r.ends_on is null or r.day < r.ends_on)
	) planned
	where not exists (select 1 from override);
$$;

-- When a person is planned to be on call in a stretch of time, per cluster; without what others have taken over.
create function private.duties_between(p_profile_id uuid, p_from timestamptz, p_until timestamptz)
returns table (cluster_id uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable set search_path = '' as $$
	with planned as (
		select s.cluster_id, s.during from private.shifts s
		where s.profile_id = p_profile_id and s.kind = 'planned' and s.during && tstzrange(p_from, p_until)
		union all
		select r.cluster_id, turn.during
		from private.rotations r
		join private.rotation_members m on m.rotation_id = r.rotation_id and m.profile_id = p_profile_id
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
		where k % n.turns = n.place
	), mine as (
		select c.cluster_id,
			(coalesce((select range_agg(p.during) from planned p where p.cluster_id = c.cluster_id), '{}'::tstzmultirange)
				- coalesce((
					select range_agg(s.during) from private.shifts s
					where s.cluster_id = c.cluster_id and s.kind = 'override' and s.profile_id <> p_profile_id), '{}'::tstzmultirange)
				+ coalesce((
					select range_agg(s.during) from private.shifts s
					where s.cluster_id = c.cluster_id and s.kind = 'override' and s.profile_id = p_profile_id), '{}'::tstzmultirange))
				* tstzmultirange(tstzrange(p_from, p_until)) as during
		from public.cluster_members c where c.profile_id = p_profile_id
	)
	select mine.cluster_id, lower(one.during), upper(one.during) from mine cross join lateral unnest(mine.during) as one(during);
$$;
revoke all on function private.on_call_at(uuid, timestamptz), private.duties_between(uuid, timestamptz, timestamptz) from public;

-- Who is on call for a cluster now and could take a request: still its member, active and a specialist. Nobody: an empty list. For specialists
-- and coordination; definer, because the tables of the rota are not readable by clients.
create function private.on_call_now(p_cluster_id uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
	select o.profile_id
	from private.on_call_at(p_cluster_id, now()) o(profile_id)
	join public.cluster_members m on m.cluster_id = p_cluster_id and m.profile_id = o.profile_id
	join public.profiles p on p.profile_id = o.profile_id and p.status = 'active'
	join public.roles r on r.profile_id = o.profile_id and r.role = 'specialist'
	where (select private.is_specialist()) or (select private.is_coordinator());
$$;
revoke all on function private.on_call_now(uuid) from public;
grant execute on function private.on_call_now(uuid) to authenticated;

create function public.on_call_now(cluster_id uuid) returns setof uuid
language sql stable security invoker set search_path = '' as $$
	select private.on_call_now(cluster_id);
$$;
revoke all on function public.on_call_now(uuid) from public, anon;
grant execute on function public.on_call_now(uuid) to authenticated;

-- The steps of a cluster in their order, for specialists and coordination. None: the usual ones are in force.
create function private.read_escalation(p_cluster_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object(
		'may_save', (select private.is_coordinator()) or p_cluster_id in (select private.my_owned_cluster_ids()),
		'steps', (
			select coalesce(jsonb_agg(jsonb_build_object('escalation_step_id', s.escalation_step_id, 'target', s.target, 'profile_id', s.profile_id,
				'delay_minutes', s.delay_minutes, 'repeats', s.repeats, 'lowest_priority', s.lowest_priority) order by s.position), '[]')
			from private.escalation_steps s where s.cluster_id = p_cluster_id))
	where ((select private.is_specialist()) or (select private.is_coordinator()))
		and exists (select 1 from public.clusters c where c.cluster_id = p_cluster_id);
$$;
revoke all on function private.read_escalation(uuid) from public;
grant execute on function private.read_escalation(uuid) to authenticated;

create function public.read_escalation(cluster_id uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.read_escalation(cluster_id);
$$;
revoke all on function public.read_escalation(uuid) from public, anon;
grant execute on function public.read_escalation(uuid) to authenticated;

-- Replaces the steps of a cluster, by its topic owners and by coordination. `replaces`: the steps the editor began with, in their order; when
-- somebody has saved others meanwhile nothing is lost, it is said.
create function private.save_escalation(p_command_id uuid, p_cluster_id uuid, p_replaces uuid[], p_steps jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
	v_wrong text;
	v_step jsonb;
	v_place integer := 0;
	v_seen text[] := '{}';
begin
	v_stored := private.begin_command(p_command_id, 'save_escalation', jsonb_build_array(p_cluster_id, p_replaces, p_steps));
	if v_stored is not null then return v_stored; end if;
	if not (private.is_coordinator() or (private.is_active() and p_cluster_id in (select private.my_owned_cluster_ids()))) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	perform 1 from public.clusters c where c.cluster_id = p_cluster_id for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'cluster_id', 'reason', 'unknown'));
	end if;
	if coalesce(p_replaces, '{}') is distinct from
		array(select s.escalation_step_id from private.escalation_steps s where s.cluster_id = p_cluster_id order by s.position) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'changed'));
	end if;
	-- In turn, because nothing may be cast before its kind is known.
	if jsonb_typeof(p_steps) is distinct from 'array' then
		v_wrong := 'unknown';
	elsif jsonb_array_length(p_steps) = 0 then
		v_wrong := 'missing';
	elsif jsonb_array_length(p_steps) > 10 then
		v_wrong := 'too_many';
	else
		for v_step in select value from jsonb_array_elements(p_steps) loop
			v_wrong := case
				when jsonb_typeof(v_step) <> 'object' then 'unknown'
				when coalesce(v_step ->> 'target', '') not in ('on_call', 'members', 'owners', 'coordination', 'person') then 'unknown'
				when (v_step ->> 'target' = 'person') <> (coalesce(jsonb_typeof(v_step -> 'profile_id'), 'null') <> 'null') then 'unknown'
				when coalesce(v_step ->> 'profile_id', '00000000-0000-4000-8000-000000000000')
					!~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then 'unknown'
				when coalesce(v_step ->> 'delay_minutes', '') !~ '^[0-9]{1,4}$' or coalesce(v_step ->> 'repeats', '') !~ '^[0-5]$'
					or coalesce(v_step ->> 'lowest_priority', '') !~ '^[1-4]$' then 'unknown'
				when (v_step ->> 'delay_minutes')::integer > 1440 then 'unknown'
				-- The same people a second time for the same requests would be a loop: nobody is called twice but by a repeat.
				when concat_ws(' ', v_step ->> 'target', v_step ->> 'profile_id', v_step ->> 'lowest_priority') = any (v_seen) then 'exists'
				when v_step ->> 'target' = 'person' and not exists (
					select 1 from public.cluster_members m where m.cluster_id = p_cluster_id and m.profile_id = (v_step ->> 'profile_id')::uuid)
					then 'not_member'
			end;
			exit when v_wrong is not null;
			v_seen := v_seen || concat_ws(' ', v_step ->> 'target', v_step ->> 'profile_id', v_step ->> 'lowest_priority');
		end loop;
		-- A priority without any step would be asked into the void.
		if v_wrong is null and not exists (select 1 from jsonb_array_elements(p_steps) s(step) where s.step ->> 'lowest_priority' = '4') then
			v_wrong := 'gap';
		end if;
	end if;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'steps', 'reason', v_wrong));
	end if;
	delete from private.escalation_steps s where s.cluster_id = p_cluster_id;
	for v_step in select value from jsonb_array_elements(p_steps) loop
		insert into private.escalation_steps (cluster_id, position, target, profile_id, delay_minutes, repeats, lowest_priority)
		values (p_cluster_id, v_place, v_step ->> 'target', (v_step ->> 'profile_id')::uuid, (v_step ->> 'delay_minutes')::integer,
			(v_step ->> 'repeats')::integer, (v_step ->> 'lowest_priority')::smallint);
		v_place := v_place + 1;
	end loop;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;
revoke all on function private.save_escalation(uuid, uuid, uuid[], jsonb) from public;
grant execute on function private.save_escalation(uuid, uuid, uuid[], jsonb) to authenticated;

create function public.save_escalation(command_id uuid, cluster_id uuid, replaces uuid[], steps jsonb) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.save_escalation(command_id, cluster_id, replaces, steps);
$$;
revoke all on function public.save_escalation(uuid, uuid, uuid[], jsonb) from public, anon;
grant execute on function public.save_escalation(uuid, uuid, uuid[], jsonb) to authenticated;

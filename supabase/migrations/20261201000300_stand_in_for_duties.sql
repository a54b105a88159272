-- Why: who is away hands their own turn to a colleague, without taking the turn of others who are on call at the same time; and a turn whose
-- person is gone stays a turn of nobody: taking it out of a rotation would move everybody else's weeks, and the gap could not be seen.
-- Touches: private.shifts (kind 'substitute', stands_in_for, a person may be missing), rotation_members (a person may be missing), on_call_at and
-- duties_between (same names), private.rota_between, private.duty_gaps.
-- Safe: no client reads the tables; rows of before keep their meaning.
alter table private.rotation_members alter column profile_id drop not null;
comment on column private.rotation_members.profile_id is 'Null: the person is gone, the turn is nobody''s until somebody is put there.';

alter table private.shifts
	alter column profile_id drop not null,
	add column stands_in_for uuid references public.profiles on delete cascade,
	drop constraint shifts_kind_known,
	drop constraint shifts_person_once,
	add constraint shifts_kind_known check (kind in ('planned', 'override', 'substitute')),
	add constraint shifts_substitute_named check ((kind = 'substitute') = (stands_in_for is not null)),
	add constraint shifts_substitute_is_another check (kind <> 'substitute' or (profile_id is not null and profile_id <> stands_in_for)),
	add constraint shifts_person_once exclude using gist (
		cluster_id with =, profile_id with =, kind with =, (coalesce(stands_in_for, profile_id)) with =, during with &&),
	add constraint shifts_one_substitute exclude using gist (cluster_id with =, stands_in_for with =, during with &&) where (kind = 'substitute');
comment on table private.shifts is 'Who is on call for a cluster from when to when. An override takes the place of everybody who is planned at that time, a substitute that of one person.';
comment on column private.shifts.profile_id is 'Null: the person is gone, the shift is nobody''s.';
create index shifts_stands_in_for on private.shifts (stands_in_for) where stands_in_for is not null;

-- Who is to be on call for a cluster in a stretch of time, after overrides and substitutes; null: the turns of nobody. A substitute counts only
-- where the person they stand in for has duty, and nobody stands in for a substitute (hand_over_duties passes such a shift on).
create function private.rota_between(p_cluster_id uuid, p_from timestamptz, p_until timestamptz)
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
	), duty as (
		select d.profile_id, range_agg(d.during) as during from (
			select t.profile_id, range_agg(t.during) - coalesce((select range_agg(o.during) from overrides o), '{}'::tstzmultirange) as during
			from turns t group by t.profile_id
			union all
			select o.profile_id, range_agg(o.during) from overrides o group by o.profile_id
		) d group by d.profile_id
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
	select h.profile_id, range_agg(h.during) * tstzmultirange(tstzrange(p_from, p_until))
	from held h group by h.profile_id;
$$;

-- Who is planned to be on call for a cluster at a moment: as rota_between, but the planner asks for every member of every cluster that has an open
-- request, and one moment needs no series of turns. Nobody's turn names nobody.
create or replace function private.on_call_at(p_cluster_id uuid, p_at timestamptz) returns setof uuid
language sql stable set search_path = '' as $$
	with override as (
		select s.profile_id from private.shifts s where s.cluster_id = p_cluster_id and s.kind = 'override' and s.during @> p_at
	), duty as (
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
		where not exists (select 1 from override)
	)
	select distinct coalesce(s.profile_id, d.profile_id)
	from duty d
	left join private.shifts s
		on s.cluster_id = p_cluster_id and s.kind = 'substitute' and s.stands_in_for = d.profile_id and s.during @> p_at
	where d.profile_id is not null;
$$;

-- When a person is to be on call in a stretch of time, per cluster; without what others have taken over, with what they took over.
create or replace function private.duties_between(p_profile_id uuid, p_from timestamptz, p_until timestamptz)
returns table (cluster_id uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable set search_path = '' as $$
	select c.cluster_id, lower(one.during), upper(one.during)
	from public.cluster_members c
	cross join lateral private.rota_between(c.cluster_id, p_from, p_until) rota
	cross join lateral unnest(rota.during) as one(during)
	where c.profile_id = p_profile_id and rota.profile_id = p_profile_id;
$$;

-- Whether a person could take a request of a cluster at all, but for their pause.
create function private.may_be_on_call(p_profile_id uuid, p_cluster_id uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1 from public.cluster_members m
		join public.profiles p on p.profile_id = m.profile_id and p.status = 'active'
		join public.roles r on r.profile_id = m.profile_id and r.role = 'specialist'
		where m.cluster_id = p_cluster_id and m.profile_id = p_profile_id);
$$;

-- When somebody is to be on call for a cluster and nobody is: everybody whose turn it is pauses, has left, or is gone. A time for which nobody was
-- ever planned is no gap.
create function private.duty_gaps(p_cluster_id uuid, p_from timestamptz, p_until timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable set search_path = '' as $$
	with rota as (
		select * from private.rota_between(p_cluster_id, p_from, p_until)
	), there as (
		select range_agg(rota.during
			- tstzmultirange(tstzrange(null, greatest(m.paused_until, w.paused_until, '-infinity'::timestamptz)))) as during
		from rota
		join public.cluster_members m on m.cluster_id = p_cluster_id and m.profile_id = rota.profile_id
		left join public.notification_settings w on w.profile_id = rota.profile_id
		where private.may_be_on_call(rota.profile_id, p_cluster_id)
	)
	select lower(one.during), upper(one.during)
	from unnest((select range_agg(rota.during) from rota) - coalesce((select there.during from there), '{}'::tstzmultirange)) as one(during);
$$;
revoke all on function private.rota_between(uuid, timestamptz, timestamptz), private.may_be_on_call(uuid, uuid),
	private.duty_gaps(uuid, timestamptz, timestamptz) from public;

-- Whoever takes over, and whoever hands over, has it in view at once.
create function private.tell_of_shift() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('person', person) from (
		select unnest(array[old.profile_id, old.stands_in_for, new.profile_id, new.stands_in_for]) as person
	) people where person is not null group by person;
	return null;
end;
$$;
revoke all on function private.tell_of_shift() from public;
create trigger shifts_tell after insert or update or delete on private.shifts
	for each row execute function private.tell_of_shift();

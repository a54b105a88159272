-- Why: an alert that reaches nobody begins long before the alert: with a member whose phone is dead, and with a turn that nobody takes. Topic owners
-- learn how many and when, coordination learns the names of those alone who are on call without a device that hears.
-- Touches: private.device_life, private.reach_of, the doors read_reachability and read_duty_alarms.
-- Safe: new names.

-- The rule of src/domain/device-life.ts; a test holds both side by side.
create function private.device_life(p_last_seen_at timestamptz, p_now timestamptz) returns text
language sql immutable strict set search_path = '' as $$
	select case
		when p_now - p_last_seen_at < interval '192 hours' then 'alive'
		when p_now - p_last_seen_at < interval '672 hours' then 'quiet'
		else 'silent' end;
$$;

-- What the best device of a person can do: alive, quiet, silent; none: no device takes alerts (missing, switched off, or its push service refuses it).
create function private.reach_of(p_profile_id uuid) returns text
language sql stable set search_path = '' as $$
	select coalesce(private.device_life(max(v.last_seen_at), now()), 'none')
	from public.devices v
	join private.push_endpoints e on e.device_id = v.device_id and e.quarantined_at is null
	where v.profile_id = p_profile_id and v.removed_at is null and v.alerts
	having true;
$$;
revoke all on function private.device_life(timestamptz, timestamptz), private.reach_of(uuid) from public;

-- Who is told of a gap: a topic owner who is there.
create function private.has_owner(p_cluster_id uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1 from public.cluster_members m
		left join public.notification_settings w on w.profile_id = m.profile_id
		where m.cluster_id = p_cluster_id and m.role = 'owner' and private.may_be_on_call(m.profile_id, p_cluster_id)
			and not coalesce(greatest(m.paused_until, w.paused_until) > now(), false));
$$;
revoke all on function private.has_owner(uuid) from public;

create function private.gaps_of(p_cluster_id uuid) returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('starts_at', g.starts_at, 'ends_at', g.ends_at) order by g.starts_at), '[]')
	from (
		select * from private.duty_gaps(p_cluster_id, now(), now() + interval '28 days') order by starts_at limit 10
	) g;
$$;
revoke all on function private.gaps_of(uuid) from public;

-- Of the clusters this person is topic owner of: who could be reached, in numbers, and when nobody is on call in the next four weeks (the first ten
-- times). Below five members a number would point at a person: then it is only said whether everybody can be reached. Null for whoever is not in.
create function private.read_reachability() returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'cluster_id', n.cluster_id,
		'members', n.members,
		'all_reachable', n.unreachable = 0,
		'counts', case when n.members >= 5 then jsonb_build_object('none', n.none, 'silent', n.silent, 'quiet', n.quiet, 'paused', n.paused) end,
		'gaps', private.gaps_of(n.cluster_id))), '[]')
	from (
		select m.cluster_id, count(*)::integer as members,
			(count(*) filter (where h.reach = 'none'))::integer as none,
			(count(*) filter (where h.reach = 'silent'))::integer as silent,
			(count(*) filter (where h.reach = 'quiet'))::integer as quiet,
			(count(*) filter (where h.is_paused))::integer as paused,
			(count(*) filter (where h.reach in ('none', 'silent')))::integer as unreachable
		from public.cluster_members m
		cross join lateral (
			select private.reach_of(m.profile_id) as reach,
				coalesce(greatest(m.paused_until, (
					select w.paused_until from public.notification_settings w where w.profile_id = m.profile_id)) > now(), false) as is_paused
		) h
		where m.cluster_id in (select private.my_owned_cluster_ids()) and private.may_be_on_call(m.profile_id, m.cluster_id)
		group by m.cluster_id
	) n
	having (select private.is_active());
$$;
revoke all on function private.read_reachability() from public;
grant execute on function private.read_reachability() to authenticated;

create function public.read_reachability() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.read_reachability();
$$;
revoke all on function public.read_reachability() from public, anon;
grant execute on function public.read_reachability() to authenticated;

-- For coordination: who is on call within a week and has no device that hears, once for each cluster with the first such time; and the gaps of
-- clusters whose topic owners are not there to see them. Null for everybody else.
create function private.read_duty_alarms() returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object(
		'people', (
			select coalesce(jsonb_agg(jsonb_build_object('profile_id', d.profile_id, 'cluster_id', d.cluster_id, 'reach', d.reach,
				'starts_at', d.starts_at, 'ends_at', d.ends_at, 'phone', d.phone) order by d.starts_at, d.profile_id), '[]')
			from (
				select distinct on (rota.profile_id, c.cluster_id) rota.profile_id, c.cluster_id, private.reach_of(rota.profile_id) as reach,
					lower(one.during) as starts_at, upper(one.during) as ends_at,
					(select k.phone from public.profile_contacts k where k.profile_id = rota.profile_id) as phone
				from public.clusters c
				cross join lateral private.rota_between(c.cluster_id, now(), now() + interval '7 days') rota
				cross join lateral unnest(rota.during) as one(during)
				where private.may_be_on_call(rota.profile_id, c.cluster_id)
					-- Whoever pauses is a gap, not a person to be rung up.
					and not exists (
						select 1 from public.notification_settings w where w.profile_id = rota.profile_id and w.paused_until > lower(one.during))
				order by rota.profile_id, c.cluster_id, lower(one.during)
			) d where d.reach in ('none', 'silent')),
		'gaps', (
			select coalesce(jsonb_agg(jsonb_build_object('cluster_id', c.cluster_id, 'gaps', g.gaps) order by c.position), '[]')
			from public.clusters c
			cross join lateral (select private.gaps_of(c.cluster_id) as gaps) g
			where g.gaps <> '[]' and not private.has_owner(c.cluster_id)))
	where (select private.is_coordinator());
$$;
revoke all on function private.read_duty_alarms() from public;
grant execute on function private.read_duty_alarms() to authenticated;

create function public.read_duty_alarms() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.read_duty_alarms();
$$;
revoke all on function public.read_duty_alarms() from public, anon;
grant execute on function public.read_duty_alarms() to authenticated;

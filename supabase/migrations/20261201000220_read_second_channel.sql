-- Why: a second channel that carries nothing is seen by coordination, not found out in the night in which it would have counted.
-- Touches: private.read_operations (same name; tells one thing more, second).
-- Safe: pages of before leave out what they do not know.

-- For coordination: { outcome: 'read', … } (src/contracts/operations.ts), { outcome: 'not_allowed' } for everybody else. Definer, because no client reads
-- queue, devices or tests of others. Counts only; what fewer than five people stand behind is not counted but "few", for it would speak of one of them.
create or replace function private.read_operations() returns jsonb
language sql stable security definer set search_path = '' as $$
	select case when private.is_coordinator() then (
		with week as materialized (
			select m.* from private.measured_deliveries(now() - interval '7 days') m where m.is_old_enough
		), day as (
			select m.* from private.measured_deliveries(now() - interval '1 day') m where m.is_old_enough
		), periods as (
			select 'day' as name, count(*) as sent, count(arrived_seconds) as arrived, count(distinct profile_id) as people,
				percentile_cont(0.5) within group (order by arrived_seconds) as median_seconds from day
			union all
			select 'week', count(*), count(arrived_seconds), count(distinct profile_id),
				percentile_cont(0.5) within group (order by arrived_seconds) from week
		), told as (
			select name, case
				when sent = 0 then jsonb_build_object('kind', 'none')
				when people < 5 then jsonb_build_object('kind', 'few')
				else jsonb_build_object('kind', 'counted', 'sent', sent, 'arrived', arrived, 'median_seconds', median_seconds) end as period
			from periods
		)
		select jsonb_build_object(
			'outcome', 'read',
			'at', now(),
			'alerting_ran_at', (select c.ran_at from private.chores c where c.chore = 'alerting'),
			'retention_ran_at', (select c.ran_at from private.chores c where c.chore = 'retention'),
			'queue', (
				select jsonb_build_object('waiting', count(*), 'oldest_seconds', coalesce(extract(epoch from now() - min(d.due_at)), 0))
				from private.deliveries d where d.state = 'queued' and d.due_at <= now()),
			'look_late_seconds', (
				select coalesce(greatest(0, extract(epoch from now() - min(a.due_at))), 0) from private.alerts a where a.state = 'due'),
			'day', (select period from told where name = 'day'),
			'week', (select period from told where name = 'week'),
			'services', (
				select coalesce(jsonb_agg(to_jsonb(s) order by s.service), '[]') from private.push_services() s),
			-- By mail one refused address is that person's; three and nothing that went out is the mail server.
			'second', (
				select coalesce(jsonb_agg(jsonb_build_object('channel', s.channel, 'standing',
					case when s.sent = 0 and s.failed >= case s.channel when 'mail' then 3 else 1 end then 'failing' else 'fine' end) order by s.channel), '[]')
				from (
					select o.channel, count(*) filter (where o.state in ('sent', 'unsure')) as sent, count(*) filter (where o.state in ('failed', 'expired')) as failed
					from private.second_deliveries o where o.created_at > now() - interval '1 day' group by o.channel
				) s where s.sent + s.failed > 0),
			'devices', (
				select case
					when count(*) = 0 then jsonb_build_object('kind', 'none')
					when count(distinct v.profile_id) < 5 then jsonb_build_object('kind', 'few')
					else jsonb_build_object('kind', 'counted', 'all', count(*), 'quarantined', count(e.quarantined_at),
						'silent', count(*) filter (where e.quarantined_at is null and v.last_seen_at < now() - interval '8 days')) end
				from private.push_endpoints e join public.devices v on v.device_id = e.device_id and v.removed_at is null),
			'tests', (
				select case
					when count(*) = 0 then jsonb_build_object('kind', 'none')
					when count(distinct t.profile_id) < 5 then jsonb_build_object('kind', 'few')
					else jsonb_build_object('kind', 'counted', 'all', count(*),
						'arrived', count(*) filter (where t.outcome in ('confirmed', 'arrived')),
						'running', count(*) filter (where t.outcome = 'running')) end
				from public.test_alarms t where t.started_at > now() - interval '7 days'))
	) else jsonb_build_object('outcome', 'not_allowed') end;
$$;

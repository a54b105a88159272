-- Why: whoever asked, and the cluster, see that silence has gone on by mail or outside; a message of the second channel is said as honestly as a push.
-- Touches: refresh_reach (same name), a trigger on private.second_deliveries.
-- Safe: an older app leaves out what it does not know of the count.
create or replace function private.refresh_reach() returns integer
language plpgsql set search_path = '' as $$
declare
	v_ids uuid[];
begin
	with picked as (
		select reach_due_id from private.reach_due order by reach_due_id limit 1000 for update skip locked
	), taken as (
		delete from private.reach_due m using picked where m.reach_due_id = picked.reach_due_id returning m.request_id
	)
	select array_agg(distinct request_id) into v_ids from taken;
	if v_ids is null then return 0; end if;
	-- First the rows, then the count: of two who count the same request the later one must also have counted later.
	perform 1 from public.request_details d where d.request_id = any (v_ids) order by d.request_id for no key update;
	update public.request_details d set reach = counted.reach
	from (
		select r.request_id, jsonb_build_object(
			'alert_round', r.alert_round,
			'people', count(*) filter (where s.is_sent),
			'devices', coalesce(sum(s.confirmed), 0),
			'waiting', count(*) filter (where s.is_waiting and not s.is_sent),
			'failed', count(*) filter (where s.has_failed),
			'resting', coalesce((last.not_reached ->> 'resting')::integer, 0),
			'without_device', coalesce((last.not_reached ->> 'without_device')::integer, 0))
			|| case when second.mailed > 0 then jsonb_build_object('mailed', second.mailed) else '{}' end
			|| case when second.reported > 0 then jsonb_build_object('reported', second.reported) else '{}' end as reach
		from public.requests r
		left join lateral (
			select o.profile_id, bool_or(o.sent_at is not null) as is_sent, bool_or(o.state in ('queued', 'sending')) as is_waiting,
				bool_and(o.sent_at is null and o.state in ('failed', 'gone', 'expired')) as has_failed,
				count(distinct o.device_id) filter (where o.arrived_at is not null) as confirmed
			from private.deliveries o
			where o.request_id = r.request_id and o.alert_round = r.alert_round and o.kind = 'alert'
			group by o.profile_id
		) s on true
		left join lateral (
			select a.not_reached from private.alerts a
			where a.request_id = r.request_id and a.alert_round = r.alert_round and a.not_reached is not null order by a.step desc limit 1
		) last on true
		cross join lateral (
			select count(*) filter (where x.channel = 'mail') as mailed, count(*) filter (where x.channel = 'webhook') as reported
			from private.second_deliveries x
			where x.request_id = r.request_id and x.alert_round = r.alert_round and x.state = 'sent'
		) second
		where r.request_id = any (v_ids)
		group by r.request_id, last.not_reached, second.mailed, second.reported
	) counted
	where d.request_id = counted.request_id and d.reach is distinct from counted.reach;
	return cardinality(v_ids);
end;
$$;

create function private.count_second_delivery() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.mark_reach(new.request_id);
	return null;
end;
$$;
revoke all on function private.count_second_delivery() from public;
create trigger second_deliveries_count after update of state on private.second_deliveries for each row
	when (new.state = 'sent' and new.request_id is not null)
	execute function private.count_second_delivery();

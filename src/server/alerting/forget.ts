/**
 * What is over and says who was away, who was on call, and how a round went: nobody needs it later, so it goes by itself. Never waits for a lock:
 * whatever is locked is in use, and the next turn comes in ten minutes.
 */
import type { Sql } from 'postgres';

/** Rows at most in one statement. */
const atOnce = 1000;

/**
 * Rounds that ended so many days ago: their numbers with the request, then their looks. The round of a request that is still open stays, also when it
 * has nobody left to call: what it has reached is still the truth. Answers how many rows changed.
 */
export async function forgetRounds(sql: Sql, days: number): Promise<number> {
	const reach = await sql`
		with old as (
			select d.request_id from public.request_details d join public.requests r on r.request_id = d.request_id and r.status <> 'open'
			where d.reach is not null and not exists (
				select 1 from private.alerts a
				where a.request_id = d.request_id and (a.state = 'due' or greatest(a.written_at, a.planned_at) >= now() - ${days} * interval '1 day'))
			limit ${atOnce} for no key update of d skip locked
		)
		update public.request_details d set reach = null from old where d.request_id = old.request_id`;
	const looks = await sql`
		with old as (
			select a.alert_id from private.alerts a join public.requests r on r.request_id = a.request_id
			where a.state <> 'due' and greatest(a.written_at, a.planned_at) < now() - ${days} * interval '1 day'
				and not (r.status = 'open' and r.alert_round = a.alert_round)
				-- A message goes by its own age; with its look it would go sooner.
				and not exists (select 1 from private.deliveries d where d.alert_id = a.alert_id)
			limit ${atOnce} for update of a skip locked
		)
		delete from private.alerts a using old where a.alert_id = old.alert_id`;
	return reach.count + looks.count;
}

/** Shifts and rotations that ended so many days ago, and pauses that ended yesterday. Answers how many rows changed. */
export async function forgetDuties(sql: Sql, days: number): Promise<number> {
	const shifts = await sql`
		with old as (
			select shift_id from private.shifts where upper(during) < now() - ${days} * interval '1 day'
			limit ${atOnce} for update skip locked
		)
		delete from private.shifts s using old where s.shift_id = old.shift_id`;
	const rotations = await sql`
		with old as (
			select rotation_id from private.rotations
			where (ends_on + hands_over_at) at time zone 'Europe/Berlin' < now() - ${days} * interval '1 day'
			limit ${atOnce} for update skip locked
		)
		delete from private.rotations r using old where r.rotation_id = old.rotation_id`;
	const pauses = await sql`
		with old as (
			select profile_id from public.notification_settings where paused_until < now() - interval '1 day'
			limit ${atOnce} for update skip locked
		)
		update public.notification_settings s set paused_until = null from old where s.profile_id = old.profile_id`;
	return shifts.count + rotations.count + pauses.count;
}

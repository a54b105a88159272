/**
 * What nobody settles: leases of workers that died, messages that waited too long, records that are too old to keep. Never waits for a
 * lock: whatever is locked is being handled by somebody.
 */
import type { Sql } from 'postgres';
import { forgetDuties, forgetRounds } from './forget.ts';

/** Days (architecture.md, data model). A round goes with its deliveries, which carry device-level times, to find out why a phone stayed silent. */
export const kept = { deliveries: 14, duties: 14, commands: 90, tests: 90, tombstones: 180 };
const deletedAtOnce = 1000;

/** Expired leases go back into the queue, or expire with their message; tests end with their time. Safe to call at any time. */
export async function retireStale(sql: Sql): Promise<void> {
	await sql`select private.shift_back_alerts()`;
	await sql`
		with stale as (
			select delivery_id from private.deliveries
			where (state = 'sending' and leased_until < now()) or (state = 'queued' and expires_at <= now())
			for update skip locked
		)
		update private.deliveries d set
			state = case when d.expires_at <= now() then 'expired' else 'queued' end,
			leased_until = null, leased_by = null
		from stale where d.delivery_id = stale.delivery_id`;
	await sql`
		with over as (
			select test_alarm_id from public.test_alarms where outcome = 'running' and expires_at <= now() for update skip locked
		)
		update public.test_alarms t set outcome = 'expired' from over where t.test_alarm_id = over.test_alarm_id`;
}

/** Deletes deliveries, rounds and duties, verdicts of commands, test alarms and tombstones past their time, a batch of each at a time; answers how many rows. */
export async function deleteOutdated(sql: Sql): Promise<number> {
	const deliveries = await sql`
		with old as (
			select delivery_id from private.deliveries where created_at < now() - ${kept.deliveries} * interval '1 day'
			limit ${deletedAtOnce} for update skip locked
		)
		delete from private.deliveries d using old where d.delivery_id = old.delivery_id`;
	const second = await sql`
		with old as (
			select second_delivery_id from private.second_deliveries where created_at < now() - ${kept.deliveries} * interval '1 day'
			limit ${deletedAtOnce} for update skip locked
		)
		delete from private.second_deliveries s using old where s.second_delivery_id = old.second_delivery_id`;
	const rounds = await forgetRounds(sql, kept.deliveries);
	const duties = await forgetDuties(sql, kept.duties);
	const commands = await sql`
		with old as (
			select command_id from private.commands where created_at < now() - ${kept.commands} * interval '1 day'
			limit ${deletedAtOnce} for update skip locked
		)
		delete from private.commands c using old where c.command_id = old.command_id`;
	const tests = await sql`
		with old as (
			select test_alarm_id from public.test_alarms where started_at < now() - ${kept.tests} * interval '1 day'
			limit ${deletedAtOnce} for update skip locked
		)
		delete from public.test_alarms t using old where t.test_alarm_id = old.test_alarm_id`;
	const tombstones = await sql`
		with old as (
			select table_name, row_id from private.tombstones where deleted_at < now() - ${kept.tombstones} * interval '1 day'
			limit ${deletedAtOnce} for update skip locked
		)
		delete from private.tombstones t using old where t.table_name = old.table_name and t.row_id = old.row_id`;
	// Nobody can take an acceptance back after a minute; whom the round had not reached is nobody's business then.
	await sql`
		update private.alerts set course = null
		where state = 'superseded' and course is not null and written_at < now() - interval '1 day'`;
	return deliveries.count + second.count + rounds + duties + commands.count + tests.count + tombstones.count;
}

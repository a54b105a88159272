/**
 * What nobody settles: leases of workers that died, messages that waited too long, records that are too old to keep. Never waits for a
 * lock: whatever is locked is being handled by somebody.
 */
import type { Sql } from 'postgres';

/** Device-level times are kept this long, to find out why a phone stayed silent (architecture.md, data model). */
const keptDays = 14;
const deletedAtOnce = 1000;

/** Expired leases go back into the queue, or expire with their message. Answers how many may be sent again. Safe to call at any time. */
export async function retireStale(sql: Sql): Promise<number> {
	const rows = await sql<{ state: string }[]>`
		with stale as (
			select delivery_id from private.deliveries
			where (state = 'sending' and leased_until < now()) or (state = 'queued' and expires_at <= now())
			for update skip locked
		)
		update private.deliveries d set
			state = case when d.expires_at <= now() then 'expired' else 'queued' end,
			leased_until = null, leased_by = null
		from stale where d.delivery_id = stale.delivery_id
		returning d.state`;
	return rows.filter((row) => row.state === 'queued').length;
}

/** Deletes deliveries older than 14 days, a batch at a time; answers how many. */
export async function deleteOldDeliveries(sql: Sql): Promise<number> {
	const rows = await sql`
		with old as (
			select delivery_id from private.deliveries where created_at < now() - ${keptDays} * interval '1 day'
			limit ${deletedAtOnce} for update skip locked
		)
		delete from private.deliveries d using old where d.delivery_id = old.delivery_id returning 1`;
	return rows.length;
}

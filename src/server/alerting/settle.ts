/**
 * Writes down what became of posts, many at once. A device may have answered faster than its push service: then the delivery is already
 * `arrived` or further and never moves back. Never waits for row locks, because an acceptance locks many of these rows in an order of its
 * own, and a deadlock would cost a person the tap.
 */
import type { Sql } from 'postgres';
import { classOfAnswer, isCredentialRefusal, quarantineAfter } from '#domain/push-verdict.ts';
import type { PostResult, PushVerdict } from '#domain/push-verdict.ts';
import type { Claimed } from './claim.ts';

export interface Settlement {
	claimed: Pick<Claimed, 'deliveryId' | 'attempts' | 'deviceId' | 'profileId' | 'endpoint' | 'host'>;
	verdict: PushVerdict;
	/** Milliseconds from now until a retry; a duration, because the clock of the database decides when something is due. */
	retryInMs: number;
	status: number | null;
	error: string | null;
}

const stateAfter = {
	sent: 'sent',
	retry: 'queued',
	gone: 'gone',
	failed: 'failed',
	expired: 'expired',
} as const satisfies Record<PushVerdict['verdict'], string>;

/**
 * Applies all settlements and answers those that have to be tried again because somebody held their row. Throws when the database does;
 * then all of them may be given again, applying twice changes nothing.
 */
export async function applySettlements(sql: Sql, settlements: readonly Settlement[]): Promise<Settlement[]> {
	// First: whoever registers the same browser anew must not find the old device still there.
	for (const { claimed, verdict } of settlements) {
		if (verdict.verdict === 'gone') await removeDevice(sql, claimed);
	}
	const settled = await writeDeliveries(sql, settlements);
	const done = settlements.filter(({ claimed }) => settled.has(claimed.deliveryId));
	await noteSuccesses(sql, done);
	for (const settlement of done) {
		if (settlement.verdict.verdict !== 'failed') continue;
		const isRefused = settlement.status !== null && isCredentialRefusal(settlement.status);
		const { countsAgainstDevice } = settlement.verdict;
		if (isRefused || countsAgainstDevice)
			await noteRefusal(sql, settlement.claimed, { isRefused, countsAgainstDevice });
	}
	// Last: what was counted before something failed would be counted again with it.
	await countAnswers(sql, done);
	return settlements.filter(({ claimed }) => !settled.has(claimed.deliveryId));
}

/** Ids of the rows that were free, changed or not. */
async function writeDeliveries(sql: Sql, settlements: readonly Settlement[]): Promise<Set<string>> {
	const rows = settlements.map(({ claimed, verdict, retryInMs, status, error }) => ({
		delivery_id: claimed.deliveryId,
		attempts: claimed.attempts,
		state: stateAfter[verdict.verdict],
		retry_in_ms: retryInMs,
		status,
		error,
	}));
	const free = await sql<{ delivery_id: string }[]>`
		with given as (
			select * from jsonb_to_recordset(${sql.json(rows)}) as given (
				delivery_id uuid, attempts integer, state text, retry_in_ms float8, status integer, error text)
		), free as (
			select d.delivery_id, given.attempts, given.retry_in_ms, given.status, given.error,
				-- What ended is the address it was sent to; a device that has a new one by now is sent to again.
				case when given.state = 'gone' and exists (select 1 from private.push_endpoints e where e.device_id = d.device_id)
					then 'queued' else given.state end as state
			from private.deliveries d join given on given.delivery_id = d.delivery_id
			for update of d skip locked
		), written as (
			update private.deliveries d set
				-- "queued" with our own attempt: the lease ran out, but nobody has taken it since.
				state = case when d.state in ('sending', 'queued') then free.state else d.state end,
				due_at = case when d.state in ('sending', 'queued') and free.state = 'queued'
					then now() + free.retry_in_ms * interval '1 millisecond' else d.due_at end,
				leased_by = null,
				leased_until = null,
				sent_at = case when free.state = 'sent' then coalesce(d.sent_at, now()) else d.sent_at end,
				last_status = free.status,
				last_error = free.error
			from free
			where d.delivery_id = free.delivery_id and d.attempts = free.attempts
			returning d.request_id, d.kind
		), marked as (
			insert into private.reach_due (request_id)
			select distinct request_id from written where kind = 'alert'
		)
		select delivery_id from free
		union all
		select given.delivery_id from given
		where not exists (select 1 from private.deliveries d where d.delivery_id = given.delivery_id)`;
	return new Set(free.map((row) => row.delivery_id));
}

/** Only where it changes what we know: a write per message would be one too many. Locked in one order, so two workers never wait in a circle. */
async function noteSuccesses(sql: Sql, settlements: readonly Settlement[]): Promise<void> {
	const reached = settlements
		.filter(({ verdict }) => verdict.verdict === 'sent')
		.map(({ claimed }) => claimed);
	if (reached.length === 0) return;
	await sql`
		with reached as (
			select e.device_id from private.push_endpoints e
			join unnest(${reached.map((one) => one.deviceId)}::uuid[], ${reached.map((one) => one.endpoint)}::text[])
				as given (device_id, endpoint) on given.device_id = e.device_id and given.endpoint = e.endpoint
			where e.failures_in_a_row > 0 or e.last_success_at is null or e.last_success_at < now() - interval '1 hour'
				or e.refused_at is not null
			order by e.device_id
			for update of e
		)
		update private.push_endpoints e set failures_in_a_row = 0, last_success_at = now(), quarantined_at = null, refused_at = null
		from reached where e.device_id = reached.device_id`;
}

async function noteRefusal(
	sql: Sql,
	{ deviceId, endpoint }: Settlement['claimed'],
	{ isRefused, countsAgainstDevice }: { isRefused: boolean; countsAgainstDevice: boolean },
): Promise<void> {
	const { neverReached, reachedBefore } = quarantineAfter;
	await sql`
		update private.push_endpoints set
			refused_at = case when ${isRefused}::boolean then now() else refused_at end,
			failures_in_a_row = failures_in_a_row + ${countsAgainstDevice ? 1 : 0}::integer,
			quarantined_at = case
				when not ${countsAgainstDevice}::boolean then quarantined_at
				when failures_in_a_row + 1 >= case when last_success_at is null then ${neverReached}::integer else ${reachedBefore}::integer end
				then coalesce(quarantined_at, now()) end
		where device_id = ${deviceId} and endpoint = ${endpoint}`;
}

function answerOf({ status, error }: Settlement): PostResult | undefined {
	if (status !== null) return status;
	return error === 'timeout' || error === 'network' ? error : undefined;
}

/** In one order, so that two workers never wait in a circle. What was never posted is no answer. */
async function countAnswers(sql: Sql, settlements: readonly Settlement[]): Promise<void> {
	const answers = settlements.flatMap((settlement) => {
		const result = answerOf(settlement);
		return result === undefined ? [] : [{ host: settlement.claimed.host, answer: classOfAnswer(result) }];
	});
	if (answers.length === 0) return;
	await sql`
		insert into private.push_answers as counted (service, answer, posts)
		select private.push_service(given.host), given.answer, count(*)
		from jsonb_to_recordset(${sql.json(answers)}) as given (host text, answer text)
		group by 1, 2 order by 1, 2
		on conflict (service, answer) do update set posts = counted.posts + excluded.posts, latest_at = excluded.latest_at`;
}

/** Only while the device still has the endpoint that ended: it may have registered a fresh one meanwhile. */
async function removeDevice(
	sql: Sql,
	{ deviceId, profileId, endpoint }: Settlement['claimed'],
): Promise<void> {
	await sql`
		select private.remove_device_of(${deviceId}, ${profileId})
		where exists (select 1 from private.push_endpoints where device_id = ${deviceId} and endpoint = ${endpoint})`;
}

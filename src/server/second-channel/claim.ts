/**
 * Takes messages of the second channel out of their queue and writes down what became of them. To claim is to start: a message is judged once more
 * at that very moment, so nothing goes out for a request that somebody has, or to somebody who has answered or heard of it meanwhile.
 */
import type { Sql } from 'postgres';
import type { Priority } from '#domain/request.ts';
import type { MailCause } from '#domain/second-channel.ts';
import type { Language } from '#messages/language.ts';

/** A message that is being sent, and which attempt at it this is. */
export interface Claimed {
	deliveryId: string;
	attempts: number;
}

export interface ClaimedMail extends Claimed {
	cause: MailCause;
	to: string;
	profileId: string;
	clusterId: string;
	language: Language;
	requestId: string;
	number: number;
	title: string;
	priority: Priority;
	municipality: string;
	cluster: string;
	callback: string;
	createdAt: Date;
}

export interface ClaimWish {
	workerId: string;
	/** At most so many rows. */
	room: number;
	/** Longer than a message can take. */
	leaseMs: number;
}

export interface Claim<Message extends Claimed> {
	/** Now `sending` and leased to this worker. */
	started: Message[];
	/** Rows taken out of the queue, those that were not worth sending any more included. */
	handled: number;
}

type ClaimRow = ClaimedMail & { state: string };

/** By urgency, then by age. "May still help" is the rule of `private.may_help`, spelled out; of the coordination, their role. */
export async function claimMails(
	sql: Sql,
	{ workerId, room, leaseMs }: ClaimWish,
): Promise<Claim<ClaimedMail>> {
	const rows = await sql<ClaimRow[]>`
		with picked as (
			select s.second_delivery_id from private.second_deliveries s
			where s.state = 'queued' and s.due_at <= now() and s.channel = 'mail'
			order by s.priority, s.due_at limit ${room} for update skip locked
		), judged as (
			select s.second_delivery_id, u.email, p.language, r.number, r.title, r.created_at, r.cluster_id, q.callback, c.name as cluster, m.name as municipality,
				case
					when s.expires_at <= now() then 'expired'
					when r.status <> 'open' or r.alert_round <> s.alert_round or p.status <> 'active' then 'superseded'
					when w.second_channel is false or w.paused_until > now() or member.paused_until > now() then 'superseded'
					when not (
						exists (select 1 from public.roles k where k.profile_id = s.profile_id and k.role = 'coordinator')
						or (member.profile_id is not null
							and exists (select 1 from public.roles k where k.profile_id = s.profile_id and k.role = 'specialist'))
					) then 'superseded'
					when exists (
						select 1 from private.deliveries d
						where d.request_id = s.request_id and d.alert_round = s.alert_round and d.profile_id = s.profile_id and d.kind = 'alert'
							and d.arrived_at is not null) then 'superseded'
					when said.kind in ('later', 'declined') and (said.facts ->> 'alert_round')::integer = s.alert_round then 'superseded'
					when coalesce(u.email, '') = '' then 'failed'
					else 'sending'
				end as next_state
			from picked
			join private.second_deliveries s on s.second_delivery_id = picked.second_delivery_id
			join public.requests r on r.request_id = s.request_id
			join public.request_details q on q.request_id = s.request_id
			join public.clusters c on c.cluster_id = r.cluster_id
			join public.municipalities m on m.municipality_id = r.municipality_id
			join public.profiles p on p.profile_id = s.profile_id
			cross join lateral private.last_answer(s.request_id, s.profile_id) said
			left join auth.users u on u.id = s.profile_id
			left join public.notification_settings w on w.profile_id = s.profile_id
			left join public.cluster_members member on member.cluster_id = r.cluster_id and member.profile_id = s.profile_id
		)
		update private.second_deliveries s set
			state = j.next_state,
			attempts = s.attempts + (j.next_state = 'sending')::integer,
			leased_by = case when j.next_state = 'sending' then ${workerId} end,
			leased_until = case when j.next_state = 'sending' then now() + ${leaseMs} * interval '1 millisecond' end,
			last_error = case when j.next_state = 'failed' then 'no_address' else s.last_error end
		from judged j
		where s.second_delivery_id = j.second_delivery_id and s.state = 'queued'
		returning s.state, s.second_delivery_id as "deliveryId", s.attempts, s.cause, coalesce(j.email, '') as "to", s.profile_id as "profileId",
			j.cluster_id as "clusterId", j.language, s.request_id as "requestId",
			j.number::float8 as number, j.title, s.priority, j.municipality, j.cluster, j.callback, j.created_at as "createdAt"`;
	return { started: rows.filter((row) => row.state === 'sending'), handled: rows.length };
}

/** What became of one attempt. `status`: the number a webhook answered. */
export type Attempt = { status?: number } & (
	| { outcome: 'sent' | 'unsure' }
	/** Not sent: it is not to be any more. */
	| { outcome: 'superseded' }
	| { outcome: 'failed'; error: string }
	| { outcome: 'retry'; error: string; inMs: number }
);

/** Only while the attempt is still the last one: after its lease somebody else may have it. Safe to call twice. */
export async function settle(sql: Sql, { deliveryId, attempts }: Claimed, attempt: Attempt): Promise<void> {
	const state = attempt.outcome === 'retry' ? 'queued' : attempt.outcome;
	await sql`
		update private.second_deliveries set
			state = ${state},
			due_at = case when ${state} = 'queued' then now() + ${attempt.outcome === 'retry' ? attempt.inMs : 0} * interval '1 millisecond' else due_at end,
			leased_by = null,
			leased_until = null,
			sent_at = case when ${state} = 'sent' then now() end,
			last_status = ${attempt.status ?? null},
			last_error = ${'error' in attempt ? attempt.error : null}
		where second_delivery_id = ${deliveryId} and attempts = ${attempts} and state in ('sending', 'queued')`;
}

/** What workers that died had in hand comes back, or expires. Safe to call at any time. */
export async function retireStaleSecond(sql: Sql): Promise<void> {
	await sql`
		with stale as (
			select second_delivery_id from private.second_deliveries
			where (state = 'sending' and leased_until < now()) or (state = 'queued' and expires_at <= now())
			for update skip locked
		)
		update private.second_deliveries s set
			state = case when s.expires_at <= now() then 'expired' else 'queued' end,
			leased_until = null, leased_by = null
		from stale where s.second_delivery_id = stale.second_delivery_id`;
}

/** Milliseconds until there is something to do again; null when nothing waits. */
export async function nextSecondIn(sql: Sql): Promise<number | null> {
	const [row] = await sql<{ wait: number | null }[]>`
		select (extract(epoch from min(next.at) - now()) * 1000)::float8 as wait from (
			select min(due_at) as at from private.second_deliveries where state = 'queued'
			union all select min(leased_until) from private.second_deliveries where state = 'sending'
			union all select min(due_at) from private.second_looks
		) next`;
	return row?.wait ?? null;
}

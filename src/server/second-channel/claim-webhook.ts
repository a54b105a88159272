/** Takes messages to the webhook out of their queue, judged once more at that very moment, as claim.ts does for mails. */
import type { Sql } from 'postgres';
import type { Priority } from '#domain/request.ts';
import type { Claim, Claimed, ClaimWish } from './claim.ts';

export interface ClaimedWebhook extends Claimed {
	url: string;
	secret: string;
	/** What it is about; null: somebody tries whether it works. */
	request: {
		requestId: string;
		number: number;
		priority: Priority;
		municipality: string;
		cluster: string;
		createdAt: Date;
	} | null;
}

interface ClaimRow extends Claimed {
	state: string;
	url: string;
	secret: string;
	isTest: boolean;
	requestId: string;
	number: number;
	priority: Priority;
	municipality: string;
	cluster: string;
	createdAt: Date;
}

export async function claimWebhooks(
	sql: Sql,
	{ workerId, room, leaseMs }: ClaimWish,
): Promise<Claim<ClaimedWebhook>> {
	const rows = await sql<ClaimRow[]>`
		with picked as (
			select s.second_delivery_id from private.second_deliveries s
			where s.state = 'queued' and s.due_at <= now() and s.channel = 'webhook'
			order by s.priority, s.due_at limit ${room} for update skip locked
		), judged as (
			select s.second_delivery_id, s.cause, w.url, w.secret, r.request_id, r.number, r.created_at, c.name as cluster, m.name as municipality,
				case
					when s.expires_at <= now() then 'expired'
					when w.url is null then 'superseded'
					when s.cause = 'test' then 'sending'
					when r.status <> 'open' or r.alert_round <> s.alert_round then 'superseded'
					when exists (
						select 1 from private.deliveries d
						where d.request_id = s.request_id and d.alert_round = s.alert_round and d.kind = 'alert' and d.arrived_at is not null) then 'superseded'
					else 'sending'
				end as next_state
			from picked
			join private.second_deliveries s on s.second_delivery_id = picked.second_delivery_id
			left join private.webhook w on true
			left join public.requests r on r.request_id = s.request_id
			left join public.clusters c on c.cluster_id = r.cluster_id
			left join public.municipalities m on m.municipality_id = r.municipality_id
		)
		update private.second_deliveries s set
			state = j.next_state,
			attempts = s.attempts + (j.next_state = 'sending')::integer,
			leased_by = case when j.next_state = 'sending' then ${workerId} end,
			leased_until = case when j.next_state = 'sending' then now() + ${leaseMs} * interval '1 millisecond' end
		from judged j
		where s.second_delivery_id = j.second_delivery_id and s.state = 'queued'
		returning s.state, s.second_delivery_id as "deliveryId", s.attempts, coalesce(j.url, '') as url, coalesce(j.secret, '') as secret,
			j.cause = 'test' as "isTest", j.request_id as "requestId", j.number::float8 as number, s.priority, j.municipality, j.cluster,
			j.created_at as "createdAt"`;
	const started = rows
		.filter((row) => row.state === 'sending')
		.map(({ deliveryId, attempts, url, secret, isTest, ...about }) => ({
			deliveryId,
			attempts,
			url,
			secret,
			request: isTest
				? null
				: {
						requestId: about.requestId,
						number: about.number,
						priority: about.priority,
						municipality: about.municipality,
						cluster: about.cluster,
						createdAt: about.createdAt,
					},
		}));
	return { started, handled: rows.length };
}

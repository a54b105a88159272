/**
 * Takes deliveries out of the queue. To claim is to start: the worker claims only what it has room for and posts it within the next few turns of
 * the event loop, so nothing waits in memory while its request is taken by somebody.
 *
 * What keeps "no alert POST starts once its request is taken" true: the statement below locks the delivery and sees the request as
 * committed; an acceptance locks the same rows. Either it comes first, then the row is superseded or fails the check here, or it comes
 * second, finds the row `sending`, and queues a "taken" for that device. The window that remains is the way from this snapshot to the
 * socket: one answer of the database and the encryption of at most one claim, some milliseconds. Closing it would mean to hold a lock on
 * the request while posting, and then a worker that stands still could keep a person from accepting.
 */
import type { Sql } from 'postgres';

export interface Claimed {
	deliveryId: string;
	kind: 'alert' | 'taken' | 'several' | 'test';
	/** An alert that must not ring: the device had rung for this round before it was told that somebody has the request. */
	quiet: boolean;
	/** Goes to somebody because they coordinate: they may pass the request on, not take it. */
	toCoordination: boolean;
	/** "Taken" by this very person, because somebody took the offer they had made. */
	assigned: boolean;
	attempts: number;
	rev: number;
	profileId: string;
	deviceId: string;
	endpoint: string;
	host: string;
	p256dh: string;
	auth: string;
	language: 'de' | 'en';
	/** Of this device: whether its lock screen may say what it is about. */
	showsContent: boolean;
	priority: 1 | 2 | 3 | 4;
	/** Epoch milliseconds, and seconds left; both by the clock of the database. */
	expiresAt: number;
	ttl: number;
	/** Of a test: the check that comes once a week. */
	weekly: boolean;
	/** Of several: the most urgent one, to which number, title and so on belong. Of a test: its own id, and the rest is empty. */
	requestId: string;
	number: number;
	title: string;
	municipality: string;
	cluster: string;
	place: string;
	callback: string;
	createdAt: Date;
	takerId: string | null;
	takerName: string | null;
	takerMunicipality: string | null;
	/** Of "several": all that are still open, the most urgent first. */
	requests: MissedRequest[] | null;
}

export interface MissedRequest {
	requestId: string;
	title: string;
	municipality: string;
}

export interface Claim {
	/** Now `sending` and leased to this worker. */
	started: Claimed[];
	/** Rows taken out of the queue, those that were not worth sending any more included. */
	handled: number;
}

interface ClaimWish {
	workerId: string;
	/** At most so many rows. */
	room: number;
	/** Hosts at which the worker has as many posts open as it allows itself. */
	fullHosts: readonly string[];
	leaseMs: number;
}

type ClaimRow = Claimed & { state: string };

/**
 * Claims by priority, then by age; the two are the whole order, so that the index gives it and a claim costs the same however long the
 * queue is. "May still help" is the rule of `private.may_help`, spelled out: a call per row would cost more than everything else here. The lease must be longer than a post can take; after it the row is anybody's again. A device gets the
 * messages of one request one after the other: an alert that overtook its "taken" at the push service would replace it there.
 */
export async function claimDeliveries(sql: Sql, wish: ClaimWish): Promise<Claim> {
	const rows = await sql<ClaimRow[]>`
		with picked as (
			select d.delivery_id
			from private.deliveries d
			left join private.push_endpoints e on e.device_id = d.device_id
			where d.state = 'queued' and d.due_at <= now()
				and (e.host is null or e.host <> all (${wish.fullHosts as string[]}::text[]))
				and (d.request_id is null or (d.device_id, d.request_id) not in (
					select earlier.device_id, earlier.request_id from private.deliveries earlier
					where earlier.state = 'sending' and earlier.request_id is not null
				))
			order by d.priority, d.due_at
			limit ${wish.room}
			for update of d skip locked
		), judged as (
			select d.delivery_id, d.device_id, v.device_id as live_device_id, v.shows_content, e.endpoint, e.host, e.p256dh, e.auth, p.language,
				missed.requests, r.request_id, r.number, r.title, r.created_at, r.accepted_by, q.place, q.callback, c.name as cluster, m.name as municipality,
				taker.display_name as taker_name, home.name as taker_municipality,
				case
					when d.expires_at <= now() then 'expired'
					when v.device_id is null or e.device_id is null then 'gone'
					when d.kind = 'several' and (missed.count < 2 or p.status <> 'active' or specialist.profile_id is null) then 'superseded'
					when d.kind = 'alert' and (r.status <> 'open' or r.alert_round <> d.alert_round) then 'superseded'
					when d.kind = 'alert' and d.to_coordination and (p.status <> 'active' or coordinator.profile_id is null) then 'superseded'
					when d.kind = 'alert' and not d.to_coordination and (member.profile_id is null or p.status <> 'active' or specialist.profile_id is null)
						then 'superseded'
					-- Since it was planned the person has paused, or wants no alerts on this device. What is tried again has begun before.
					when d.kind = 'alert' and d.attempts = 0 and (wishes.paused_until > now() or member.paused_until > now() or not v.alerts) then 'superseded'
					when d.kind = 'taken' and (r.accepted_by is null or r.alert_round <> d.alert_round) then 'superseded'
					when d.kind = 'test' and (test.outcome <> 'running' or p.status <> 'active') then 'superseded'
					when test.cause = 'weekly' and wishes.paused_until > now() then 'expired'
					when e.quarantined_at is not null then 'failed'
					else 'sending'
				end as next_state,
				d.kind = 'several' and missed.count = 1 as is_alone, coalesce(test.cause = 'weekly', false) as weekly
			from picked
			join private.deliveries d on d.delivery_id = picked.delivery_id
			left join lateral (
				select count(*) as count, (array_agg(one.request_id order by one.priority, one.created_at))[1] as request_id,
					jsonb_agg(jsonb_build_object('requestId', one.request_id, 'title', one.title, 'municipality', town.name)
						order by one.priority, one.created_at) as requests
				from private.deliveries alert
				join public.requests one on one.request_id = alert.request_id and one.alert_round = alert.alert_round and one.status = 'open'
				join public.municipalities town on town.municipality_id = one.municipality_id
				join public.cluster_members still on still.cluster_id = one.cluster_id and still.profile_id = d.profile_id
				-- Arrived by itself after all, or answered on another device: no longer "sent".
				where d.kind = 'several' and alert.covered_by = d.delivery_id and alert.state = 'sent'
			) missed on d.kind = 'several'
			left join public.test_alarms test on test.test_alarm_id = d.test_alarm_id
			-- Of several there may be none left.
			left join public.requests r on r.request_id = coalesce(d.request_id, missed.request_id)
			left join public.request_details q on q.request_id = r.request_id
			left join public.clusters c on c.cluster_id = r.cluster_id
			left join public.municipalities m on m.municipality_id = r.municipality_id
			join public.profiles p on p.profile_id = d.profile_id
			left join public.cluster_members member on member.cluster_id = r.cluster_id and member.profile_id = d.profile_id
			left join public.roles specialist on specialist.profile_id = d.profile_id and specialist.role = 'specialist'
			left join public.roles coordinator on coordinator.profile_id = d.profile_id and coordinator.role = 'coordinator'
			left join public.notification_settings wishes on wishes.profile_id = d.profile_id
			left join public.devices v on v.device_id = d.device_id and v.profile_id = d.profile_id and v.removed_at is null
			left join private.push_endpoints e on e.device_id = d.device_id
			left join public.profiles taker on taker.profile_id = r.accepted_by
			left join public.municipalities home on home.municipality_id = taker.municipality_id
		), alone as (
			-- Only one of several is left: then it comes as itself, with its buttons.
			insert into private.awakenings (device_id, due_at)
			select j.device_id, now() from judged j where j.is_alone and j.next_state = 'superseded' on conflict (device_id) do nothing
		)
		update private.deliveries d set
			state = j.next_state,
			attempts = d.attempts + (j.next_state = 'sending')::integer,
			leased_by = case when j.next_state = 'sending' then ${wish.workerId} end,
			leased_until = case when j.next_state = 'sending' then now() + ${wish.leaseMs} * interval '1 millisecond' end,
			last_error = case when j.next_state = 'failed' then 'quarantined' else d.last_error end
		from judged j
		where d.delivery_id = j.delivery_id and d.state = 'queued'
		returning d.state, d.delivery_id as "deliveryId", d.kind, d.quiet, d.to_coordination as "toCoordination", d.assigned, d.attempts, d.payload_rev::float8 as rev,
			d.profile_id as "profileId", d.device_id as "deviceId", j.endpoint, j.host, j.p256dh, j.auth, j.language, j.shows_content as "showsContent", d.priority,
			(extract(epoch from d.expires_at) * 1000)::float8 as "expiresAt", extract(epoch from d.expires_at - now())::float8 as ttl,
			j.weekly, coalesce(j.request_id, d.test_alarm_id) as "requestId", coalesce(j.number, 0)::float8 as number, coalesce(j.title, '') as title,
			coalesce(j.municipality, '') as municipality, coalesce(j.cluster, '') as cluster, coalesce(j.place, '') as place,
			coalesce(j.callback, '') as callback, coalesce(j.created_at, d.created_at) as "createdAt", j.accepted_by as "takerId", j.taker_name as "takerName", j.taker_municipality as "takerMunicipality",
			j.requests`;
	return { started: rows.filter((row) => row.state === 'sending'), handled: rows.length };
}

/** Milliseconds until the next look at an alert round; null when none is open. */
export async function nextLookIn(sql: Sql): Promise<number | null> {
	const [row] = await sql<{ wait: number | null }[]>`
		select (extract(epoch from min(due_at) - now()) * 1000)::float8 as wait from private.alerts where state = 'due'`;
	return row?.wait ?? null;
}

/** Milliseconds until the queue has something to do again (a due alert, a retry, the end of somebody's lease); null when it is empty. */
export async function nextDueIn(sql: Sql): Promise<number | null> {
	const [row] = await sql<{ wait: number | null }[]>`
		select (extract(epoch from min(next.at) - now()) * 1000)::float8 as wait from (
			select min(due_at) as at from private.deliveries where state = 'queued'
			union all select min(leased_until) from private.deliveries where state = 'sending'
			union all select min(due_at) from private.alerts where state = 'due'
			union all select min(due_at) from private.awakenings
		) next`;
	return row?.wait ?? null;
}

export interface QueueLength {
	queued: number;
	oldest_queued_ms: number | null;
}

/** What waits although it is due. */
export async function queueLength(sql: Sql): Promise<QueueLength> {
	const [row] = await sql<QueueLength[]>`
		select count(*)::float8 as queued, (extract(epoch from now() - min(due_at)) * 1000)::float8 as oldest_queued_ms
		from private.deliveries where state = 'queued' and due_at <= now()`;
	return row ?? { queued: 0, oldest_queued_ms: null };
}

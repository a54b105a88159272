/** What the planner has to know, read in two statements: the rounds that are due, and once per cluster who could be reached. */
import type { Sql } from 'postgres';
import * as z from 'zod/mini';
import type { ClusterFacts, HelperFacts } from '#domain/alert-plan.ts';
import { breakThroughs, weekdays } from '#domain/availability-words.ts';
import { escalationTargets, usualSteps } from '#domain/escalation.ts';
import type { Priority } from '#domain/request.ts';

export interface DueAlert {
	alert_id: string;
	request_id: string;
	cluster_id: string;
	alert_round: number;
	step: number;
	released_by: string | null;
	opened_at: Date;
	course: unknown;
	/** Still open, and in this round. */
	is_open: boolean;
	priority: Priority;
	requester_id: string;
	answered: string[];
	alerted: Record<string, 'pending' | 'sent'> | null;
	has_arrived: boolean;
	gathered_at: Date;
}

/** The most urgent of those that have waited longest. */
export async function gatherAlerts(sql: Sql, limit: number): Promise<DueAlert[]> {
	return await sql<DueAlert[]>`
		select a.alert_id, a.request_id, r.cluster_id, a.alert_round, a.step, a.released_by, a.opened_at, a.course,
			r.status = 'open' and r.alert_round = a.alert_round as is_open, r.priority, d.requester_id, now() as gathered_at,
			array(
				select said.actor_id from (
					select distinct on (e.actor_id) e.actor_id, e.kind, e.facts from public.request_events e
					where e.request_id = a.request_id and e.actor_id is not null and e.kind in ('later', 'declined', 'withdrawn', 'accepted')
					order by e.actor_id, e.happened_at desc
				) said
				where said.kind in ('later', 'declined') and (said.facts ->> 'alert_round')::integer = a.alert_round
			) as answered,
			-- What failed for good may be tried again by a later step; what was never begun is not "alerted".
			case when a.step > 0 then (
				select jsonb_object_agg(sent.device_id, case when sent.is_pending then 'pending' else 'sent' end)
				from (
					select s.device_id, bool_or(s.state in ('queued', 'sending')) as is_pending
					from private.deliveries s
					where s.request_id = a.request_id and s.alert_round = a.alert_round and s.kind = 'alert'
						and s.state not in ('failed', 'gone', 'superseded') and not (s.state = 'expired' and s.sent_at is null)
					group by s.device_id
				) sent
			) end as alerted,
			a.course -> 'awaits' <> '[]' and exists (
				select 1 from private.deliveries s
				where s.alert_id = any (array(select jsonb_array_elements_text(a.course -> 'awaits'))::uuid[]) and s.arrived_at is not null
			) as has_arrived
		from (
			select due.* from private.alerts due join public.requests about on about.request_id = due.request_id
			where due.state = 'due' and due.due_at <= now() order by about.priority, due.due_at limit ${limit}
		) a
		join public.requests r on r.request_id = a.request_id
		join public.request_details d on d.request_id = a.request_id
		order by r.priority, a.due_at`;
}

const time = z.pipe(
	z.string(),
	z.transform((text) => new Date(text)),
);
const helpers = z.array(
	z.pipe(
		z.object({
			profileId: z.string(),
			mayHelp: z.boolean(),
			pausedUntil: z.nullable(time),
			wishes: z.object({
				pausedUntil: z.nullable(time),
				quietHours: z.array(z.object({ day: z.literal(weekdays), from: z.string(), until: z.string() })),
				quietOnHolidays: z.boolean(),
				breakThrough: z.literal(breakThroughs),
				mutedClusterIds: z.array(z.string()),
			}),
			isOwner: z.boolean(),
			isOnCall: z.boolean(),
			devices: z.nullable(
				z.array(
					z.object({ deviceId: z.string(), state: z.enum(['reachable', 'quarantined', 'removed', 'off']) }),
				),
			),
		}),
		z.transform((helper): HelperFacts => ({ ...helper, devices: helper.devices ?? [] })),
	),
);
const steps = z.nullable(
	z.array(
		z.object({
			target: z.enum(escalationTargets),
			profileId: z.nullable(z.string()),
			delayMinutes: z.number(),
			repeats: z.number(),
			lowestPriority: z.number(),
		}),
	),
);

/** Facts of these clusters by id; the usual steps where none are saved. "May help" is the rule of `private.may_help`, spelled out: a call per member would cost more. */
export async function gatherClusters(
	sql: Sql,
	clusterIds: readonly string[],
): Promise<Map<string, ClusterFacts>> {
	if (clusterIds.length === 0) return new Map();
	const rows = await sql<{ cluster_id: string | null; steps: unknown; helpers: unknown }[]>`
		with helper as (
			select m.cluster_id, m.profile_id, m.role = 'owner' as is_owner, m.paused_until,
				exists (select 1 from public.roles k where k.profile_id = m.profile_id and k.role = 'specialist') as may_help,
				m.profile_id in (select private.on_call_at(m.cluster_id, now())) as is_on_call
			from public.cluster_members m where m.cluster_id = any (${clusterIds as string[]}::uuid[])
			union all
			select null, k.profile_id, false, null, true, false from public.roles k where k.role = 'coordinator'
		), known as (
			select h.cluster_id, jsonb_agg(jsonb_build_object(
				'profileId', h.profile_id,
				'mayHelp', p.status = 'active' and h.may_help,
				'pausedUntil', h.paused_until,
				'wishes', jsonb_build_object(
					'pausedUntil', w.paused_until,
					'quietHours', coalesce(w.quiet_hours, '[]'),
					'quietOnHolidays', coalesce(w.quiet_on_holidays, false),
					'breakThrough', coalesce(w.break_through, 1),
					'mutedClusterIds', coalesce(to_jsonb(w.muted_cluster_ids), '[]')),
				'isOwner', h.is_owner,
				'isOnCall', h.is_on_call,
				'devices', (
					select jsonb_agg(jsonb_build_object('deviceId', v.device_id, 'state', case
						when e.device_id is null then 'removed'
						when not v.alerts then 'off'
						when e.quarantined_at is not null then 'quarantined'
						else 'reachable' end))
					from public.devices v left join private.push_endpoints e on e.device_id = v.device_id
					where v.profile_id = h.profile_id and v.removed_at is null))) as helpers
			from helper h
			join public.profiles p on p.profile_id = h.profile_id
			left join public.notification_settings w on w.profile_id = h.profile_id
			group by h.cluster_id
		)
		select known.cluster_id, known.helpers, (
			select jsonb_agg(jsonb_build_object('target', s.target, 'profileId', s.profile_id, 'delayMinutes', s.delay_minutes,
				'repeats', s.repeats, 'lowestPriority', s.lowest_priority) order by s.position)
			from private.escalation_steps s where s.cluster_id = known.cluster_id) as steps
		from known`;
	const coordinators = helpers.parse(rows.find((row) => row.cluster_id === null)?.helpers ?? []);
	const byCluster = new Map(rows.map((row) => [row.cluster_id, row]));
	return new Map(
		clusterIds.map((clusterId) => {
			const row = byCluster.get(clusterId);
			const members = helpers.parse(row?.helpers ?? []);
			return [
				clusterId,
				{ clusterId, steps: steps.parse(row?.steps ?? null) ?? usualSteps, members, coordinators },
			];
		}),
	);
}

/**
 * From due alerts to deliveries: facts are gathered, a pure function decides, and one statement writes the decision, so what crashes
 * half-way has not happened and the alert is still due. That statement takes the alert's row and leaves `due` in the same breath. It is what
 * orders a plan with an acceptance: `retire_alert_round` either comes first and leaves nothing to plan, or waits for the row and then finds
 * the deliveries made here. Several planners may decide about the same alert; the first one writes, the others find nothing.
 */
import type { Sql } from 'postgres';
import * as z from 'zod/mini';
import { planAlertStep } from '#domain/alert-plan.ts';
import type { AlertPlan } from '#domain/alert-plan.ts';

/** Alerts planned in one statement; the rest follows in the next. */
const batch = 10;

const memberFacts = z.array(
	z.object({
		profileId: z.string(),
		mayHelp: z.boolean(),
		pausedUntil: z.nullable(
			z.pipe(
				z.string(),
				z.transform((text) => new Date(text)),
			),
		),
		devices: z.array(
			z.object({ deviceId: z.string(), state: z.enum(['reachable', 'quarantined', 'removed']) }),
		),
	}),
);

interface DueAlert {
	alert_id: string;
	request_id: string;
	alert_round: number;
	released_by: string | null;
	/** Still open, and in this round. */
	is_open: boolean;
	priority: number;
	requester_id: string;
	members: unknown;
	gathered_at: Date;
}

// A type, not an interface: only types count as plain JSON for postgres.js.
type Plan = {
	alert_id: string;
	request_id: string;
	alert_round: number;
	priority: number;
	expires_at: string;
	counts: AlertPlan['counts'];
	recipients: { profile_id: string; device_id: string }[];
};

/** Plans what is due and answers how many alerts that were; 0 means there is nothing more right now. Any number may run side by side. */
export async function planDueAlerts(sql: Sql): Promise<number> {
	const due = await gather(sql);
	if (due.length === 0) return 0;
	const plans = due.filter((alert) => alert.is_open).map(decide);
	const superseded = due.filter((alert) => !alert.is_open).map((alert) => alert.alert_id);
	await write(sql, plans, superseded);
	return due.length;
}

/** "May help" is the rule of `private.may_help`, spelled out: a call per member would cost more than everything else here. */
async function gather(sql: Sql): Promise<DueAlert[]> {
	return await sql<DueAlert[]>`
		select a.alert_id, a.request_id, a.alert_round, a.released_by, r.status = 'open' and r.alert_round = a.alert_round as is_open,
			r.priority, d.requester_id, now() as gathered_at,
			(
				select coalesce(jsonb_agg(jsonb_build_object(
					'profileId', m.profile_id,
					'mayHelp', p.status = 'active' and specialist.profile_id is not null,
					'pausedUntil', m.paused_until,
					'devices', (
						select coalesce(jsonb_agg(jsonb_build_object(
							'deviceId', v.device_id,
							'state', case
								when e.device_id is null then 'removed'
								when e.quarantined_at is not null then 'quarantined'
								else 'reachable' end)), '[]')
						from public.devices v left join private.push_endpoints e on e.device_id = v.device_id
						where v.profile_id = m.profile_id and v.removed_at is null
					))), '[]')
				from public.cluster_members m
				join public.profiles p on p.profile_id = m.profile_id
				left join public.roles specialist on specialist.profile_id = m.profile_id and specialist.role = 'specialist'
				where m.cluster_id = r.cluster_id
			) as members
		from (select * from private.alerts where state = 'due' and due_at <= now() order by due_at limit ${batch}) a
		join public.requests r on r.request_id = a.request_id
		join public.request_details d on d.request_id = a.request_id`;
}

function decide(alert: DueAlert): Plan {
	const { alert_id, request_id, alert_round, priority, gathered_at } = alert;
	const members = memberFacts.parse(alert.members);
	const facts = { requesterId: alert.requester_id, releasedBy: alert.released_by, members };
	const { recipients, counts, expiresAt } = planAlertStep(facts, gathered_at);
	return {
		alert_id,
		request_id,
		alert_round,
		priority,
		expires_at: expiresAt.toISOString(),
		counts,
		recipients: recipients.map(({ profileId, deviceId }) => ({ profile_id: profileId, device_id: deviceId })),
	};
}

async function write(sql: Sql, plans: Plan[], superseded: string[]): Promise<void> {
	await sql`
		with plan as (
			select * from jsonb_to_recordset(${sql.json(plans)}) as plan (
				alert_id uuid, request_id uuid, alert_round integer, priority smallint, expires_at timestamptz, counts jsonb, recipients jsonb)
		), free as (
			select alert_id from private.alerts
			where state = 'due' and alert_id = any (${[...plans.map((plan) => plan.alert_id), ...superseded]}::uuid[])
			for update skip locked
		), taken as (
			update private.alerts a
			set state = case when a.alert_id = any (${superseded}::uuid[]) then 'superseded' else 'planned' end, planned_at = now()
			from free where a.alert_id = free.alert_id
			returning a.alert_id
		), made as (
			insert into private.deliveries (kind, alert_id, request_id, alert_round, profile_id, device_id, priority, expires_at)
			select 'alert', plan.alert_id, plan.request_id, plan.alert_round, recipient.profile_id, recipient.device_id, plan.priority, plan.expires_at
			from plan join taken on taken.alert_id = plan.alert_id
			cross join jsonb_to_recordset(plan.recipients) as recipient (profile_id uuid, device_id uuid)
		)
		select private.add_event(plan.request_id, 'alerted', null, plan.counts) from plan join taken on taken.alert_id = plan.alert_id`;
}

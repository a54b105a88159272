/**
 * From due alerts to deliveries, in one transaction: what crashes half-way has not happened, and the alert is still due. The row lock on
 * the alert is what orders this with an acceptance: `retire_alert_round` waits for it and then finds the deliveries made here.
 */
import type { Sql } from 'postgres';
import * as z from 'zod/mini';
import { planAlertStep } from '#domain/alert-plan.ts';

/** Alerts planned in one transaction; the rest follows in the next. */
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
	planned_at: Date;
}

/** Plans what is due and answers how many alerts that were; 0 means there is nothing more right now. Any number may run side by side. */
export async function planDueAlerts(sql: Sql): Promise<number> {
	return await sql.begin(async (transaction) => {
		const due = await transaction<DueAlert[]>`
			with due as (
				select a.alert_id, a.request_id, a.alert_round, a.released_by
				from private.alerts a
				where a.state = 'due' and a.due_at <= now()
				order by a.due_at
				limit ${batch}
				for update skip locked
			)
			select due.*, r.status = 'open' and r.alert_round = due.alert_round as is_open, r.priority, d.requester_id, now() as planned_at,
				(
					select coalesce(jsonb_agg(jsonb_build_object(
						'profileId', m.profile_id,
						'mayHelp', private.may_help(m.profile_id, r.request_id),
						'pausedUntil', m.paused_until,
						'devices', (
							select coalesce(jsonb_agg(jsonb_build_object(
								'deviceId', v.device_id,
								'state', case
									when v.removed_at is not null or e.device_id is null then 'removed'
									when e.quarantined_at is not null then 'quarantined'
									else 'reachable' end)), '[]')
							from public.devices v left join private.push_endpoints e on e.device_id = v.device_id
							where v.profile_id = m.profile_id and v.removed_at is null
						))), '[]')
					from public.cluster_members m where m.cluster_id = r.cluster_id
				) as members
			from due
			join public.requests r on r.request_id = due.request_id
			join public.request_details d on d.request_id = due.request_id`;
		if (due.length === 0) return 0;
		const plans = due
			.filter((alert) => alert.is_open)
			.map((alert) => {
				const facts = {
					requesterId: alert.requester_id,
					releasedBy: alert.released_by,
					members: memberFacts.parse(alert.members),
				};
				const { recipients, counts, expiresAt } = planAlertStep(facts, alert.planned_at);
				const { alert_id, request_id, alert_round, priority } = alert;
				return {
					alert_id,
					request_id,
					alert_round,
					priority,
					expires_at: expiresAt.toISOString(),
					counts,
					recipients: recipients.map(({ profileId, deviceId }) => ({ profileId, deviceId })),
				};
			});
		const superseded = due.filter((alert) => !alert.is_open).map((alert) => alert.alert_id);
		await transaction`
			with plan as (
				select * from jsonb_to_recordset(${transaction.json(plans)}) as plan (
					alert_id uuid, request_id uuid, alert_round integer, priority smallint, expires_at timestamptz, counts jsonb, recipients jsonb)
			), planned as (
				update private.alerts a set state = 'planned', planned_at = now() from plan where a.alert_id = plan.alert_id
			), superseded as (
				update private.alerts set state = 'superseded' where alert_id = any (${superseded}::uuid[])
			), made as (
				insert into private.deliveries (kind, alert_id, request_id, alert_round, profile_id, device_id, priority, expires_at)
				select 'alert', plan.alert_id, plan.request_id, plan.alert_round, recipient."profileId", recipient."deviceId", plan.priority, plan.expires_at
				from plan cross join jsonb_to_recordset(plan.recipients) as recipient ("profileId" uuid, "deviceId" uuid)
				on conflict do nothing
			)
			select private.add_event(plan.request_id, 'alerted', null, plan.counts) from plan`;
		return due.length;
	});
}

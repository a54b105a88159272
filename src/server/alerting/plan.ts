/**
 * From due alerts to deliveries: facts are gathered, a pure function decides, and one statement writes the decision, so what crashes
 * half-way has not happened and the alert is still due. That statement takes the alert's row and leaves `due` in the same breath. It is what
 * orders a plan with an acceptance: `retire_alert_round` either comes first and leaves nothing to plan, or waits for the row and then finds
 * the deliveries made here. Several planners may decide about the same alert; the first one writes, the others find nothing.
 *
 * A round is a chain of rows in private.alerts: each planned one leaves the next look behind, until the round ends. At most one of a round is due.
 */
import type { Sql } from 'postgres';
import * as z from 'zod/mini';
import { planAlert } from '#domain/alert-plan.ts';
import type { AlertCourse, AlertFacts, AlertPlan, ClusterFacts } from '#domain/alert-plan.ts';
import { gatherAlerts, gatherClusters } from './plan-facts.ts';
import type { DueAlert } from './plan-facts.ts';

/** Alerts planned in one statement, the most urgent first; the rest follows in the next. */
const batch = 500;

// Types, not interfaces: only types count as plain JSON for postgres.js.
type Decision = {
	alert_id: string;
	request_id: string;
	alert_round: number;
	priority: number;
	step: number;
	released_by: string | null;
	opened_at: string;
	expires_at: string;
	left: AlertPlan['left'];
	/** Null: the round has ended. */
	next_at: string | null;
	course: KeptCourse | null;
	recipients: { profile_id: string; device_id: string; to_coordination: boolean }[];
	reports: Record<string, string | number | boolean>[];
};

const time = z.pipe(
	z.string(),
	z.transform((text) => new Date(text)),
);
const keptCourse = z.object({
	steps: z.array(
		z.object({
			target: z.enum(['on_call', 'members', 'owners', 'coordination', 'person']),
			profileId: z.nullable(z.string()),
			delayMinutes: z.number(),
			repeats: z.number(),
			lowestPriority: z.number(),
		}),
	),
	position: z.number(),
	repeat: z.number(),
	lap: z.number(),
	isLate: z.boolean(),
	regularAt: time,
	awaits: z.array(z.string()),
	after: z.number(),
	left: z.record(z.string(), z.enum(['resting', 'without_device'])),
});
type KeptCourse = z.input<typeof keptCourse>;

/** Plans what is due and answers how many alerts that were; 0 means there is nothing more right now. Any number may run side by side. */
export async function planDueAlerts(sql: Sql): Promise<number> {
	const due = await gatherAlerts(sql, batch);
	if (due.length === 0) return 0;
	const open = due.filter((alert) => alert.is_open);
	const superseded = due.filter((alert) => !alert.is_open).map((alert) => alert.alert_id);
	const clusters = await gatherClusters(sql, [...new Set(open.map((alert) => alert.cluster_id))]);
	const decisions: Decision[] = [];
	for (const alert of open) {
		const cluster = clusters.get(alert.cluster_id);
		if (cluster !== undefined) decisions.push(decide(alert, cluster));
	}
	await write(sql, decisions, superseded);
	return due.length;
}

function decide(alert: DueAlert, cluster: ClusterFacts): Decision {
	const { alert_id, request_id, alert_round, priority, step, released_by, opened_at, gathered_at } = alert;
	const facts: AlertFacts = {
		cluster,
		alertId: alert_id,
		priority,
		requesterId: alert.requester_id,
		releasedBy: released_by,
		openedAt: opened_at,
		answered: alert.answered,
		alerted: new Map(Object.entries(alert.alerted ?? {})),
		hasArrived: alert.has_arrived,
	};
	const course = alert.course === null ? null : (keptCourse.parse(alert.course) satisfies AlertCourse);
	const plan = planAlert(facts, course, gathered_at);
	const { next } = plan;
	return {
		alert_id,
		request_id,
		alert_round,
		priority,
		step,
		released_by,
		opened_at: opened_at.toISOString(),
		expires_at: plan.expiresAt.toISOString(),
		left: plan.left,
		next_at: next.outcome === 'looks' ? next.at.toISOString() : null,
		course:
			next.outcome === 'looks' ? { ...next.course, regularAt: next.course.regularAt.toISOString() } : null,
		recipients: plan.recipients.map(({ profileId, deviceId, forCoordination }) => ({
			profile_id: profileId,
			device_id: deviceId,
			to_coordination: forCoordination,
		})),
		reports: plan.reports.map((report) => ({ ...report })),
	};
}

async function write(sql: Sql, decisions: Decision[], superseded: string[]): Promise<void> {
	await sql`
		with decision as (
			select * from jsonb_to_recordset(${sql.json(decisions)}) as decision (
				alert_id uuid, request_id uuid, alert_round integer, priority smallint, step integer, released_by uuid, opened_at timestamptz,
				expires_at timestamptz, "left" jsonb, next_at timestamptz, course jsonb, recipients jsonb, reports jsonb)
		), free as (
			select alert_id from private.alerts
			where state = 'due' and alert_id = any (${[...decisions.map((one) => one.alert_id), ...superseded]}::uuid[])
			for update skip locked
		), taken as (
			update private.alerts a
			set state = case when a.alert_id = any (${superseded}::uuid[]) then 'superseded' else 'planned' end, planned_at = now(), course = null,
				not_reached = (select decision.left from decision where decision.alert_id = a.alert_id)
			from free where a.alert_id = free.alert_id
			returning a.alert_id
		), made as (
			insert into private.deliveries (kind, alert_id, request_id, alert_round, profile_id, device_id, priority, expires_at, to_coordination)
			select 'alert', one.alert_id, one.request_id, one.alert_round, recipient.profile_id, recipient.device_id, one.priority, one.expires_at,
				recipient.to_coordination
			from decision one join taken on taken.alert_id = one.alert_id
			cross join jsonb_to_recordset(one.recipients) as recipient (profile_id uuid, device_id uuid, to_coordination boolean)
		), following as (
			insert into private.alerts (request_id, alert_round, step, released_by, opened_at, due_at, course)
			select one.request_id, one.alert_round, one.step + 1, one.released_by, one.opened_at, one.next_at, one.course
			from decision one join taken on taken.alert_id = one.alert_id
			where one.next_at is not null
		), marked as (
			insert into private.reach_due (request_id)
			select one.request_id from decision one join taken on taken.alert_id = one.alert_id
		)
		select private.add_event(one.request_id, 'alerted', null, report.facts)
		from decision one join taken on taken.alert_id = one.alert_id
		cross join jsonb_array_elements(one.reports) as report (facts)`;
}

/**
 * Devices that came back after a long silence: what they missed is gathered, a pure function decides, and one statement writes the decision and
 * takes the awakening away, so what crashes half-way is decided again. Never waits for a delivery that somebody holds: its person is
 * just answering it.
 */
import type { Sql } from 'postgres';
import * as z from 'zod/mini';
import { stepMilliseconds } from '#domain/alert-plan.ts';
import { planAwakening } from '#domain/awakening.ts';
import type { AwakeningPlan } from '#domain/awakening.ts';

/** Devices decided about in one statement; the rest follows in the next. */
const batch = 20;

const time = z.pipe(
	z.string(),
	z.transform((text) => new Date(text)),
);
const missedAlerts = z.array(
	z.object({
		deliveryId: z.string(),
		priority: z.number(),
		askedAt: time,
		sentAt: time,
		mayHelp: z.boolean(),
		pausedUntil: z.nullable(time),
		hasAnswered: z.boolean(),
	}),
);

interface Awakening {
	device_id: string;
	profile_id: string;
	signed_at: Date;
	is_reachable: boolean;
	alerts: unknown;
	gathered_at: Date;
}

// A type, not an interface: only types count as plain JSON for postgres.js.
type Decision = {
	device_id: string;
	profile_id: string;
	again: string | null;
	covered: string[];
	priority: number | null;
	expires_at: string;
};

/** Decides about the devices that are due and answers how many they were; 0 means there are no more right now. Any number may run side by side. */
export async function planDueAwakenings(sql: Sql): Promise<number> {
	const due = await gather(sql);
	if (due.length > 0) await write(sql, due.map(decide));
	return due.length;
}

/**
 * A device gives a sign of life; after a long silence it will hear of what it missed. Ids that are not this person's say nothing. Never throws:
 * the next sign will do.
 */
export async function noteSignOfLife(sql: Sql, deviceId: string, profileId: string): Promise<void> {
	try {
		await sql`select private.note_sign_of_life(${deviceId}, ${profileId})`;
	} catch {
		// Nobody waits for it.
	}
}

/** The same by what was sent to a device, whose ticket it has just used. Never throws. */
export async function noteUseOfTicket(sql: Sql, deliveryId: string): Promise<void> {
	try {
		await sql`
			select private.note_sign_of_life(d.device_id, d.profile_id)
			from private.deliveries d join public.profiles p on p.profile_id = d.profile_id and p.status = 'active'
			where d.delivery_id = ${deliveryId}`;
	} catch {
		// Nobody waits for it.
	}
}

/** "May help" is the rule of `private.may_help`, spelled out, as in plan.ts. */
async function gather(sql: Sql): Promise<Awakening[]> {
	return await sql<Awakening[]>`
		select w.device_id, w.signed_at, v.profile_id, now() as gathered_at,
			v.removed_at is null and v.alerts and e.device_id is not null and e.quarantined_at is null as is_reachable,
			(
				select coalesce(jsonb_agg(jsonb_build_object(
					'deliveryId', d.delivery_id,
					'priority', r.priority,
					'askedAt', r.created_at,
					'sentAt', coalesce(d.sent_at, d.created_at),
					'mayHelp', d.profile_id = v.profile_id and p.status = 'active' and specialist.profile_id is not null and m.profile_id is not null
						and not coalesce(r.cluster_id = any (wishes.muted_cluster_ids), false),
					'pausedUntil', greatest(m.paused_until, wishes.paused_until),
					'hasAnswered', coalesce(said.kind in ('later', 'declined', 'withdrawn')
						and (said.facts ->> 'alert_round')::integer = d.alert_round, false))), '[]')
				from private.missed_alerts(w.device_id) d
				join public.requests r on r.request_id = d.request_id
				left join public.cluster_members m on m.cluster_id = r.cluster_id and m.profile_id = v.profile_id
				cross join lateral private.last_answer(d.request_id, v.profile_id) said
			) as alerts
		from (select * from private.awakenings where due_at <= now() order by due_at limit ${batch}) w
		join public.devices v on v.device_id = w.device_id
		join public.profiles p on p.profile_id = v.profile_id
		left join public.roles specialist on specialist.profile_id = v.profile_id and specialist.role = 'specialist'
		left join public.notification_settings wishes on wishes.profile_id = v.profile_id
		left join private.push_endpoints e on e.device_id = w.device_id`;
}

function decide({
	device_id,
	profile_id,
	signed_at,
	is_reachable,
	alerts,
	gathered_at,
}: Awakening): Decision {
	const facts = { isReachable: is_reachable, signedAt: signed_at, alerts: missedAlerts.parse(alerts) };
	const plan: AwakeningPlan = planAwakening(facts, gathered_at);
	return {
		device_id,
		profile_id,
		again: plan.outcome === 'again' ? plan.deliveryId : null,
		covered: plan.outcome === 'several' ? plan.deliveryIds : [],
		priority: plan.outcome === 'several' ? plan.priority : null,
		expires_at: new Date(gathered_at.getTime() + stepMilliseconds).toISOString(),
	};
}

async function write(sql: Sql, decisions: Decision[]): Promise<void> {
	await sql`
		with decision as (
			select * from jsonb_to_recordset(${sql.json(decisions)}) as decision (
				device_id uuid, profile_id uuid, again uuid, covered uuid[], priority smallint, expires_at timestamptz)
		), due as (
			select device_id from private.awakenings
			where device_id in (select device_id from decision) and due_at <= now() for update skip locked
		), taken as (
			delete from private.awakenings w using due where w.device_id = due.device_id returning w.device_id
		), free as (
			select d.delivery_id, decision.device_id, decision.again is not null as is_alone, decision.expires_at
			from decision join taken on taken.device_id = decision.device_id
			join private.deliveries d on d.delivery_id = decision.again or d.delivery_id = any (decision.covered)
			where d.state in ('sent', 'expired', 'failed') and d.arrived_at is null
			for update of d skip locked
		), made as (
			insert into private.deliveries (kind, alert_round, profile_id, device_id, priority, expires_at)
			select 'several', 0, decision.profile_id, decision.device_id, decision.priority, decision.expires_at
			from decision join taken on taken.device_id = decision.device_id
			where decision.priority is not null
			returning delivery_id, device_id
		)
		-- One that is alone waits in the queue again and rings: whatever it once was to correct never arrived. The others count as sent with the one
		-- message that covers them, so that this device, too, hears when somebody has taken them.
		update private.deliveries d set
			state = case when free.is_alone then 'queued' else 'sent' end,
			due_at = case when free.is_alone then now() else d.due_at end,
			quiet = d.quiet and not free.is_alone,
			expires_at = free.expires_at,
			covered_by = made.delivery_id
		from free left join made on made.device_id = free.device_id
		where d.delivery_id = free.delivery_id`;
}

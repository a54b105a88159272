/**
 * The weekly visible check of devices of which nothing is heard: what is silent is gathered, a pure function decides, and one statement writes the
 * decision. That a device has one check per week is a unique index, so any number of processes may plan the same hour: the first one writes, the
 * others write nothing. What then travels is a test alarm like any other.
 */
import type { Sql } from 'postgres';
import { usualCheck } from '#domain/usual-check.ts';
import { planWeeklyCheck } from '#domain/weekly-check.ts';

/** Hours are what matters: within a minute of the chosen one is soon enough, and the loop may turn a hundred times in it. */
const lookEveryMs = 60_000;
/** Weekly checks wait for everything that somebody waits for. */
const lastPriority = 4;

interface SilentDevice {
	device_id: string;
	profile_id: string;
	weekday: number;
	hour: number;
	is_reachable: boolean;
	paused_until: Date | null;
	last_seen_at: Date;
	last_check_at: Date | null;
	gathered_at: Date;
}

// A type, not an interface: only types count as plain JSON for postgres.js.
type Decision = { device_id: string; profile_id: string; week: string; expires_at: string };

/** Plans at most once a minute, however often it is asked; answers how many checks were begun. */
export function makeWeeklyChecks(sql: Sql): () => Promise<number> {
	let lookedAt = -Infinity;
	return async () => {
		if (performance.now() - lookedAt < lookEveryMs) return 0;
		const begun = await planWeeklyChecks(sql);
		lookedAt = performance.now();
		return begun;
	};
}

/** Begins the checks that are due and answers how many. Any number may run side by side. */
export async function planWeeklyChecks(sql: Sql): Promise<number> {
	const decisions = (await gather(sql)).flatMap(decide);
	if (decisions.length === 0) return 0;
	const begun = await sql`
		with decision as (
			select * from jsonb_to_recordset(${sql.json(decisions)}) as decision (
				device_id uuid, profile_id uuid, week date, expires_at timestamptz)
		), begun as (
			insert into public.test_alarms (test_alarm_id, profile_id, device_id, cause, week, expires_at)
			select gen_random_uuid(), profile_id, device_id, 'weekly', week, expires_at from decision order by device_id
			on conflict (device_id, week) do nothing
			returning test_alarm_id, profile_id, device_id, expires_at
		)
		insert into private.deliveries (kind, test_alarm_id, alert_round, profile_id, device_id, priority, expires_at)
		select 'test', test_alarm_id, 0, profile_id, device_id, ${lastPriority}, expires_at from begun`;
	return begun.count;
}

/**
 * Devices of people who are called at all. Somebody who has paused every cluster, as older apps did it, is as paused as who has paused altogether.
 * Eight days are the rule's to judge; a week here only keeps those out that are surely alive.
 */
async function gather(sql: Sql): Promise<SilentDevice[]> {
	return await sql<SilentDevice[]>`
		select v.device_id, v.profile_id, v.last_seen_at, now() as gathered_at, e.quarantined_at is null and v.alerts as is_reachable,
			coalesce(s.check_weekday, ${usualCheck.weekday}::smallint) as weekday, coalesce(s.check_hour, ${usualCheck.hour}::smallint) as hour,
			greatest(s.paused_until, (
				select case when bool_and(m.paused_until is not null) then min(m.paused_until) end
				from public.cluster_members m where m.profile_id = v.profile_id)) as paused_until,
			(select max(t.started_at) from public.test_alarms t where t.device_id = v.device_id and t.cause = 'weekly') as last_check_at
		from public.devices v
		join public.profiles p on p.profile_id = v.profile_id and p.status = 'active'
		join public.roles specialist on specialist.profile_id = v.profile_id and specialist.role = 'specialist'
		join private.push_endpoints e on e.device_id = v.device_id
		left join public.notification_settings s on s.profile_id = v.profile_id
		where v.removed_at is null and v.last_seen_at < now() - interval '7 days'`;
}

function decide(device: SilentDevice): Decision[] {
	const plan = planWeeklyCheck(
		{
			weekday: device.weekday,
			hour: device.hour,
			isReachable: device.is_reachable,
			pausedUntil: device.paused_until,
			lastSeenAt: device.last_seen_at,
			lastCheckAt: device.last_check_at,
		},
		device.gathered_at,
	);
	if (plan.outcome === 'rest') return [];
	const { device_id, profile_id } = device;
	return [{ device_id, profile_id, week: plan.week, expires_at: plan.expiresAt.toISOString() }];
}

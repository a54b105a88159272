/** What it costs to plan many rounds, how late a step comes, and whether an urgent alert waits behind a long queue. */
import { setTimeout as pause } from 'node:timers/promises';
import { planAlert } from '#domain/alert-plan.ts';
import type { NotificationWishes } from '#domain/availability.ts';
import { usualSteps } from '#domain/escalation.ts';
import { planDueAlerts } from '#server/alerting/plan.ts';
import type { Network } from '#tests/fakes/network.ts';
import { ask, settle } from './ask.ts';
import { judged, milliseconds, percentile, told } from './table.ts';
import type { Line } from './table.ts';
import { wallClock } from './world.ts';
import type { Bench } from './world.ts';

const many = 10_000;
const clusters = 10;

/** Open requests of this network by the hundred, each with the first look of its round at `due`. Straight into the tables: asking is measured elsewhere. */
async function addRequests(
	{ sql }: Bench,
	{ clusterId, municipalityId }: Network,
	count: number,
	due: string,
): Promise<void> {
	await sql.unsafe(`
		with asker as (
			insert into public.profiles (profile_id, display_name, municipality_id, status)
			values (gen_random_uuid(), 'Frau Lehmann', '${municipalityId}', 'active') returning profile_id
		), made as (
			insert into public.requests (request_id, title, kind, priority, cluster_id, municipality_id)
			select gen_random_uuid(), 'Bürgeramt ohne Internet', 'incident', 2, '${clusterId}', '${municipalityId}' from generate_series(1, ${count})
			returning request_id
		), detailed as (
			insert into public.request_details (request_id, requester_id, body, place, callback)
			select made.request_id, asker.profile_id, '', 'Rathausplatz 1', '03525 700-214' from made, asker returning request_id
		)
		insert into private.alerts (request_id, alert_round, due_at) select request_id, 1, ${due} from detailed`);
}

async function forgetAll({ sql }: Bench): Promise<void> {
	await sql`update private.deliveries set state = 'superseded' where state in ('queued', 'sending')`;
	await sql`update private.alerts set state = 'superseded' where state = 'due'`;
	await sql`truncate private.reach_due`;
}

/** The decision alone, without reading and writing. */
function measureDecisions(): Line {
	const members = Array.from({ length: 20 }, (_, index) => ({
		profileId: `person ${index}`,
		mayHelp: true,
		pausedUntil: null,
		wishes: {
			pausedUntil: null,
			quietHours: [{ day: 1, from: '17:00', until: '07:00' }],
			quietOnHolidays: true,
			breakThrough: 1,
			mutedClusterIds: [],
		} satisfies NotificationWishes,
		isOwner: index === 1,
		isOnCall: index === 0,
		devices: [{ deviceId: `phone ${index}`, state: 'reachable' as const }],
	}));
	const cluster = { clusterId: 'network', steps: usualSteps, members, coordinators: [] };
	const openedAt = new Date();
	const started = wallClock();
	for (let index = 0; index < many; index += 1) {
		const facts = {
			cluster,
			alertId: `alert ${index}`,
			priority: 2,
			requesterId: 'asker',
			releasedBy: null,
			openedAt,
		} as const;
		planAlert({ ...facts, answered: [], alerted: new Map(), hasArrived: false }, null, openedAt);
	}
	return judged(`${many} requests, decided`, wallClock() - started, 1_000);
}

async function measurePlanning(bench: Bench): Promise<Line[]> {
	for (let index = 0; index < clusters; index += 1) {
		const network = await bench.network(20);
		await bench.sql`
			insert into private.shifts (cluster_id, profile_id, during)
			select ${network.clusterId}, ${network.specialists[0]?.profileId ?? ''}, tstzrange(now() - interval '1 day', now() + interval '1 day')`;
		await addRequests(bench, network, many / clusters, 'now()');
	}
	await bench.sql`analyze`;
	const started = wallClock();
	while ((await planDueAlerts(bench.sql)) > 0);
	const all = wallClock() - started;
	// The same requests once more, of which one is due: what a look costs beside ten thousand that wait.
	await bench.sql`
		update private.alerts set due_at = now() where alert_id = (select alert_id from private.alerts where state = 'due' order by due_at limit 1)`;
	const again = wallClock();
	await planDueAlerts(bench.sql);
	const one = wallClock() - again;
	await forgetAll(bench);
	return [
		measureDecisions(),
		judged(`${many} requests, all due, one device each, until written`, all, 1_000),
		told('one that is due beside the others that wait', milliseconds(one)),
	];
}

async function measureDrift(bench: Bench): Promise<Line[]> {
	const network = await bench.network(1);
	await bench.push.answerAfter(0);
	const worker = bench.startWorker();
	await addRequests(bench, network, 300, `now() + interval '1 second' + random() * interval '10 seconds'`);
	await bench.sql`select pg_notify('rufkreis_alerts', '')`;
	await pause(13_000);
	const rows = await bench.sql<{ late: number }[]>`
		select (extract(epoch from a.planned_at - a.due_at) * 1000)::float8 as late
		from private.alerts a join public.requests r on r.request_id = a.request_id
		where r.cluster_id = ${network.clusterId} and a.step = 0 and a.planned_at is not null`;
	const late = rows.map((row) => row.late);
	await worker.stop();
	await forgetAll(bench);
	return [
		told(`${late.length} steps within ten seconds, late by p50`, milliseconds(percentile(late, 0.5))),
		judged('p99', percentile(late, 0.99), 1_000),
	];
}

async function measureOvertaking(bench: Bench): Promise<Line[]> {
	const worker = bench.startWorker();
	const crowd = await bench.network(1_000);
	const lone = await bench.network(1);
	const waits: number[] = [];
	const queued: number[] = [];
	for (let round = -1; round < 12; round += 1) {
		await bench.push.answerAfter(30);
		await addRequests(bench, crowd, 1, 'now()');
		await bench.sql`select pg_notify('rufkreis_alerts', '')`;
		// In the middle of the thousand, more or less far.
		await pause(150 + 40 * Math.max(0, round));
		const committed = await ask(bench, lone);
		const arrivals = await bench.push.arrivals(1);
		const [row] = await bench.sql<{ open: number }[]>`
			select count(*)::int as open from private.deliveries where state in ('queued', 'sending')`;
		if (round >= 0) {
			waits.push(...[...arrivals.values()].map((at) => at - committed));
			queued.push(row?.open ?? 0);
		}
		await settle(bench);
	}
	await worker.stop();
	return [
		told(
			'still queued when it had arrived, fewest / most',
			`${Math.min(...queued)} / ${Math.max(...queued)}`,
		),
		told('an alert of priority 1, p50', milliseconds(percentile(waits, 0.5))),
		judged('p99', percentile(waits, 0.99), 300),
	];
}

export async function measureEscalation(bench: Bench): Promise<Line[]> {
	return [
		...(await measurePlanning(bench)),
		...(await measureDrift(bench)),
		...(await measureOvertaking(bench)),
	];
}

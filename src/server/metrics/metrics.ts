/**
 * What monitoring may know: counts and times, by door and state. No names, no ids, no addresses, and never so few labels' worth of people
 * that one of them could be meant.
 */
import type { Sql } from 'postgres';
import type { WorkerHealth } from '../alerting/worker.ts';
import { within } from '../outage.ts';
import type { Traffic } from '../traffic.ts';
import { exposition } from './exposition.ts';
import type { Metric } from './exposition.ts';
import { measureSending, ofSending } from './sending.ts';
import type { Measured } from './sending.ts';

export interface MetricsSources {
	sql: Sql;
	worker: { health(): Promise<WorkerHealth> };
	traffic: Traffic;
	/** Live streams that are open now. */
	streams: number;
	version: string;
	mode: string;
}

const answerMs = 3_000;

/** All there are (private.deliveries), so that none is missing from the page while there is none of it. */
export const deliveryStates = [
	'queued',
	'sending',
	'sent',
	'arrived',
	'accepted',
	'later',
	'declined',
	'failed',
	'gone',
	'expired',
	'superseded',
] as const;

async function countDeliveries(sql: Sql): Promise<Map<string, number>> {
	const rows = await within(
		answerMs,
		sql<{ state: string; count: number }[]>`
			select state, count(*)::float8 as count from private.deliveries group by state`,
	);
	return new Map(rows.map(({ state, count }) => [state, count]));
}

function ofProcess(version: string, mode: string): Metric[] {
	const { rss, heapUsed } = process.memoryUsage();
	const { user, system } = process.cpuUsage();
	return [
		{ name: 'rufkreis_info', kind: 'gauge', help: 'Version and mode.', values: [[{ version, mode }, 1]] },
		{
			name: 'process_start_time_seconds',
			kind: 'gauge',
			help: 'Start, seconds since 1970.',
			values: [[{}, Math.round(Date.now() / 1000 - process.uptime())]],
		},
		{
			name: 'process_cpu_seconds_total',
			kind: 'counter',
			help: 'CPU time, user and system.',
			values: [[{}, (user + system) / 1e6]],
		},
		{
			name: 'process_resident_memory_bytes',
			kind: 'gauge',
			help: 'Memory of this process, the database not included.',
			values: [[{}, rss]],
		},
		{
			name: 'nodejs_heap_used_bytes',
			kind: 'gauge',
			help: 'Memory in use by JavaScript.',
			values: [[{}, heapUsed]],
		},
	];
}

function ofAlerting(
	health: WorkerHealth,
	deliveries: ReadonlyMap<string, number>,
	measured: Measured,
): Metric[] {
	return [
		{
			name: 'rufkreis_worker_running',
			kind: 'gauge',
			help: '1 while alerts are planned and sent.',
			values: [[{}, health.running ? 1 : 0]],
		},
		{
			name: 'rufkreis_queue_deliveries',
			kind: 'gauge',
			help: 'Deliveries that are due and not yet sent.',
			values: [[{}, health.queued]],
		},
		{
			name: 'rufkreis_queue_oldest_seconds',
			kind: 'gauge',
			help: 'How long the oldest of them waits, 0 when none does.',
			values: [[{}, (health.oldest_queued_ms ?? 0) / 1000]],
		},
		{
			name: 'rufkreis_deliveries',
			kind: 'gauge',
			help: 'Deliveries of the last two weeks by state.',
			values: deliveryStates.map((state) => [{ state }, deliveries.get(state) ?? 0]),
		},
		...ofSending(measured),
	];
}

/** The whole page in the text format of Prometheus. A database that does not answer is one of the figures, so it never rejects. */
export async function readMetrics(sources: MetricsSources): Promise<string> {
	const { sql, worker, traffic, streams, version, mode } = sources;
	const asked = await Promise.all([
		worker.health(),
		countDeliveries(sql),
		within(answerMs, measureSending(sql)),
	]).catch(() => undefined);
	return exposition([
		...ofProcess(version, mode),
		{
			name: 'rufkreis_http_answers_total',
			kind: 'counter',
			help: 'Answers by door and class of status.',
			values: traffic.counts().map(({ door, class: kind, count }) => [{ door, class: kind }, count]),
		},
		{
			name: 'rufkreis_live_streams',
			kind: 'gauge',
			help: 'Open live streams.',
			values: [[{}, streams]],
		},
		{
			name: 'rufkreis_database_up',
			kind: 'gauge',
			help: '1 while the database answers.',
			values: [[{}, asked ? 1 : 0]],
		},
		...(asked ? ofAlerting(...asked) : []),
	]);
}

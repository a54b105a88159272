/**
 * How sending goes, counted in the database: every process of a network says the same, and a restart changes nothing. Whoever adds up over several
 * processes therefore takes the largest, not the sum.
 */
import type { Sql } from 'postgres';
import type { Metric } from './exposition.ts';

/** Seconds; a person notices the first ones, a step of an escalation is lost with the last ones. */
export const latencyBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] as const;

interface Latencies {
	/** How many came within each of the buckets, each counting those of the smaller ones too. */
	within: number[];
	count: number;
	/** Seconds altogether. */
	sum: number;
}

export interface Measured {
	sent: Latencies;
	arrived: Latencies;
	/** Of the last day, only what a device had a minute to confirm. */
	old_enough: number;
	confirmed: number;
	answers: { service: string; answer: string; posts: number }[];
	services: { service: string; standing: 'fine' | 'refusing' | 'unanswered' }[];
	second: { channel: string; state: string; count: number }[];
	quarantined: number;
	/** Open rounds that will be looked at; of them those whose time has come, and by how many seconds the first is late. */
	looks: number;
	looks_due: number;
	look_late: number;
}

/** Rejects when the database does not answer. */
export async function measureSending(sql: Sql): Promise<Measured> {
	const latencies = (seconds: 'sent_seconds' | 'arrived_seconds') => sql`
		select jsonb_build_object('count', count(${sql(seconds)}), 'sum', coalesce(sum(${sql(seconds)}), 0), 'within', (
			select jsonb_agg((select count(*) from measured where ${sql(seconds)} <= le::float8) order by le::float8)
			from jsonb_array_elements_text(${sql.json([...latencyBuckets])}) le))
		from measured`;
	const [row] = await sql<Measured[]>`
		with measured as materialized (
			select * from private.measured_deliveries(now() - interval '1 day')
		)
		select
			(${latencies('sent_seconds')}) as sent,
			(${latencies('arrived_seconds')}) as arrived,
			(select count(*)::float8 from measured where is_old_enough) as old_enough,
			(select count(*)::float8 from measured where is_old_enough and arrived_seconds is not null) as confirmed,
			(select coalesce(jsonb_agg(jsonb_build_object('service', a.service, 'answer', a.answer, 'posts', a.posts) order by a.service, a.answer), '[]')
				from private.push_answers a) as answers,
			(select coalesce(jsonb_agg(jsonb_build_object('service', s.service, 'standing', s.standing)), '[]') from private.push_services() s) as services,
			(select coalesce(jsonb_agg(to_jsonb(o)), '[]') from (
				select channel, state, count(*) as count from private.second_deliveries group by 1, 2 order by 1, 2
			) o) as second,
			(select count(*)::float8 from private.push_endpoints where quarantined_at is not null) as quarantined,
			looks.*
		from (
			select count(*)::float8 as looks, (count(*) filter (where due_at <= now()))::float8 as looks_due,
				coalesce(greatest(0, extract(epoch from now() - min(due_at))), 0)::float8 as look_late
			from private.alerts where state = 'due'
		) looks`;
	if (row === undefined) throw new Error('one row was asked for');
	return row;
}

function histogram(name: string, help: string, { within, count, sum }: Latencies): Metric {
	return {
		name,
		kind: 'histogram',
		help: `${help} Of the last 24 hours and not since the start, so it is read without rate().`,
		values: [
			...latencyBuckets.map((le, place) => [{ le: String(le) }, within[place] ?? 0, '_bucket'] as const),
			[{ le: '+Inf' }, count, '_bucket'],
			[{}, sum, '_sum'],
			[{}, count, '_count'],
		],
	};
}

export function ofSending(measured: Measured): Metric[] {
	const { answers, services, old_enough, confirmed } = measured;
	return [
		histogram('rufkreis_sent_seconds', 'From the queue until the push service had it.', measured.sent),
		histogram(
			'rufkreis_arrival_seconds',
			'From the moment it was due (of the first step: somebody asked) until the device confirmed it.',
			measured.arrived,
		),
		{
			name: 'rufkreis_arrival_ratio',
			kind: 'gauge',
			help: 'Share of the messages sent in the last 24 hours and more than 60 s ago that a device confirmed; absent while there is none. What a newer message replaced is left out.',
			values: old_enough === 0 ? [] : [[{}, confirmed / old_enough]],
		},
		{
			name: 'rufkreis_push_answers_total',
			kind: 'counter',
			help: 'Answers of push services by class: gone is 404 and 410, refused is 400, 401 and 403, 429 includes 406.',
			values: answers.map(({ service, answer, posts }) => [{ service, answer }, posts]),
		},
		{
			name: 'rufkreis_push_service_refusing',
			kind: 'gauge',
			help: '1 while a push service refuses a fifth of its devices, at least three: our key or our clock.',
			values: services.map(({ service, standing }) => [{ service }, standing === 'refusing' ? 1 : 0]),
		},
		{
			name: 'rufkreis_push_service_unanswered',
			kind: 'gauge',
			help: '1 while the last post to a push service got no usable answer.',
			values: services.map(({ service, standing }) => [{ service }, standing === 'unanswered' ? 1 : 0]),
		},
		{
			name: 'rufkreis_second_deliveries',
			kind: 'gauge',
			help: 'Messages of the second channel of the last two weeks by channel and state.',
			values: measured.second.map(({ channel, state, count }) => [{ channel, state }, count]),
		},
		{
			name: 'rufkreis_devices_quarantined',
			kind: 'gauge',
			help: 'Devices left alone after too many refusals, until their person opens the app there.',
			values: [[{}, measured.quarantined]],
		},
		{
			name: 'rufkreis_looks',
			kind: 'gauge',
			help: 'Open alert rounds with a next step.',
			values: [[{}, measured.looks]],
		},
		{
			name: 'rufkreis_looks_due',
			kind: 'gauge',
			help: 'Of these, the ones whose time has come.',
			values: [[{}, measured.looks_due]],
		},
		{
			name: 'rufkreis_look_late_seconds',
			kind: 'gauge',
			help: 'How late the first of them is, 0 when none is.',
			values: [[{}, measured.look_late]],
		},
	];
}

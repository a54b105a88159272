/** The figures for monitoring after real alerts to a real push service: whichever process is asked, and after a restart. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMetrics } from '#server/metrics/metrics.ts';
import { makeTraffic } from '#server/traffic.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import { eventually, makeWorld } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;

// One world per test: what is counted here is counted for the whole network.
beforeEach(async () => {
	world = await makeWorld();
});
afterEach(() => world.close());

const idle = { running: true, queued: 0, oldest_queued_ms: null, last_error: null };

/** Every figure of the page by its name and labels. */
async function figures(): Promise<Map<string, number>> {
	const page = await readMetrics({
		sql: world.sql,
		worker: { health: () => Promise.resolve(idle) },
		traffic: makeTraffic(),
		streams: 0,
		version: '1',
		mode: 'embedded',
	});
	return new Map(
		page
			.split('\n')
			.filter((line) => line !== '' && !line.startsWith('#'))
			.map((line) => {
				const at = line.lastIndexOf(' ');
				return [line.slice(0, at), Number(line.slice(at + 1))];
			}),
	);
}

async function settled(count: number): Promise<void> {
	await eventually(
		() =>
			world.sql`select 1 from private.deliveries where kind = 'alert' and state in ('sent', 'failed', 'gone')`,
		(rows) => rows.length === count,
	);
	await eventually(
		() =>
			world.sql<{ posts: number }[]>`select coalesce(sum(posts), 0)::int as posts from private.push_answers`,
		([row]) => (row?.posts ?? 0) >= count,
	);
}

test('what was sent and what arrived is on the page by how long it took, also for a process that sent nothing', async () => {
	const worker = world.startWorker();
	const network = await makeNetwork(world.sql, world.push, 4);
	await network.ask();
	await settled(4);
	await worker.stop();
	const sent = await figures();
	expect(sent.get('rufkreis_sent_seconds_count')).toBe(4);
	expect(sent.get('rufkreis_sent_seconds_bucket{le="+Inf"}')).toBe(4);
	expect(sent.get('rufkreis_arrival_seconds_count')).toBe(0);
	// Nothing was given its minute yet: no share is said rather than a wrong one.
	expect(sent.has('rufkreis_arrival_ratio')).toBe(false);

	// Two minutes ago: queued, sent after 0.2 s; three devices confirmed after 0.4, 4 and 40 s, the fourth did not.
	await world.sql`
		update private.alerts set due_at = now() - interval '2 minutes' where alert_id in (select alert_id from private.deliveries)`;
	await world.sql`
		with numbered as (select delivery_id, row_number() over (order by payload_rev) as place from private.deliveries where kind = 'alert')
		update private.deliveries d set created_at = now() - interval '2 minutes', sent_at = now() - interval '2 minutes' + interval '0.2 seconds',
			arrived_at = now() - interval '2 minutes' + (array['0.4 seconds', '4 seconds', '40 seconds', null])[n.place]::interval
		from numbered n where n.delivery_id = d.delivery_id`;
	const seen = await figures();
	const within = (name: string) =>
		['0.1', '0.25', '0.5', '1', '2.5', '5', '10', '30', '60', '300', '+Inf'].map((le) =>
			seen.get(`rufkreis_${name}_seconds_bucket{le="${le}"}`),
		);
	expect(within('sent')).toEqual([0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
	expect(within('arrival')).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
	expect(seen.get('rufkreis_arrival_seconds_sum')).toBeCloseTo(44.4);
	expect(seen.get('rufkreis_arrival_ratio')).toBe(0.75);
	expect(seen.get(`rufkreis_push_answers_total{service="${world.push.host}",answer="2xx"}`)).toBe(4);
	expect(seen.get(`rufkreis_push_service_refusing{service="${world.push.host}"}`)).toBe(0);

	await world.sql`update private.deliveries set created_at = now() - interval '25 hours'`;
	expect((await figures()).get('rufkreis_sent_seconds_count')).toBe(0);
});

test('a message that a newer one took the place of does not count as lost', async () => {
	world.startWorker();
	const network = await makeNetwork(world.sql, world.push, 2);
	const requestId = await network.ask();
	await settled(2);
	const [taker] = network.specialists;
	if (!taker) throw new Error('nobody there');
	await network.command(taker.profileId, 'accept_request', { request_id: requestId });
	await eventually(
		() => world.sql`select 1 from private.deliveries where kind = 'taken' and state = 'sent'`,
		(rows) => rows.length > 0,
	);
	await world.sql`
		update private.deliveries set created_at = created_at - interval '2 minutes', sent_at = sent_at - interval '2 minutes',
			arrived_at = case when kind = 'taken' then sent_at - interval '119 seconds' end`;
	expect((await figures()).get('rufkreis_arrival_ratio')).toBe(1);
});

test('a push service that refuses everybody is named, and no longer once it accepts them again', async () => {
	world.startWorker();
	const network = await makeNetwork(world.sql, world.push, 4);
	for (const { channel } of network.specialists) world.push.script(channel, [403]);
	await network.ask();
	await settled(4);
	const refusing = `rufkreis_push_service_refusing{service="${world.push.host}"}`;
	const refused = await figures();
	expect(refused.get(refusing)).toBe(1);
	expect(refused.get(`rufkreis_push_answers_total{service="${world.push.host}",answer="refused"}`)).toBe(4);
	await network.ask();
	await settled(8);
	await eventually(figures, (now) => now.get(refusing) === 0);
});

test('one device that its push service refuses again and again accuses nobody else', async () => {
	world.startWorker();
	const network = await makeNetwork(world.sql, world.push, 4);
	const [person] = network.specialists;
	if (!person) throw new Error('nobody there');
	world.push.script(person.channel, [403, 403, 403, 403, 403]);
	for (let count = 1; count <= 5; count += 1) {
		await network.ask();
		await settled(4 * count);
	}
	const seen = await eventually(figures, (now) => now.get('rufkreis_devices_quarantined') === 1);
	expect(seen.get(`rufkreis_push_service_refusing{service="${world.push.host}"}`)).toBe(0);
});

test('answers are counted by their class, those that were tried again too', async () => {
	world.startWorker();
	const network = await makeNetwork(world.sql, world.push, 3);
	const [busy, gone, large] = network.specialists;
	if (!busy || !gone || !large) throw new Error('nobody there');
	world.push.script(busy.channel, [503, 201]);
	world.push.script(gone.channel, [410]);
	world.push.script(large.channel, [413]);
	await network.ask();
	await settled(3);
	const answers = await eventually(
		async () => {
			const seen = await figures();
			return ['2xx', '5xx', 'gone', '413'].map((answer) =>
				seen.get(`rufkreis_push_answers_total{service="${world.push.host}",answer="${answer}"}`),
			);
		},
		(counts) => counts.every((count) => count !== undefined),
	);
	expect(answers).toEqual([1, 1, 1, 1]);
});

test('a look that nobody takes is late, and says by how much', async () => {
	const network = await makeNetwork(world.sql, world.push, 1);
	await network.ask();
	await world.sql`update private.alerts set due_at = now() - interval '90 seconds'`;
	const seen = await figures();
	expect(seen.get('rufkreis_looks')).toBe(1);
	expect(seen.get('rufkreis_looks_due')).toBe(1);
	expect(seen.get('rufkreis_look_late_seconds')).toBeGreaterThanOrEqual(90);
});

test('messages of the second channel are counted by channel and state', async () => {
	const network = await makeNetwork(world.sql, world.push, 2);
	const requestId = await network.ask();
	for (const { profileId } of network.specialists)
		await world.sql`
			insert into private.second_deliveries (channel, cause, request_id, alert_round, profile_id, priority, state, expires_at)
			values ('mail', 'silence', ${requestId}, 1, ${profileId}, 1, 'sent', now())`;
	const seen = await figures();
	expect(seen.get('rufkreis_second_deliveries{channel="mail",state="sent"}')).toBe(2);
});

test('of a push service with many hosts only its own name is said', async () => {
	const services = await world.sql`
		select private.push_service(host) as service from unnest(array['wns2-ab12.notify.windows.com', 'fcm.googleapis.com', 'evilgoogleapis.com']) host`;
	expect(services.map(({ service }) => String(service))).toEqual([
		'notify.windows.com',
		'googleapis.com',
		'evilgoogleapis.com',
	]);
});

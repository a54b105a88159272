/** A device that a push service refuses, a push service that refuses us, and an address that is none. */
import { Agent } from 'node:https';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorker } from '#server/alerting/worker.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Specialist } from '#tests/fakes/network.ts';
import { eventually, makeWorld, origin } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;

// One world per test: a worker remembers how each push service behaved lately.
beforeEach(async () => {
	world = await makeWorld();
});
afterEach(() => world.close());

interface Endpoint {
	failures: number;
	quarantined: boolean;
}

async function look({ deviceId }: Specialist): Promise<Endpoint> {
	const [seen] = await world.sql<Endpoint[]>`
		select failures_in_a_row as failures, quarantined_at is not null as quarantined
		from private.push_endpoints where device_id = ${deviceId}`;
	if (!seen) throw new Error('no endpoint');
	return seen;
}

test('a device that was never reached is left alone after five refusals, until it registers again', async () => {
	world.startWorker();
	const network = await makeNetwork(world.sql, world.push, 1);
	const [person] = network.specialists;
	if (!person) throw new Error('nobody there');
	world.push.script(person.channel, [403, 403, 403, 403, 403]);
	for (let count = 1; count <= 5; count += 1) {
		await network.ask();
		const seen = await eventually(
			() => look(person),
			(now) => now.failures === count,
		);
		expect(seen.quarantined).toBe(count === 5);
	}
	const requestId = await network.ask();
	const counted = await eventually(
		() =>
			world.sql`
				select facts from public.request_events
				where request_id = ${requestId} and kind = 'alerted' and facts ->> 'target' = 'members'`,
		(rows) => rows.length > 0,
	);
	expect(counted[0]?.facts).toMatchObject({ people: 0, without_device: 1 });
	expect(world.push.received(person.channel)).toHaveLength(5);
	const { keys } = person.receiver;
	await network.command(person.profileId, 'register_device', {
		device_id: person.deviceId,
		endpoint: world.push.endpoint(person.channel),
		...keys,
		label: 'Handy',
		platform: 'test',
	});
	await network.ask();
	expect(await world.push.waitFor(person.channel, 6)).toHaveLength(6);
	await eventually(
		() => look(person),
		(now) => now.failures === 0 && !now.quarantined,
	);
});

test('a push service that refuses everybody is reported as our own fault and puts nobody into quarantine', async () => {
	const worker = world.startWorker();
	const network = await makeNetwork(world.sql, world.push, 8);
	for (const { channel } of network.specialists) {
		world.push.script(
			channel,
			Array.from({ length: 8 }, () => 403),
		);
	}
	for (let count = 0; count < 6; count += 1) {
		const requestId = await network.ask();
		await eventually(
			() => world.sql`select 1 from private.deliveries where request_id = ${requestId} and state = 'failed'`,
			(rows) => rows.length === 8,
		);
	}
	expect((await worker.health()).last_error).toBe('push_credentials');
	const [row] = await world.sql`
		select count(*)::int as count from private.push_endpoints where quarantined_at is not null or failures_in_a_row >= 5`;
	expect(row?.count).toBe(0);
});

test('an address outside the push services is never called, whatever the table says', async () => {
	const agent = new Agent({ ca: world.push.ca });
	const network = await makeNetwork(world.sql, world.push, 1);
	const careful = startWorker({ sql: world.sql, vapid: world.vapid, origin, pushExtraHosts: [], agent });
	await network.ask();
	const rows = await eventually(
		() =>
			world.sql<{ last_error: string }[]>`select last_error from private.deliveries where state = 'failed'`,
		(found) => found.length === 1,
	);
	expect(rows[0]?.last_error).toBe('foreign_endpoint');
	expect(world.push.load().requests).toBe(0);
	await careful.stop();
	agent.destroy();
});

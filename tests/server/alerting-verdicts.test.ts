/** Every kind of answer of a push service, end to end: what becomes of the message, and of the device. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import webpush from 'web-push';
import { startWorker } from '#server/alerting/worker.ts';
import type { Behaviour } from '#tests/fakes/push-service.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network, Specialist } from '#tests/fakes/network.ts';
import { eventually, makeWorld, origin } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;

beforeAll(async () => {
	world = await makeWorld();
	// A state that lasts for milliseconds is read from what it leaves behind.
	await world.sql.unsafe(`
		create table private.delivery_history (like private.deliveries, seen_at timestamptz not null default now());
		create function private.note_delivery() returns trigger language plpgsql as
			$$ begin insert into private.delivery_history select new.*; return null; end; $$;
		create trigger note_delivery after update on private.deliveries for each row execute function private.note_delivery();
	`);
	// One case waits for two posts to time out; to all others it must not happen, however slow this machine is.
	world.startWorker({ postTimeoutMs: 3_000, leaseMs: 30_000 });
});
afterAll(() => world.close());

interface Seen {
	state: string;
	attempts: number;
	last_status: number | null;
	last_error: string | null;
	waits: number;
	removed: boolean;
	failures: number | null;
	quarantined: boolean | null;
}

async function look({ deviceId }: Specialist): Promise<Seen | undefined> {
	const [seen] = await world.sql<Seen[]>`
		select d.state, d.attempts, d.last_status, d.last_error, extract(epoch from d.due_at - now())::float8 as waits,
			v.removed_at is not null as removed, e.failures_in_a_row as failures, e.quarantined_at is not null as quarantined
		from private.deliveries d
		join public.devices v on v.device_id = d.device_id
		left join private.push_endpoints e on e.device_id = d.device_id
		where d.device_id = ${deviceId} order by d.payload_rev desc limit 1`;
	return seen;
}

/** How the delivery to this device waited after its first attempt, as soon as it does or has. */
async function lookAtFirstWait({ deviceId }: Specialist) {
	const [seen] = await world.sql<Pick<Seen, 'last_status' | 'last_error' | 'waits'>[]>`
		select last_status, last_error, extract(epoch from due_at - seen_at)::float8 as waits
		from private.delivery_history
		where device_id = ${deviceId} and state = 'queued' and attempts = 1 order by seen_at limit 1`;
	return seen;
}

/** One person is asked; the push service answers that person's device as scripted. */
async function askOne(
	steps: readonly Behaviour[],
	network?: Network,
): Promise<{ person: Specialist; network: Network }> {
	const asked = network ?? (await makeNetwork(world.sql, world.push, 1));
	const [person] = asked.specialists;
	if (!person) throw new Error('nobody there');
	world.push.endpoint(person.channel);
	world.push.script(person.channel, steps);
	await asked.ask();
	return { person, network: asked };
}

/** Retries are due now: the wait itself was looked at before. */
async function hurry({ deviceId }: Specialist): Promise<void> {
	await world.sql`update private.deliveries set due_at = now() where device_id = ${deviceId} and state = 'queued'`;
	await world.sql.notify('rufkreis_alerts', '');
}

test.for([404, 410])('%i removes the device, and nothing is sent to it again', async (status) => {
	const { person, network } = await askOne([status]);
	const seen = await eventually(
		() => look(person),
		(now) => now?.state === 'gone' && now.last_status === status,
	);
	expect(seen).toMatchObject({ removed: true, attempts: 1, failures: null });
	await network.ask();
	await eventually(
		() => world.sql`select 1 from private.alerts a join public.requests r using (request_id)
			where r.cluster_id = ${network.clusterId} and a.state = 'planned'`,
		(rows) => rows.length === 2,
	);
	expect(world.push.received(person.channel)).toHaveLength(1);
});

test.for<[Behaviour, number | null, string | null]>([
	[{ status: 429, retryAfter: 30 }, 429, null],
	[{ status: 406, retryAfter: 30 }, 406, null],
	[{ status: 503, retryAfter: 30 }, 503, null],
])('%j waits as long as the push service asks, then tries again', async ([behaviour, status]) => {
	const { person } = await askOne([behaviour]);
	const waiting = await eventually(
		() => look(person),
		(now) => now?.state === 'queued' && now.attempts === 1,
	);
	expect(waiting).toMatchObject({ last_status: status, removed: false, failures: 0, quarantined: false });
	expect(waiting?.waits).toBeGreaterThan(20);
	expect(waiting?.waits).toBeLessThanOrEqual(30.1);
	expect(world.push.received(person.channel)).toHaveLength(1);
	await hurry(person);
	const sent = await eventually(
		() => look(person),
		(now) => now?.state === 'sent',
	);
	expect(sent).toMatchObject({ attempts: 2, last_status: 201, last_error: null, removed: false });
});

test.for<[Behaviour, number | null, string | null]>([
	[500, 500, null],
	[502, 502, null],
	[408, 408, null],
	['hang', null, 'timeout'],
	['reset', null, 'network'],
])('%s comes back by itself and never costs a device', async ([behaviour, status, error]) => {
	const { person } = await askOne([behaviour, behaviour]);
	const waiting = await eventually(
		() => lookAtFirstWait(person),
		(seen) => seen !== undefined,
	);
	expect(waiting).toMatchObject({ last_status: status, last_error: error });
	expect(waiting?.waits).toBeLessThan(0.6);
	const sent = await eventually(
		() => look(person),
		(now) => now?.state === 'sent',
	);
	expect(sent).toMatchObject({ attempts: 3, removed: false, failures: 0 });
});

test.for([413, 400, 401, 403, 301, 307])(
	'%i is not tried again and does not remove the device',
	async (status) => {
		const { person } = await askOne([status]);
		const seen = await eventually(
			() => look(person),
			(now) => now?.state === 'failed',
		);
		const counts = [400, 401, 403].includes(status);
		expect(seen).toMatchObject({ attempts: 1, last_status: status, removed: false, quarantined: false });
		// Counted right after the delivery is written down.
		await eventually(
			() => look(person),
			(now) => now?.failures === (counts ? 1 : 0),
		);
		await hurry(person);
		expect(world.push.received(person.channel)).toHaveLength(1);
	},
);

test('a device with keys that are none fails alone', async () => {
	const network = await makeNetwork(world.sql, world.push, 2);
	const [broken, fine] = network.specialists;
	if (!broken || !fine) throw new Error('two people');
	await world.sql`update private.push_endpoints set p256dh = ${`B${'A'.repeat(86)}`} where device_id = ${broken.deviceId}`;
	await network.ask();
	await world.push.waitFor(fine.channel);
	const seen = await eventually(
		() => look(broken),
		(now) => now?.state === 'failed',
	);
	expect(seen).toMatchObject({ last_error: 'unusable_keys', removed: false });
});

test('an ended address that was replaced meanwhile costs no device: the new one is sent to', async () => {
	const { person, network } = await askOne([{ status: 410, held: true }]);
	await world.push.waitFor(person.channel);
	const fresh = crypto.randomUUID();
	await network.command(person.profileId, 'register_device', {
		device_id: person.deviceId,
		endpoint: world.push.endpoint(fresh),
		...person.receiver.keys,
		label: 'Handy',
		platform: 'test',
	});
	world.push.release();
	await world.push.waitFor(fresh);
	const seen = await eventually(
		() => look(person),
		(now) => now?.state === 'sent',
	);
	expect(seen).toMatchObject({ removed: false, attempts: 2 });
});

test('a device that answered before its push service did stays "arrived"', async () => {
	const { person } = await askOne(['hold']);
	await world.push.waitFor(person.channel);
	await world.sql`
		select private.arrive_with_ticket(delivery_id) from private.deliveries where device_id = ${person.deviceId}`;
	world.push.release();
	const seen = await eventually(
		() => look(person),
		(now) => now?.last_status === 201,
	);
	expect(seen).toMatchObject({ state: 'arrived', removed: false });
});

test('keys that no push service would take stop the start', () => {
	const vapid = { ...webpush.generateVAPIDKeys(), subject: 'nobody' };
	expect(() => startWorker({ sql: world.sql, vapid, origin, pushExtraHosts: [] })).toThrow();
});

/** From the commit of a request to a decrypted message on a device, and back to everybody when somebody has taken it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeTickets, loadTicketSecret } from '#server/alerting/ticket.ts';
import type { Worker } from '#server/alerting/worker.ts';
import { makeNetwork, readMessage } from '#tests/fakes/network.ts';
import type { Network } from '#tests/fakes/network.ts';
import { eventually, makeWorld } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;
let worker: Worker;
let network: Network;

beforeAll(async () => {
	world = await makeWorld();
	worker = world.startWorker();
});
afterAll(() => world.close());
beforeEach(async () => {
	network = await makeNetwork(world.sql, world.push, 3);
});

async function states(requestId: string): Promise<Record<string, number>> {
	const rows = await world.sql<{ name: string; count: number }[]>`
		select kind || ' ' || state as name, count(*)::int as count from private.deliveries
		where request_id = ${requestId} group by 1 order by 1`;
	return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

test('a request becomes one readable message per device, and the history says to how many', async () => {
	const requestId = await network.ask();
	for (const specialist of network.specialists) {
		const [post] = await world.push.waitFor(specialist.channel);
		expect(post?.headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' });
		expect(Number(post?.headers.ttl)).toBeGreaterThan(3500);
		const message = readMessage(specialist, post);
		expect(message).toMatchObject({
			kind: 'alert',
			request_id: requestId,
			title: 'Bürgeramt ohne Internet · Riesa',
			body: 'Schalter steht · Rückruf 03525 700-214 · Rathausplatz 1',
		});
		const deliveryId = makeTickets(await loadTicketSecret(world.sql)).verify(message.ticket ?? '');
		const [row] =
			await world.sql`select device_id from private.deliveries where delivery_id = ${deliveryId ?? null}`;
		expect(row?.device_id).toBe(specialist.deviceId);
	}
	expect(
		await eventually(
			() => states(requestId),
			(seen) => seen['alert sent'] === 3,
		),
	).toEqual({ 'alert sent': 3 });
	const events =
		await world.sql`select kind, facts from public.request_events where request_id = ${requestId} order by happened_at`;
	expect(events.at(-1)).toEqual({
		kind: 'alerted',
		facts: { target: 'members', people: 3, devices: 3, paused: 0, resting: 0, without_device: 0 },
	});
	expect(await worker.health()).toEqual({
		running: true,
		queued: 0,
		oldest_queued_ms: null,
		last_error: null,
	});
});

test('a device that hides content is sent none, the other ones are', async () => {
	const [discreet, taker, other] = network.specialists;
	if (!discreet || !taker || !other) throw new Error('three people');
	await network.command(discreet.profileId, 'set_lock_screen', {
		device_id: discreet.deviceId,
		shows_content: false,
	});
	const requestId = await network.ask();
	const [alert] = await world.push.waitFor(discreet.channel);
	expect(readMessage(discreet, alert)).toMatchObject({
		title: 'Neue Anfrage, Priorität 1',
		body: '',
		hides_content: true,
	});
	const [shown] = await world.push.waitFor(other.channel);
	expect(readMessage(other, shown)).toMatchObject({ title: 'Bürgeramt ohne Internet · Riesa' });
	await network.command(taker.profileId, 'accept_request', { request_id: requestId });
	const posts = await world.push.waitFor(discreet.channel, 2);
	expect(readMessage(discreet, posts[1])).toMatchObject({
		kind: 'taken',
		title: 'Schon übernommen',
		body: 'Priorität 1',
	});
});

test('who is paused, who has no device and who asked are not alerted', async () => {
	const [paused, bare, asking] = network.specialists;
	await world.sql`update public.cluster_members set paused_until = now() + interval '1 day' where profile_id = ${paused?.profileId ?? ''}`;
	await network.command(bare?.profileId ?? '', 'remove_device', { device_id: bare?.deviceId ?? '' });
	const requestId = crypto.randomUUID();
	await network.command(asking?.profileId ?? '', 'create_request', {
		request_id: requestId,
		cluster_id: network.clusterId,
		title: 'Wer hilft?',
		body: '',
		priority: 2,
		kind: 'question',
	});
	const events = await eventually(
		() =>
			world.sql`select facts from public.request_events where request_id = ${requestId} and kind = 'alerted'`,
		(rows) => rows.length === 4,
	);
	// Nobody is on call, nobody can be reached: every step is skipped at once and leaves its line.
	expect(events.map(({ facts }) => facts as object)).toEqual([
		{ target: 'on_call', people: 0, devices: 0, paused: 0, resting: 0, without_device: 0 },
		{ target: 'members', people: 0, devices: 0, paused: 1, resting: 0, without_device: 1 },
		{ target: 'owners', people: 0, devices: 0, paused: 0, resting: 0, without_device: 0 },
		{ target: 'coordination', people: 0, devices: 0, paused: 0, resting: 0, without_device: 0 },
	]);
	expect(await states(requestId)).toEqual({});
});

test('everybody who may see the alert learns who has it, in place of the alert; who took it does not', async () => {
	const [anna, ben, clara] = network.specialists;
	if (!anna || !ben || !clara) throw new Error('three people');
	const requestId = await network.ask();
	await eventually(
		() => states(requestId),
		(seen) => seen['alert sent'] === 3,
	);
	const [alert] = world.push.received(anna.channel);
	const deliveryId =
		makeTickets(await loadTicketSecret(world.sql)).verify(readMessage(anna, alert).ticket ?? '') ?? '';
	const [answer] = await world.sql`select private.accept_with_ticket(${deliveryId}) as answer`;
	expect(answer?.answer).toMatchObject({ outcome: 'accepted' });
	for (const other of [ben, clara]) {
		const [first, second] = await world.push.waitFor(other.channel, 2);
		expect(readMessage(other, second)).toMatchObject({
			kind: 'taken',
			title: `Übernommen von ${anna.name} (Riesa)`,
			body: 'Bürgeramt ohne Internet',
		});
		expect(readMessage(other, second).rev).toBeGreaterThan(readMessage(other, first).rev);
		expect(second?.headers.topic).toBe(first?.headers.topic);
	}
	await eventually(
		() => states(requestId),
		(seen) => seen['taken sent'] === 2,
	);
	expect(world.push.received(anna.channel)).toHaveLength(1);
});

test('whoever accepts in the app learns it on the phone in other words than the others', async () => {
	const [anna] = network.specialists;
	if (!anna) throw new Error('nobody there');
	const requestId = await network.ask();
	await eventually(
		() => states(requestId),
		(seen) => seen['alert sent'] === 3,
	);
	await network.command(anna.profileId, 'accept_request', { request_id: requestId });
	const [, receipt] = await world.push.waitFor(anna.channel, 2);
	expect(readMessage(anna, receipt)).toMatchObject({ kind: 'taken', title: 'Von Ihnen übernommen' });
});

test('a released request alerts again, except whoever has just given it back', async () => {
	const [anna, ben] = network.specialists;
	if (!anna || !ben) throw new Error('nobody there');
	const requestId = await network.ask();
	await eventually(
		() => states(requestId),
		(seen) => seen['alert sent'] === 3,
	);
	await network.command(anna.profileId, 'accept_request', { request_id: requestId });
	await eventually(
		() => states(requestId),
		(seen) => seen['taken sent'] === 3,
	);
	await network.command(anna.profileId, 'release_request', { request_id: requestId });
	const posts = await world.push.waitFor(ben.channel, 3);
	expect(readMessage(ben, posts[2])).toMatchObject({ kind: 'alert' });
	await eventually(
		() => states(requestId),
		(seen) => seen['alert sent'] === 5,
	);
	expect(world.push.received(anna.channel)).toHaveLength(2);
});

test('a request that is handed over calls the people of the other cluster, and nobody of the former one again', async () => {
	const [anna, ben] = network.specialists;
	if (!anna || !ben) throw new Error('nobody there');
	const other = await makeNetwork(world.sql, world.push, 2);
	// Ben is in both clusters; Anna, who hands it over, too: she knows it.
	for (const { profileId } of [anna, ben])
		await network.command(profileId, 'join_cluster', { cluster_id: other.clusterId });
	const requestId = await network.ask();
	await eventually(
		() => states(requestId),
		(seen) => seen['alert sent'] === 3,
	);
	const handedOver = await network.command(anna.profileId, 'hand_over_request', {
		request_id: requestId,
		cluster_id: other.clusterId,
	});
	expect(handedOver).toEqual({ outcome: 'handed_over' });
	for (const specialist of other.specialists) {
		const [post] = await world.push.waitFor(specialist.channel);
		expect(readMessage(specialist, post)).toMatchObject({ kind: 'alert', request_id: requestId });
	}
	const [first, second] = await world.push.waitFor(ben.channel, 2);
	expect(readMessage(ben, second).rev).toBeGreaterThan(readMessage(ben, first).rev);
	await eventually(
		() => states(requestId),
		(seen) => seen['alert sent'] === 6,
	);
	const counts = network.specialists.map(({ channel }) => world.push.received(channel).length);
	expect(counts).toEqual([1, 2, 1]);
	const taken = await network.command(other.specialists[0]?.profileId ?? '', 'accept_request', {
		request_id: requestId,
	});
	expect(taken).toMatchObject({ outcome: 'accepted' });
});

test('what was notified while nobody listened is found by the sweep', async () => {
	await world.cutWorkers();
	await network.ask();
	// A sweep comes every half minute.
	for (const { channel } of network.specialists) await world.push.waitFor(channel, 1, 60_000);
});

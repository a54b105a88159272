/** A device that comes back after a long silence hears of what is still open and never arrived there: once, and in one message. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { noteSignOfLife, planDueAwakenings } from '#server/alerting/awaken.ts';
import { claimDeliveries } from '#server/alerting/claim.ts';
import { loadTicketSecret, makeTickets } from '#server/alerting/ticket.ts';
import type { TicketMaker } from '#server/alerting/ticket.ts';
import type { Worker } from '#server/alerting/worker.ts';
import { makeNetwork, readMessage } from '#tests/fakes/network.ts';
import type { Network, Specialist } from '#tests/fakes/network.ts';
import { countAttempts } from '#server/attempts.ts';
import { answerTicket } from '#server/tickets.ts';
import { eventually, makeWorld, origin } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;
let worker: Worker | undefined;
let tickets: TicketMaker;
let network: Network;
let anna: Specialist;
let ben: Specialist;

beforeAll(async () => {
	world = await makeWorld();
	tickets = makeTickets(await loadTicketSecret(world.sql));
});
afterAll(() => world.close());
beforeEach(async () => {
	worker ??= world.startWorker();
	network = await makeNetwork(world.sql, world.push, 2);
	const [first, second] = network.specialists;
	if (!first || !second) throw new Error('two people');
	[anna, ben] = [first, second];
});

/** Requests that were handed to the push service for Anna's device and never arrived there, since when both are silent. */
async function missed(...questions: Parameters<Network['ask']>[0][]): Promise<string[]> {
	const ids: string[] = [];
	for (const question of questions) ids.push(await network.ask(question));
	await eventually(
		() => world.sql`select 1 from private.deliveries where request_id = any (${ids}) and state = 'sent'`,
		(rows) => rows.length === 2 * ids.length,
	);
	await pass('20 minutes');
	return ids;
}

/** So much time goes by for both devices without a sign of them. */
async function pass(time: string): Promise<void> {
	const devices = [anna.deviceId, ben.deviceId];
	await world.sql`update public.devices set last_seen_at = last_seen_at - ${time}::interval where device_id = any (${devices})`;
	await world.sql`
		update private.deliveries set created_at = created_at - ${time}::interval, sent_at = sent_at - ${time}::interval
		where device_id = any (${devices})`;
}

/** What the push service had kept has arrived by now, or will not. */
async function settle(): Promise<number> {
	const own = [anna.deviceId, ben.deviceId];
	const due =
		await world.sql`update private.awakenings set due_at = now() where device_id = any (${own}) returning device_id`;
	await world.sql`select pg_notify('rufkreis_alerts', '')`;
	return due.length;
}

async function comeBack(who = anna): Promise<number> {
	await noteSignOfLife(world.sql, who.deviceId, who.profileId);
	return settle();
}

/** Everything Anna's device was ever sent, read once nothing waits any more. */
async function heard(who = anna): Promise<PushPayload[]> {
	await eventually(
		() => world.sql`
			select 1 from private.deliveries where device_id = ${who.deviceId} and state in ('queued', 'sending')
			union all select 1 from private.alerts join public.requests r using (request_id)
				where r.cluster_id = ${network.clusterId} and private.alerts.state = 'due' and private.alerts.due_at <= now()
			union all select 1 from private.awakenings where device_id = ${who.deviceId} and due_at <= now()`,
		(rows) => rows.length === 0,
	);
	const posts = await world.push.waitFor(who.channel, 0);
	return posts.map((post) => readMessage(who, post));
}

async function arrive(ticket: string | undefined): Promise<void> {
	await world.sql`select private.arrive_with_ticket(${tickets.verify(ticket ?? '') ?? null})`;
}

const [printer, counter, beamer] = [
	{ title: 'Drucker', priority: 3 },
	{ title: 'Kasse', priority: 1 },
	{ title: 'Beamer', priority: 2 },
];

test('several missed alerts are one message, the most urgent first, that accepts nothing', async () => {
	const [printerId, counterId, beamerId] = await missed(printer, counter, beamer);
	const before = (await heard()).length;
	expect(await comeBack()).toBe(1);
	const [message, ...more] = (await heard()).slice(before);
	expect(more).toEqual([]);
	expect(message).toMatchObject({
		kind: 'several',
		title: '3 offene Anfragen warten',
		body: 'Kasse · Riesa\nBeamer · Riesa\nDrucker · Riesa',
		priority: 1,
		request_id: counterId,
		request_ids: [counterId, beamerId, printerId],
	});
	const ticket = tickets.verify(message?.ticket ?? '') ?? null;
	const [refused] = await world.sql<{ accept: unknown; later: unknown }[]>`
		select private.accept_with_ticket(${ticket}) as accept, private.answer_with_ticket(${ticket}, 'later') as later`;
	expect(refused).toEqual({ accept: { outcome: 'not_allowed' }, later: { outcome: 'not_allowed' } });
	const posts = await world.push.waitFor(anna.channel, before + 1);
	// A topic of its own: it takes the place of the one before, and of no request.
	expect(new Set(posts.map(({ headers }) => headers.topic)).size).toBe(before + 1);
});

test('one missed alert comes again as it was, with its ticket and its age', async () => {
	await missed(counter);
	const [first] = await heard();
	await comeBack();
	const [, again, ...more] = await heard();
	expect(more).toEqual([]);
	expect(again).toEqual({ ...first, expires_at: again?.expires_at });
	expect(again?.expires_at).toBeGreaterThan(first?.expires_at ?? Infinity);
});

test('an alert whose hour is over comes again, too, and its ticket acts', async () => {
	const [requestId] = await missed(counter);
	await world.sql`update private.deliveries set state = 'expired', expires_at = now() - interval '1 hour' where device_id = ${anna.deviceId}`;
	await comeBack();
	const again = (await heard()).at(-1);
	expect(again).toMatchObject({ kind: 'alert', request_id: requestId });
	const ticket = tickets.verify(again?.ticket ?? '') ?? null;
	const [row] = await world.sql<
		{ answer: unknown }[]
	>`select private.accept_with_ticket(${ticket}) as answer`;
	expect(row?.answer).toMatchObject({ outcome: 'accepted' });
});

describe('nothing more is sent', () => {
	async function expectSilence(before: number): Promise<void> {
		await settle();
		expect(await heard()).toHaveLength(before);
	}

	test('when everything arrives by itself in the first seconds', async () => {
		await missed(printer, counter);
		const before = await heard();
		for (const { ticket } of before) await arrive(ticket);
		await expectSilence(2);
	});

	test('about what had arrived before the silence', async () => {
		await missed(printer, counter);
		for (const { ticket } of await heard()) await arrive(ticket);
		await expectSilence(2);
		await pass('1 day');
		expect(await comeBack()).toBe(0);
		await expectSilence(2);
	});

	test('once more in one return, however many signs come with it, side by side or after each other', async () => {
		await missed(printer, counter);
		const signs = Array.from({ length: 6 }, () => noteSignOfLife(world.sql, anna.deviceId, anna.profileId));
		await Promise.all(signs);
		await settle();
		expect(await heard()).toHaveLength(3);
		await pass('5 minutes');
		expect(await comeBack()).toBe(0);
		await expectSilence(3);
	});

	test('after the message has arrived, not even after another silence', async () => {
		await missed(printer, counter);
		await comeBack();
		const message = (await heard()).at(-1);
		await arrive(message?.ticket);
		const states = await world.sql`
			select kind, state, arrived_at is not null as arrived from private.deliveries where device_id = ${anna.deviceId} order by kind`;
		expect(states).toEqual(
			['alert', 'alert', 'several'].map((kind) => ({ kind, state: 'arrived', arrived: true })),
		);
		await pass('1 day');
		expect(await comeBack()).toBe(0);
		await expectSilence(3);
	});

	test('when only a correction of what had rung did not arrive', async () => {
		const [requestId = ''] = await missed(printer);
		for (const { ticket } of await heard()) await arrive(ticket);
		await network.command(ben.profileId, 'accept_request', { request_id: requestId });
		await heard();
		await network.command(ben.profileId, 'undo_acceptance', { request_id: requestId });
		expect((await heard()).map(({ kind, quiet }) => [kind, quiet])).toEqual([
			['alert', undefined],
			['taken', undefined],
			['alert', true],
		]);
		await pass('1 day');
		expect(await comeBack()).toBe(0);
		await expectSilence(3);
	});

	test('to a device that was silent for a moment only', async () => {
		await missed(printer, counter);
		await world.sql`update public.devices set last_seen_at = now() - interval '9 minutes' where device_id = ${anna.deviceId}`;
		expect(await comeBack()).toBe(0);
		await expectSilence(2);
	});

	test('about what was sent so shortly before that it is on its way', async () => {
		await network.ask(printer);
		await network.ask(counter);
		const before = (await heard()).length;
		await world.sql`update public.devices set last_seen_at = now() - interval '1 day' where device_id = ${anna.deviceId}`;
		await comeBack();
		await expectSilence(before);
	});

	test.each<[string, () => Promise<unknown>]>([
		[
			'whose device is asked about by somebody else',
			() => noteSignOfLife(world.sql, anna.deviceId, ben.profileId),
		],
		[
			'who removed the device',
			() => network.command(anna.profileId, 'remove_device', { device_id: anna.deviceId }),
		],
		[
			'who left the cluster',
			() => network.command(anna.profileId, 'leave_cluster', { cluster_id: network.clusterId }),
		],
		[
			'who is paused',
			() =>
				world.sql`update public.cluster_members set paused_until = now() + interval '1 day' where profile_id = ${anna.profileId}`,
		],
		[
			'who pauses everywhere',
			() =>
				network.command(anna.profileId, 'set_pause', {
					paused_until: new Date(Date.now() + 86_400_000).toISOString(),
					leaves_gap: true,
				}),
		],
		[
			'who has muted the cluster',
			() =>
				network.command(anna.profileId, 'set_muted_cluster', { cluster_id: network.clusterId, muted: true }),
		],
		[
			'who wants no alerts on the device',
			() => network.command(anna.profileId, 'set_device_alerts', { device_id: anna.deviceId, alerts: false }),
		],
		[
			'who may not help any more',
			() => world.sql`delete from public.roles where profile_id = ${anna.profileId}`,
		],
		[
			'whose push service refuses us',
			() =>
				world.sql`update private.push_endpoints set quarantined_at = now() where device_id = ${anna.deviceId}`,
		],
	])('to somebody %s', async (who, change) => {
		await missed(printer, counter);
		await change();
		if (!who.startsWith('whose device')) await noteSignOfLife(world.sql, anna.deviceId, anna.profileId);
		await expectSilence(2);
	});

	test('about what somebody has taken, and about what its person has put off', async () => {
		const [printerId, counterId, beamerId] = await missed(printer, counter, beamer);
		await network.command(ben.profileId, 'accept_request', { request_id: printerId ?? '' });
		await network.command(anna.profileId, 'decline_request', { request_id: counterId ?? '' });
		// "Taken" is sent to whoever may have been alerted; that is no news here.
		const before = (await heard()).length;
		await comeBack();
		const [again, ...more] = (await heard()).slice(before);
		expect(again).toMatchObject({ kind: 'alert', request_id: beamerId });
		expect(more).toEqual([]);
	});
});

test('another long silence in which nothing arrived is another spell', async () => {
	await missed(printer, counter);
	await comeBack();
	expect(await heard()).toHaveLength(3);
	await pass('20 minutes');
	expect(await comeBack()).toBe(1);
	const messages = await heard();
	expect(messages.map(({ kind }) => kind)).toEqual(['alert', 'alert', 'several', 'several']);
	expect(messages[3]?.rev).toBeGreaterThan(messages[2]?.rev ?? Infinity);
});

test('a device that hides content is told how many wait and how urgent they are', async () => {
	await network.command(anna.profileId, 'set_lock_screen', {
		device_id: anna.deviceId,
		shows_content: false,
	});
	await missed(printer, counter, beamer);
	await comeBack();
	expect((await heard()).at(-1)).toMatchObject({
		title: '3 offene Anfragen warten',
		body: 'Die dringendste: Priorität 1',
		hides_content: true,
	});
});

test('a tap that was kept and is sent now is a sign of life', async () => {
	await missed(printer, counter, beamer);
	const [first] = await heard();
	const request = new Request(`${origin}/api/tickets/later`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin },
		body: JSON.stringify({ ticket: first?.ticket }),
	});
	const answer = await answerTicket('later', request, {
		sql: world.sql,
		secret: await loadTicketSecret(world.sql),
		origin,
		address: '192.0.2.1',
		limit: countAttempts(60, 60_000),
	});
	expect(await answer.json()).toMatchObject({ outcome: 'noted' });
	// Beside the answer, not before it.
	await eventually(
		() => world.sql`select 1 from private.awakenings where device_id = ${anna.deviceId}`,
		(rows) => rows.length === 1,
	);
	await settle();
	expect((await heard()).at(-1)).toMatchObject({ kind: 'several', title: '2 offene Anfragen warten' });
});

test('the proof of an arrival is a sign of life, and so is registering again', async () => {
	await missed(printer, counter, beamer);
	const [first] = await heard();
	await arrive(first?.ticket);
	await settle();
	expect((await heard()).at(-1)).toMatchObject({ kind: 'several', title: '2 offene Anfragen warten' });

	await pass('20 minutes');
	const { p256dh, auth } = anna.receiver.keys;
	const endpoint = world.push.endpoint(anna.channel);
	await network.command(anna.profileId, 'register_device', {
		...{ device_id: anna.deviceId, endpoint, p256dh, auth },
		...{ label: 'Handy', platform: 'test' },
	});
	expect(await settle()).toBe(1);
	expect(await heard()).toHaveLength(5);
});

describe('between the decision and the post', () => {
	beforeEach(async () => {
		await missed(printer, counter, beamer);
		await heard();
		await worker?.stop();
		worker = undefined;
		await noteSignOfLife(world.sql, anna.deviceId, anna.profileId);
		await world.sql`update private.awakenings set due_at = now()`;
		expect(await planDueAwakenings(world.sql)).toBe(1);
	});

	async function take(count: number): Promise<void> {
		const rows = await world.sql<{ id: string }[]>`
			select request_id as id from public.requests where cluster_id = ${network.clusterId} order by priority desc limit ${count}`;
		for (const { id } of rows) await network.command(ben.profileId, 'accept_request', { request_id: id });
	}

	async function claimed() {
		const wish = { workerId: 'w', room: 20, fullHosts: [], leaseMs: 15_000 };
		const { started } = await claimDeliveries(world.sql, wish);
		return started.filter(({ deviceId, kind }) => deviceId === anna.deviceId && kind !== 'taken');
	}

	test('somebody takes one: the message counts those that are left', async () => {
		await take(1);
		expect(await claimed()).toMatchObject([
			{ kind: 'several', requests: [{ title: 'Kasse' }, { title: 'Beamer' }] },
		]);
	});

	test('somebody takes all but one: it comes as itself', async () => {
		await take(2);
		expect(await claimed()).toEqual([]);
		expect(await planDueAwakenings(world.sql)).toBe(1);
		expect(await claimed()).toMatchObject([{ kind: 'alert', title: 'Kasse' }]);
	});

	test('somebody takes all: nothing is sent', async () => {
		await take(3);
		expect(await claimed()).toEqual([]);
		expect(await planDueAwakenings(world.sql)).toBe(0);
		expect(await claimed()).toEqual([]);
	});

	test('somebody hands the most urgent one over: the others are not lost with it', async () => {
		await world.sql`update public.requests set alert_round = alert_round + 1 where title = 'Kasse' and cluster_id = ${network.clusterId}`;
		expect(await claimed()).toMatchObject([
			{ kind: 'several', requests: [{ title: 'Beamer' }, { title: 'Drucker' }] },
		]);
	});
});

test('two workers make one message of one return', async () => {
	await missed(printer, counter);
	const before = (await heard()).length;
	await noteSignOfLife(world.sql, anna.deviceId, anna.profileId);
	await world.sql`update private.awakenings set due_at = now()`;
	await Promise.all(Array.from({ length: 4 }, () => planDueAwakenings(world.sql)));
	await world.sql`select pg_notify('rufkreis_alerts', '')`;
	expect(await heard()).toHaveLength(before + 1);
});

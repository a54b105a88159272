/** A test alarm and the weekly check on the way of real alerts: one queue, one loop, one push service, and a device that decrypts what it got. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wallTime } from '#domain/wall-time.ts';
import { claimDeliveries } from '#server/alerting/claim.ts';
import { loadTicketSecret, makeTickets } from '#server/alerting/ticket.ts';
import { planWeeklyChecks } from '#server/alerting/weekly-check.ts';
import type { Worker } from '#server/alerting/worker.ts';
import { countAttempts } from '#server/attempts.ts';
import { answerTicket } from '#server/tickets.ts';
import { makeNetwork, readMessage } from '#tests/fakes/network.ts';
import type { Network, Specialist } from '#tests/fakes/network.ts';
import { eventually, makeWorld, origin } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;
let worker: Worker | undefined;
let network: Network;
let anna: Specialist;
let ben: Specialist;

beforeAll(async () => {
	world = await makeWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
	await world.sql`delete from public.test_alarms`;
	network = await makeNetwork(world.sql, world.push, 2);
	const [first, second] = network.specialists;
	if (!first || !second) throw new Error('two people');
	[anna, ben] = [first, second];
});

interface Seen {
	outcome: string;
	sent: boolean;
	arrived: boolean;
	confirmed: boolean;
}

async function seen({ deviceId }: Specialist): Promise<Seen[]> {
	return await world.sql<Seen[]>`
		select outcome, sent_at is not null as sent, arrived_at is not null as arrived, confirmed_at is not null as confirmed
		from public.test_alarms where device_id = ${deviceId} order by started_at`;
}

async function present(action: string, ticket = ''): Promise<unknown> {
	const headers = { 'content-type': 'application/json', origin };
	const body = JSON.stringify({ ticket });
	const request = new Request(`${origin}/api/tickets/${action}`, { method: 'POST', headers, body });
	const answer = await answerTicket(action, request, {
		sql: world.sql,
		secret: await loadTicketSecret(world.sql),
		origin,
		address: '192.0.2.1',
		limit: countAttempts(60, 60_000),
	});
	return await answer.json();
}

async function start({ profileId, deviceId }: Specialist): Promise<string> {
	const id = crypto.randomUUID();
	expect(
		await network.command(profileId, 'start_test_alarm', { test_alarm_id: id, device_id: deviceId }),
	).toEqual({ outcome: 'started' });
	return id;
}

describe('a test alarm', () => {
	beforeEach(() => {
		worker ??= world.startWorker();
	});

	test('is posted as urgently as an alert, proves its arrival by ticket, and ends with the word of its person', async () => {
		const id = await start(anna);
		const [post] = await world.push.waitFor(anna.channel);
		expect(post?.headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' });
		expect(Number(post?.headers.ttl)).toBeGreaterThan(500);
		expect(Number(post?.headers.ttl)).toBeLessThanOrEqual(600);
		const message = readMessage(anna, post);
		expect(message).toMatchObject({ kind: 'test', request_id: id, title: 'Probealarm' });
		expect(message.facts).toBeUndefined();
		await eventually(
			() => seen(anna),
			([row]) => row?.sent === true,
		);
		expect(await seen(anna)).toEqual([{ outcome: 'running', sent: true, arrived: false, confirmed: false }]);
		expect(await present('arrived', message.ticket)).toEqual({ outcome: 'noted' });
		expect(await seen(anna)).toEqual([{ outcome: 'running', sent: true, arrived: true, confirmed: false }]);
		expect(await present('confirm', message.ticket)).toEqual({ outcome: 'confirmed' });
		expect(await seen(anna)).toEqual([{ outcome: 'confirmed', sent: true, arrived: true, confirmed: true }]);
		expect(await present('confirm', message.ticket)).toEqual({ outcome: 'confirmed' });
		expect(await present('accept', message.ticket)).toEqual({ outcome: 'not_allowed' });
		expect(await present('confirm', `${message.ticket?.slice(0, -1) ?? ''}!`)).toEqual({
			outcome: 'not_allowed',
		});
		expect(world.push.received(ben.channel)).toEqual([]);
	});

	test('goes out in quiet hours, during a pause and to a device that is switched off', async () => {
		await world.sql`update public.devices set alerts = false where device_id = ${anna.deviceId}`;
		await world.sql`
			insert into public.notification_settings (profile_id, paused_until, quiet_hours)
			values (${anna.profileId}, now() + interval '1 day', ${world.sql.json(
				[1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', until: '00:00' })),
			)})`;
		await start(anna);
		const [post] = await world.push.waitFor(anna.channel);
		expect(readMessage(anna, post)).toMatchObject({ kind: 'test' });
	});

	test('says that the push service refuses the device', async () => {
		await world.sql`update private.push_endpoints set quarantined_at = now() where device_id = ${anna.deviceId}`;
		await start(anna);
		await eventually(
			() => seen(anna),
			([row]) => row?.outcome === 'failed',
		);
		expect(world.push.received(anna.channel)).toEqual([]);
	});

	test('says that the address has ended, and the device goes as with an alert', async () => {
		world.push.end(anna.channel);
		await start(anna);
		await eventually(
			() => seen(anna),
			([row]) => row?.outcome === 'gone',
		);
		expect(
			await world.sql`select 1 from public.devices where device_id = ${anna.deviceId} and removed_at is not null`,
		).toHaveLength(1);
	});

	test('ends by itself when its time is over', async () => {
		await start(anna);
		await world.push.waitFor(anna.channel);
		await eventually(
			() => seen(anna),
			([row]) => row?.sent === true,
		);
		await world.sql`update public.test_alarms set expires_at = now() where device_id = ${anna.deviceId}`;
		await world.cutWorkers();
		await eventually(
			() => seen(anna),
			([row]) => row?.outcome === 'expired',
		);
	});
});

describe('the weekly check', () => {
	beforeEach(async () => {
		await worker?.stop();
		worker = undefined;
		await world.sql`update public.devices set last_seen_at = now() where device_id <> ${anna.deviceId}`;
	});

	/** Anna's device is silent, and the hour she chose is the one that runs. */
	async function beDue(silence = '9 days'): Promise<void> {
		const [row] = await world.sql<{ now: Date }[]>`select now() as now`;
		const shown = new Date(wallTime(row?.now.getTime() ?? 0));
		await world.sql`
			insert into public.notification_settings (profile_id, check_weekday, check_hour)
			values (${anna.profileId}, ${((shown.getUTCDay() + 6) % 7) + 1}, ${shown.getUTCHours()})
			on conflict (profile_id) do update set check_weekday = excluded.check_weekday, check_hour = excluded.check_hour`;
		await world.sql`update public.devices set last_seen_at = now() - ${silence}::interval where device_id = ${anna.deviceId}`;
	}

	test('is one visible message that nobody confirms; its arrival is the proof of life', async () => {
		await beDue();
		worker = world.startWorker();
		const [post] = await world.push.waitFor(anna.channel);
		const message = readMessage(anna, post);
		expect(message).toMatchObject({ kind: 'test', weekly: true, title: 'Wochenprobe' });
		await eventually(
			() => seen(anna),
			([row]) => row?.sent === true,
		);
		expect(await seen(anna)).toEqual([{ outcome: 'running', sent: true, arrived: false, confirmed: false }]);
		await present('arrived', message.ticket);
		expect(await seen(anna)).toEqual([{ outcome: 'arrived', sent: true, arrived: true, confirmed: false }]);
		expect(
			await world.sql`select 1 from public.devices where device_id = ${anna.deviceId} and last_seen_at > now() - interval '1 minute'`,
		).toHaveLength(1);
	});

	test('comes once in a week, however many processes plan it at once', async () => {
		await beDue();
		const begun = await Promise.all(Array.from({ length: 8 }, () => planWeeklyChecks(world.sql)));
		expect(begun.reduce((sum, count) => sum + count, 0)).toBe(1);
		expect(await planWeeklyChecks(world.sql)).toBe(0);
		expect(await seen(anna)).toHaveLength(1);
		expect(await world.sql`select 1 from private.deliveries where device_id = ${anna.deviceId}`).toHaveLength(
			1,
		);
	});

	test('comes again the week after', async () => {
		await beDue('30 days');
		await planWeeklyChecks(world.sql);
		await world.sql`update public.test_alarms set started_at = started_at - interval '7 days', week = week - 7`;
		expect(await planWeeklyChecks(world.sql)).toBe(1);
	});

	test.each<[string, () => Promise<unknown>]>([
		['was heard of within the week', () => beDue('7 days')],
		[
			'belongs to somebody who is paused',
			() =>
				world.sql`update public.notification_settings set paused_until = now() + interval '1 day' where profile_id = ${anna.profileId}`,
		],
		[
			'belongs to somebody who has paused every cluster',
			() =>
				world.sql`update public.cluster_members set paused_until = now() + interval '1 day' where profile_id = ${anna.profileId}`,
		],
		['is removed', () => network.command(anna.profileId, 'remove_device', { device_id: anna.deviceId })],
		[
			'is quarantined',
			() =>
				world.sql`update private.push_endpoints set quarantined_at = now() where device_id = ${anna.deviceId}`,
		],
		[
			'takes no alerts',
			() => world.sql`update public.devices set alerts = false where device_id = ${anna.deviceId}`,
		],
		[
			'belongs to somebody whom nobody calls',
			() => world.sql`delete from public.roles where profile_id = ${anna.profileId}`,
		],
		[
			'is due at another hour',
			() =>
				world.sql`update public.notification_settings set check_weekday = 1 + (check_weekday + 2) % 7 where profile_id = ${anna.profileId}`,
		],
	])('does not come to a device that %s', async (_fact, happens) => {
		await beDue();
		await happens();
		expect(await planWeeklyChecks(world.sql)).toBe(0);
		expect(await seen(anna)).toEqual([]);
	});

	test('that waits in the queue does not go out to somebody who has paused meanwhile', async () => {
		await beDue();
		await planWeeklyChecks(world.sql);
		await world.sql`update public.notification_settings set paused_until = now() + interval '1 day' where profile_id = ${anna.profileId}`;
		const { started } = await claimDeliveries(world.sql, {
			workerId: 'test',
			room: 5,
			fullHosts: [],
			leaseMs: 15_000,
		});
		expect(started.filter(({ deviceId }) => deviceId === anna.deviceId)).toEqual([]);
		expect(await seen(anna)).toMatchObject([{ outcome: 'expired', sent: false }]);
	});

	test('has no ticket to take or put off anything', async () => {
		await beDue();
		await planWeeklyChecks(world.sql);
		const [row] = await world.sql<{ id: string }[]>`
			select delivery_id as id from private.deliveries where device_id = ${anna.deviceId}`;
		const ticket = makeTickets(await loadTicketSecret(world.sql)).sign(row?.id ?? '');
		expect(await present('accept', ticket)).toEqual({ outcome: 'not_allowed' });
		expect(await present('later', ticket)).toEqual({ outcome: 'not_allowed' });
	});
});

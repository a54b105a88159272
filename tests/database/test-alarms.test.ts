/** A test alarm as the database sees it: who may start one, how many, and what becomes of it. What is not said here of the queue is as for any alert. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteOutdated, retireStale } from '#server/alerting/retire.ts';
import { contentsOf, deviceArguments, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { pull } from './pulling.ts';
import { presentTicket } from './ticket-doors.ts';
import { buildWorld, deliveryId, endpointOf, idOf } from './world.ts';

let database: TestDatabase;
let phone: string;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.sql`delete from public.test_alarms where test_alarm_id <> ${idOf('bensTest')}`;
	const device = deviceArguments(endpointOf(randomUUID()));
	await send(database, 'anna', 'register_device', device);
	phone = device.device_id;
});

function start(person = 'anna', device_id = phone, test_alarm_id: string | null = randomUUID()) {
	return send(database, person, 'start_test_alarm', { test_alarm_id, device_id });
}

async function begin(): Promise<{ test: string; delivery: string }> {
	const id = randomUUID();
	expect(await start('anna', phone, id)).toEqual({ outcome: 'started' });
	const [row] = await database.sql<{ delivery_id: string }[]>`
		select delivery_id from private.deliveries where test_alarm_id = ${id}`;
	return { test: id, delivery: row?.delivery_id ?? '' };
}

interface Seen {
	outcome: string;
	sent: boolean;
	arrived: boolean;
	confirmed: boolean;
}

async function seen(id: string): Promise<Seen | undefined> {
	const [row] = await database.sql<Seen[]>`
		select outcome, sent_at is not null as sent, arrived_at is not null as arrived, confirmed_at is not null as confirmed
		from public.test_alarms where test_alarm_id = ${id}`;
	return row;
}

describe('starting one', () => {
	test('puts one message into the queue of the alerts, for this device alone and about no request', async () => {
		const { test: id, delivery } = await begin();
		const [row] = await database.sql`
			select kind, state, request_id, device_id, profile_id from private.deliveries where delivery_id = ${delivery}`;
		expect(row).toEqual({
			kind: 'test',
			state: 'queued',
			request_id: null,
			device_id: phone,
			profile_id: idOf('anna'),
		});
		expect(await seen(id)).toEqual({ outcome: 'running', sent: false, arrived: false, confirmed: false });
	});

	test('is refused for other people’s devices, unknown and removed ones, and nothing moved', async () => {
		const before = await contentsOf(database, refusalsOnly);
		for (const [person, device] of [
			['ben', phone],
			['kora', phone],
			['anna', idOf('bensPhone')],
			['anna', randomUUID()],
			['pia', phone],
			['lars', idOf('larsPhone')],
		] as const)
			expect(await start(person, device), `${person} ${device}`).toEqual({ outcome: 'not_allowed' });
		expect(await start('anna', phone, null)).toEqual({
			outcome: 'invalid',
			field: 'test_alarm_id',
			reason: 'missing',
		});
		expect(await start('anna', phone, idOf('bensTest'))).toEqual({
			outcome: 'invalid',
			field: 'test_alarm_id',
			reason: 'exists',
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		await send(database, 'anna', 'remove_device', { device_id: phone });
		expect(await start()).toEqual({ outcome: 'not_allowed' });
	});

	test('is possible once at a time for each device, and again as soon as the former one is over', async () => {
		const { test: id } = await begin();
		expect(await start()).toEqual({ outcome: 'already_running' });
		await database.sql`update public.test_alarms set expires_at = now() where test_alarm_id = ${id}`;
		expect(await start()).toEqual({ outcome: 'started' });
		expect(await seen(id)).toMatchObject({ outcome: 'expired' });
	});

	test('of many at once begins one', async () => {
		const answers = await Promise.all(Array.from({ length: 6 }, () => start()));
		expect(answers.filter((answer) => JSON.stringify(answer) === '{"outcome":"started"}')).toHaveLength(1);
	});

	test('is possible five times in ten minutes, over all devices', async () => {
		for (let n = 0; n < 5; n += 1) {
			const { delivery } = await begin();
			await presentTicket(database, 'confirm', delivery);
		}
		expect(await start()).toEqual({ outcome: 'too_many' });
		await database.sql`update public.test_alarms set started_at = started_at - interval '10 minutes' where device_id = ${phone}`;
		expect(await start()).toEqual({ outcome: 'started' });
	});

	test('needs nothing of what keeps real alerts away', async () => {
		await database.sql`update public.devices set alerts = false where device_id = ${phone}`;
		await database.sql`
			insert into public.notification_settings (profile_id, paused_until) values (${idOf('anna')}, now() + interval '1 day')
			on conflict (profile_id) do update set paused_until = excluded.paused_until`;
		expect(await start()).toEqual({ outcome: 'started' });
	});
});

describe('what becomes of its message', () => {
	test.each([
		['sent', { outcome: 'running', sent: true, arrived: false }],
		['failed', { outcome: 'failed', sent: false, arrived: false }],
		['gone', { outcome: 'gone', sent: false, arrived: false }],
		['superseded', { outcome: 'failed', sent: false, arrived: false }],
		['expired', { outcome: 'expired', sent: false, arrived: false }],
	])('"%s" is what the test says', async (state, expected) => {
		const { test: id, delivery } = await begin();
		await database.sql`
			update private.deliveries set state = ${state}, sent_at = case when ${state} = 'sent' then now() end where delivery_id = ${delivery}`;
		expect(await seen(id)).toEqual({ ...expected, confirmed: false });
	});

	test('sent, arrived and confirmed are three things, in this order', async () => {
		const { test: id, delivery } = await begin();
		await database.sql`update private.deliveries set state = 'sent', sent_at = now() where delivery_id = ${delivery}`;
		expect(await seen(id)).toEqual({ outcome: 'running', sent: true, arrived: false, confirmed: false });
		expect(await presentTicket(database, 'arrived', delivery)).toEqual({ outcome: 'noted' });
		expect(await seen(id)).toEqual({ outcome: 'running', sent: true, arrived: true, confirmed: false });
		expect(await presentTicket(database, 'confirm', delivery)).toEqual({ outcome: 'confirmed' });
		expect(await seen(id)).toEqual({ outcome: 'confirmed', sent: true, arrived: true, confirmed: true });
	});

	test('a removed device ends it', async () => {
		const { test: id } = await begin();
		await send(database, 'anna', 'remove_device', { device_id: phone });
		expect(await seen(id)).toMatchObject({ outcome: 'gone' });
	});

	test('a test that nobody confirms ends with its time, also where it has arrived', async () => {
		const { test: id, delivery } = await begin();
		await presentTicket(database, 'arrived', delivery);
		await retireStale(database.sql);
		expect(await seen(id)).toMatchObject({ outcome: 'running' });
		await database.sql`update public.test_alarms set expires_at = now() where test_alarm_id = ${id}`;
		await retireStale(database.sql);
		expect(await seen(id)).toEqual({ outcome: 'expired', sent: false, arrived: true, confirmed: false });
	});

	test('what arrives after the end is noted and makes it no better', async () => {
		const { test: id, delivery } = await begin();
		await database.sql`update public.test_alarms set outcome = 'expired', expires_at = now() where test_alarm_id = ${id}`;
		await presentTicket(database, 'arrived', delivery);
		expect(await seen(id)).toMatchObject({ outcome: 'expired', arrived: true });
		expect(await presentTicket(database, 'confirm', delivery)).toEqual({ outcome: 'expired' });
		expect(await seen(id)).toMatchObject({ outcome: 'expired', confirmed: false });
	});
});

describe('its ticket', () => {
	test('confirms once, however often it is shown', async () => {
		const { test: id, delivery } = await begin();
		await presentTicket(database, 'confirm', delivery);
		const before = await contentsOf(database);
		await database.sql`update public.test_alarms set expires_at = now() where test_alarm_id = ${id}`;
		expect(await presentTicket(database, 'confirm', delivery)).toEqual({ outcome: 'confirmed' });
		const [kept] = [await contentsOf(database)];
		expect({ ...kept, 'public.test_alarms': '' }).toEqual({ ...before, 'public.test_alarms': '' });
	});

	test('accepts, answers and reads nothing', async () => {
		const { delivery } = await begin();
		for (const action of ['accept', 'undo', 'later', 'decline', 'peek', 'pack'] as const)
			expect(await presentTicket(database, action, delivery), action).toEqual({ outcome: 'not_allowed' });
	});

	test('of a real alert confirms nothing', async () => {
		expect(await presentTicket(database, 'confirm', deliveryId('annasPhone'))).toEqual({
			outcome: 'not_allowed',
		});
		expect(await presentTicket(database, 'confirm', randomUUID())).toEqual({ outcome: 'not_allowed' });
	});

	test('dies with its device', async () => {
		const { test: id, delivery } = await begin();
		await send(database, 'anna', 'remove_device', { device_id: phone });
		for (const action of ['arrived', 'confirm'] as const)
			expect(await presentTicket(database, action, delivery)).toEqual({ outcome: 'not_allowed' });
		expect(await seen(id)).toMatchObject({ arrived: false, confirmed: false });
	});
});

describe('its history', () => {
	test('comes to the person’s devices with every change, and to nobody else’s', async () => {
		const cursors = {
			anna: (await pull(database, 'anna')).cursor,
			ben: (await pull(database, 'ben')).cursor,
		};
		const { test: id, delivery } = await begin();
		await presentTicket(database, 'confirm', delivery);
		const mine = (await pull(database, 'anna', cursors.anna)).rows.test_alarms;
		expect(mine).toMatchObject([{ test_alarm_id: id, device_id: phone, outcome: 'confirmed' }]);
		expect((await pull(database, 'ben', cursors.ben)).rows.test_alarms).toEqual([]);
	});

	test('is forgotten after 90 days, on devices too', async () => {
		const { test: id } = await begin();
		const { cursor } = await pull(database, 'anna');
		await database.sql`update public.test_alarms set started_at = now() - interval '89 days' where test_alarm_id = ${id}`;
		await deleteOutdated(database.sql);
		expect(await seen(id)).toBeDefined();
		await database.sql`update public.test_alarms set started_at = now() - interval '91 days' where test_alarm_id = ${id}`;
		await deleteOutdated(database.sql);
		expect(await seen(id)).toBeUndefined();
		expect((await pull(database, 'anna', cursor)).gone).toContainEqual(['test_alarms', id]);
	});
});

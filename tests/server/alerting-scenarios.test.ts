/**
 * What an alert promises, one test per promise: on real PostgreSQL, by the planner and the claims of the worker, with a clock that the test turns.
 * Nothing is sent: what would be is what `step` answers.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lapMilliseconds, urgentMilliseconds } from '#domain/alert-plan.ts';
import { claimDeliveries } from '#server/alerting/claim.ts';
import { planDueAlerts } from '#server/alerting/plan.ts';
import { refreshReach } from '#server/alerting/reach.ts';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { makeClock } from '#tests/fakes/clock.ts';
import type { Clock } from '#tests/fakes/clock.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network, Specialist } from '#tests/fakes/network.ts';

/** A working Monday, three in the afternoon in Saxony. */
const monday = '2027-02-01T14:00:00Z';

let database: TestDatabase;
let clock: Clock;
let network: Network;
let [anna, ben, otto]: Specialist[] = [];
let kora: string;

beforeAll(async () => {
	database = await createTestDatabase();
	clock = await makeClock(database.url, monday);
});
afterAll(async () => {
	await clock.close();
	await database.drop();
});

/** Anna is on call, Otto owns the topics, Kora coordinates and has a phone. Every test has a network of its own. */
beforeEach(async () => {
	await clock.turnTo(monday);
	network = await makeNetwork(
		database.sql,
		{ host: 'push.example', endpoint: (channel) => `https://push.example/${channel}` },
		3,
	);
	[anna, ben, otto] = network.specialists;
	const { sql } = database;
	await sql`update public.cluster_members set role = 'owner' where profile_id = ${otto?.profileId ?? ''}`;
	await sql`delete from public.roles where role = 'coordinator'`;
	kora = randomUUID();
	await sql`insert into public.profiles (profile_id, display_name, municipality_id, status) values (${kora}, 'Kora', ${network.municipalityId}, 'active')`;
	await sql`insert into public.roles (profile_id, role) values (${kora}, 'coordinator')`;
	await addDevice(kora);
	await duty(anna);
});

function of(person: Specialist | undefined): Specialist {
	if (person === undefined) throw new Error('the network has three people');
	return person;
}

async function addDevice(profileId: string): Promise<void> {
	const deviceId = randomUUID();
	await database.sql`insert into public.devices (device_id, profile_id, label, platform) values (${deviceId}, ${profileId}, 'Handy', 'test')`;
	await database.sql`
		insert into private.push_endpoints (device_id, endpoint, host, p256dh, auth)
		values (${deviceId}, ${`https://push.example/${deviceId}`}, 'push.example', ${`B${'A'.repeat(86)}`}, ${'a'.repeat(22)})`;
}

async function duty(person: Specialist | undefined): Promise<void> {
	await database.sql`
		insert into private.shifts (cluster_id, profile_id, during)
		values (${network.clusterId}, ${of(person).profileId}, tstzrange('2026-01-01', '2028-01-01'))`;
}

async function noDuty(): Promise<void> {
	await database.sql`delete from private.shifts where cluster_id = ${network.clusterId}`;
}

async function wish(person: Specialist | undefined, wishes: Record<string, unknown>): Promise<void> {
	const { sql } = database;
	const { quiet_hours: quietHours, ...rest } = wishes;
	const row = {
		profile_id: of(person).profileId,
		...(quietHours !== undefined && { quiet_hours: sql.json(quietHours as []) }),
		...rest,
	};
	await sql`insert into public.notification_settings ${sql(row)} on conflict (profile_id) do update set ${sql(row)}`;
}

async function setSteps(...steps: Record<string, unknown>[]): Promise<void> {
	await database.sql`delete from private.escalation_steps where cluster_id = ${network.clusterId}`;
	await database.sql`insert into private.escalation_steps ${database.sql(
		steps.map((step, position) => ({
			cluster_id: network.clusterId,
			position,
			delay_minutes: 5,
			repeats: 0,
			profile_id: null,
			...step,
		})),
	)}`;
}

/** Somebody asks now, by the turned clock. */
async function ask(priority = 2): Promise<string> {
	const requestId = await network.ask({ priority });
	await begin(requestId);
	return requestId;
}

/** A round that a command has just begun, by the real clock, begins now. */
async function begin(requestId: string): Promise<void> {
	await database.sql`
		update private.alerts set due_at = ${clock.now()}, opened_at = ${clock.now()} where request_id = ${requestId} and state = 'due' and course is null`;
}

async function planAll(): Promise<void> {
	while ((await planDueAlerts(clock.sql)) > 0);
}

/** Plans what is due and hands it to the push service: who is alerted of this request, sorted. */
async function step(requestId: string): Promise<string[]> {
	await planAll();
	return claim(requestId);
}

async function claim(requestId: string): Promise<string[]> {
	const { started } = await claimDeliveries(clock.sql, {
		workerId: 'test',
		room: 1000,
		fullHosts: [],
		leaseMs: 15_000,
	});
	const ids = started.map(({ deliveryId }) => deliveryId);
	await database.sql`update private.deliveries set state = 'sent', sent_at = now(), leased_until = null, leased_by = null where delivery_id = any (${ids}::uuid[])`;
	return started
		.filter((one) => one.requestId === requestId && one.kind === 'alert')
		.map((one) => nameOf(one.profileId))
		.toSorted();
}

function nameOf(profileId: string): string {
	if (profileId === kora) return 'kora';
	const index = network.specialists.findIndex((person) => person.profileId === profileId);
	return ['anna', 'ben', 'otto'][index] ?? profileId;
}

/** Every device that was sent something confirms it. */
async function arrive(requestId: string): Promise<void> {
	await database.sql`select private.arrive_with_ticket(delivery_id) from private.deliveries where request_id = ${requestId} and state = 'sent'`;
}

/** The lines of the history: whom each step reached. */
async function history(requestId: string): Promise<string[]> {
	const rows = await database.sql<{ line: string }[]>`
		select coalesce('ended ' || (facts ->> 'ended'), concat(facts ->> 'target', ' ', facts ->> 'people',
			case when facts ? 'again' then ' again' end, case when facts ? 'early' then ' early' end)) as line
		from public.request_events where request_id = ${requestId} and kind = 'alerted' order by happened_at`;
	return rows.map(({ line }) => line);
}

async function dueLooks(requestId: string): Promise<number> {
	const [row] = await database.sql<{ count: number }[]>`
		select count(*)::int as count from private.alerts where request_id = ${requestId} and state = 'due'`;
	return row?.count ?? 0;
}

/** Minutes from now until the next look; undefined when there is none. */
async function nextLook(requestId: string): Promise<number | undefined> {
	const [row] = await clock.sql<{ minutes: number }[]>`
		select round(extract(epoch from due_at - now()) / 60)::int as minutes from private.alerts where request_id = ${requestId} and state = 'due'`;
	return row?.minutes;
}

async function command(
	person: Specialist | undefined,
	name: string,
	given: Record<string, string>,
): Promise<unknown> {
	return await network.command(of(person).profileId, name, given);
}

test('1. the person on call is alerted first, the others after the delay, each device once', async () => {
	const requestId = await ask();
	expect(await step(requestId)).toEqual(['anna']);
	await arrive(requestId);
	await clock.pass(4.9);
	expect(await step(requestId)).toEqual([]);
	await clock.pass(0.1);
	expect(await step(requestId)).toEqual(['ben', 'otto']);
	expect(await history(requestId)).toEqual(['on_call 1', 'members 2']);
});

test('2. with nobody on call the next step fires at once, and the history says so', async () => {
	await noDuty();
	const requestId = await ask();
	expect(await step(requestId)).toEqual(['anna', 'ben', 'otto']);
	expect(await history(requestId)).toEqual(['on_call 0', 'members 3']);
});

test('3. the only device of the person on call is dead: the others are alerted at once', async () => {
	await database.sql`delete from private.push_endpoints where device_id = ${of(anna).deviceId}`;
	const requestId = await ask();
	expect(await step(requestId)).toEqual(['ben', 'otto']);
});

test('4. the push service took it and the phone never showed it: after a minute the next step, and it says "early"', async () => {
	const requestId = await ask();
	expect(await step(requestId)).toEqual(['anna']);
	await clock.pass(1);
	expect(await step(requestId)).toEqual(['ben', 'otto']);
	expect(await history(requestId)).toEqual(['on_call 1', 'members 2 early']);
});

test('5. two steps that were due while the worker was down come at once, each device once', async () => {
	await setSteps(
		{ target: 'on_call', delay_minutes: 0 },
		{ target: 'person', profile_id: of(ben).profileId },
		{ target: 'members' },
	);
	const requestId = await ask();
	expect(await step(requestId)).toEqual(['anna']);
	await arrive(requestId);
	await clock.pass(45);
	expect(await step(requestId)).toEqual(['ben', 'otto']);
	expect(await history(requestId)).toEqual(['on_call 1', 'person 1', 'members 1']);
});

test.each([
	['in the night in which an hour is missing', '2027-03-28T00:58:00Z'],
	['in the night in which an hour comes twice', '2027-10-31T00:58:00Z'],
])('6. %s five minutes are five minutes', async (_, night) => {
	await clock.turnTo(night);
	const requestId = await ask();
	expect(await step(requestId)).toEqual(['anna']);
	await arrive(requestId);
	await clock.pass(4);
	expect(await step(requestId)).toEqual([]);
	await clock.pass(1);
	expect(await step(requestId)).toEqual(['ben', 'otto']);
});

test('7. quiet hours are those of the clock on the wall, on both sides of the change', async () => {
	await noDuty();
	for (const person of [anna, ben])
		await wish(person, { quiet_hours: [{ day: 7, from: '00:00', until: '08:00' }] });
	// Seven o'clock UTC: nine in summer, eight in winter. A quarter before: quiet only in winter.
	for (const [at, reached] of [
		['2027-03-28T06:15:00Z', ['anna', 'ben', 'otto']],
		['2027-03-28T05:45:00Z', ['otto']],
		['2027-10-31T06:45:00Z', ['otto']],
		['2027-10-31T07:00:00Z', ['anna', 'ben', 'otto']],
	] as const) {
		await clock.turnTo(at);
		const requestId = await ask();
		expect([at, await step(requestId)]).toEqual([at, reached]);
	}
});

test('8. on a public holiday of Saxony who wants to rest rests, but not the person on call, nor when a counter stands still', async () => {
	for (const person of [anna, ben]) await wish(person, { quiet_on_holidays: true, break_through: 1 });
	// Repentance day, in no other state.
	await clock.turnTo('2027-11-17T10:00:00Z');
	const requestId = await ask(2);
	expect(await step(requestId)).toEqual(['anna']);
	await clock.pass(5);
	expect(await step(requestId)).toEqual(['otto']);
	const urgent = await ask(1);
	expect(await step(urgent)).toEqual(['anna', 'ben', 'otto']);
});

test('9. given back after it was accepted, it begins anew with the first step, without whoever gave it back', async () => {
	const requestId = await ask();
	await step(requestId);
	await arrive(requestId);
	await clock.pass(2);
	expect(await command(anna, 'accept_request', { request_id: requestId })).toMatchObject({
		outcome: 'accepted',
	});
	expect(await dueLooks(requestId)).toBe(0);
	await clock.pass(3);
	expect(await step(requestId)).toEqual([]);
	expect(await command(anna, 'release_request', { request_id: requestId })).toMatchObject({
		outcome: 'released',
	});
	await begin(requestId);
	// Anna is on call and has just given it back: that step reaches nobody.
	expect(await step(requestId)).toEqual(['ben', 'otto']);
	expect((await history(requestId)).slice(-2)).toEqual(['on_call 0', 'members 2']);
});

test('10. accepted at the very instant of the next step: nobody is alerted of what is taken', async () => {
	for (let time = 0; time < 15; time += 1) {
		const requestId = await ask();
		await step(requestId);
		await clock.pass(5);
		const [, answer] = await Promise.all([
			planAll(),
			command(anna, 'accept_request', { request_id: requestId }),
		]);
		expect(answer).toMatchObject({ outcome: 'accepted' });
		expect(await step(requestId)).toEqual([]);
		// A look that was planned in the same breath finds it taken.
		await clock.pass(30);
		expect(await step(requestId)).toEqual([]);
		expect(await dueLooks(requestId)).toBe(0);
	}
});

test('11. cancelled while it is being sent: what has not left does not leave', async () => {
	await noDuty();
	const requestId = await ask();
	await planAll();
	await database.sql`update public.requests set status = 'cancelled' where request_id = ${requestId}`;
	expect(await claim(requestId)).toEqual([]);
	await clock.pass(60);
	expect(await step(requestId)).toEqual([]);
	expect(await dueLooks(requestId)).toBe(0);
});

test('12. paused during an alert: neither what waits nor a repeat reaches the person', async () => {
	await noDuty();
	const requestId = await ask();
	await planAll();
	await wish(ben, { paused_until: new Date('2027-02-05T00:00:00Z') });
	expect(await claim(requestId)).toEqual(['anna', 'otto']);
	await arrive(requestId);
	await clock.pass(5);
	expect(await step(requestId)).toEqual(['anna', 'otto']);
	expect(await history(requestId)).toEqual(['on_call 0', 'members 3', 'members 2 again']);
});

test('13. who said "later" or "not possible" is not called again in this round, and is in the next', async () => {
	await noDuty();
	const requestId = await ask();
	await step(requestId);
	await arrive(requestId);
	expect(await command(anna, 'decline_request', { request_id: requestId })).toMatchObject({
		outcome: 'noted',
	});
	await clock.pass(5);
	expect(await step(requestId)).toEqual(['ben', 'otto']);
	await command(ben, 'accept_request', { request_id: requestId });
	await command(ben, 'release_request', { request_id: requestId });
	await begin(requestId);
	expect(await step(requestId)).toEqual(['anna', 'otto']);
});

test('14. taken back within the minute, the round goes on where it stood', async () => {
	const requestId = await ask();
	await step(requestId);
	await arrive(requestId);
	await command(anna, 'accept_request', { request_id: requestId });
	expect(await command(anna, 'undo_acceptance', { request_id: requestId })).toMatchObject({
		outcome: 'undone',
	});
	expect(await dueLooks(requestId)).toBe(1);
	expect(await nextLook(requestId)).toBe(1);
	await clock.pass(5);
	expect(await step(requestId)).toEqual(['ben', 'otto']);
});

test('15. two workers that plan the same instant decide once', async () => {
	const requestIds = await Promise.all(Array.from({ length: 12 }, () => ask()));
	await Promise.all([planAll(), planAll(), planAll()]);
	for (const requestId of requestIds) {
		expect(await history(requestId)).toEqual(['on_call 1']);
		expect(await dueLooks(requestId)).toBe(1);
	}
});

test('16. steps that are edited during a round hold from the next round on', async () => {
	const requestId = await ask();
	await step(requestId);
	await arrive(requestId);
	await setSteps({ target: 'owners', delay_minutes: 0 });
	await clock.pass(5);
	expect(await step(requestId)).toEqual(['ben', 'otto']);
	const next = await ask();
	expect(await step(next)).toEqual(['otto']);
});

test('17. a step for one person who has left the cluster costs no time', async () => {
	await setSteps(
		{ target: 'person', profile_id: of(ben).profileId, delay_minutes: 0 },
		{ target: 'owners', delay_minutes: 30 },
	);
	await command(ben, 'leave_cluster', { cluster_id: network.clusterId });
	const requestId = await ask();
	expect(await step(requestId)).toEqual(['otto']);
});

test('18. coordination is told when nobody else answers, may not take it, and learns who did', async () => {
	await setSteps({ target: 'on_call', delay_minutes: 0 }, { target: 'coordination' });
	const requestId = await ask();
	await step(requestId);
	await arrive(requestId);
	await clock.pass(5);
	expect(await step(requestId)).toEqual(['kora']);
	const [row] = await database.sql`
		select private.accept_with_ticket(delivery_id) as answer from private.deliveries where request_id = ${requestId} and profile_id = ${kora}`;
	expect(row?.answer).toEqual({ outcome: 'not_allowed' });
	await command(anna, 'accept_request', { request_id: requestId });
	const told = await database.sql<{ profile_id: string }[]>`
		select profile_id from private.deliveries where request_id = ${requestId} and kind = 'taken' and state = 'queued'`;
	expect(told.map((one) => nameOf(one.profile_id))).toContain('kora');
});

test('19. a counter that stands still goes round again until its limit, everything else comes to an end that is said', async () => {
	await setSteps({ target: 'on_call', delay_minutes: 0 });
	const [urgent, other] = [await ask(1), await ask(2)];
	let rings = 0;
	for (let passed = 0; passed <= urgentMilliseconds; passed += lapMilliseconds) {
		rings += (await step(urgent)).length;
		await arrive(urgent);
		await clock.pass(lapMilliseconds / 60_000);
	}
	expect(rings).toBe(urgentMilliseconds / lapMilliseconds);
	expect((await history(urgent)).at(-1)).toBe('ended exhausted');
	expect(await history(other)).toEqual(['on_call 1', 'ended exhausted']);
	expect([await dueLooks(urgent), await dueLooks(other)]).toEqual([0, 0]);
});

test('20. a clock that jumps a day ahead rings once and not all night; the round ends by its age', async () => {
	const requestId = await ask();
	await step(requestId);
	await arrive(requestId);
	await clock.pass(24 * 60);
	expect(await step(requestId)).toEqual(['anna', 'ben', 'kora', 'otto']);
	expect(await step(requestId)).toEqual([]);
	await clock.pass(3 * 24 * 60);
	expect(await step(requestId)).toEqual([]);
	expect(await dueLooks(requestId)).toBe(0);
});

test('21. a clock that is set back holds no alert until it has caught up', async () => {
	const requestId = await network.ask({ priority: 2 });
	await database.sql`
		update private.alerts set written_at = now() + interval '6 hours', due_at = now() + interval '6 hours 3 minutes', opened_at = now() + interval '5 hours'
		where request_id = ${requestId}`;
	await database.sql`select private.shift_back_alerts()`;
	const [row] = await database.sql<{ minutes: number; age: number }[]>`
		select round(extract(epoch from due_at - now()) / 60)::int as minutes, round(extract(epoch from now() - opened_at) / 60)::int as age
		from private.alerts where request_id = ${requestId}`;
	expect(row).toEqual({ minutes: 3, age: 60 });
});

test('22. handed over, it goes by the steps of the other cluster, and nobody of the former one is called again', async () => {
	const other = await makeNetwork(
		database.sql,
		{ host: 'push.example', endpoint: (channel) => `https://push.example/${channel}` },
		1,
	);
	const requestId = await ask();
	await step(requestId);
	await arrive(requestId);
	await command(anna, 'hand_over_request', { request_id: requestId, cluster_id: other.clusterId });
	await begin(requestId);
	expect(await step(requestId)).toEqual([other.specialists[0]?.profileId]);
	await clock.pass(5);
	expect(await step(requestId)).toEqual([other.specialists[0]?.profileId]);
});

test('23. asked at night while everybody rests, it is heard of in the morning, and nobody is called twice', async () => {
	await noDuty();
	for (const person of [anna, ben, otto])
		await wish(person, { quiet_hours: [{ day: 1, from: '18:00', until: '07:00' }] });
	await database.sql`delete from public.roles where role = 'coordinator'`;
	await clock.turnTo('2027-02-01T21:00:00Z');
	const requestId = await ask();
	expect(await step(requestId)).toEqual([]);
	await clock.pass(60);
	expect(await step(requestId)).toEqual([]);
	for (let half = 0; half < 15; half += 1) {
		await clock.pass(30);
		expect([clock.now(), await step(requestId)]).toEqual([clock.now(), []]);
	}
	await clock.pass(30);
	expect(await step(requestId)).toEqual(['anna', 'ben', 'otto']);
	await arrive(requestId);
	expect((await history(requestId)).slice(-2)).toEqual(['ended exhausted', 'members 3']);
	await clock.pass(30);
	expect(await step(requestId)).toEqual([]);
	expect(await dueLooks(requestId)).toBe(0);
});

describe('the line that whoever asked reads', () => {
	async function reach(requestId: string): Promise<unknown> {
		await refreshReach(database.sql);
		const [row] =
			await database.sql`select reach from public.request_details where request_id = ${requestId}`;
		return row?.reach;
	}
	const nothing = {
		alert_round: 1,
		people: 0,
		devices: 0,
		waiting: 0,
		failed: 0,
		resting: 0,
		without_device: 0,
	};

	test('counts what was handed on, what was confirmed, who rests and who has no device: never more than is known', async () => {
		await noDuty();
		await wish(ben, { quiet_hours: [{ day: 1, from: '00:00', until: '23:59' }] });
		await database.sql`delete from private.push_endpoints where device_id = ${of(otto).deviceId}`;
		const requestId = await ask();
		await planAll();
		// Planned is not sent.
		expect(await reach(requestId)).toEqual({ ...nothing, waiting: 1, resting: 1, without_device: 1 });
		await claim(requestId);
		await database.sql`select private.mark_reach(${requestId})`;
		expect(await reach(requestId)).toEqual({ ...nothing, people: 1, resting: 1, without_device: 1 });
		await arrive(requestId);
		expect(await reach(requestId)).toEqual({
			...nothing,
			people: 1,
			devices: 1,
			resting: 1,
			without_device: 1,
		});
		// Anna has a second phone: people and devices are different numbers, and a repeat is no second device.
		await addDevice(of(anna).profileId);
		await clock.pass(5);
		await step(requestId);
		await arrive(requestId);
		expect(await reach(requestId)).toEqual({
			...nothing,
			people: 1,
			devices: 2,
			resting: 1,
			without_device: 1,
		});
	});

	test('says that a message failed for good', async () => {
		await setSteps({ target: 'on_call', delay_minutes: 0 });
		const requestId = await ask();
		await planAll();
		await database.sql`update private.deliveries set state = 'failed' where request_id = ${requestId}`;
		expect(await reach(requestId)).toEqual({ ...nothing, failed: 1 });
	});

	test('begins anew with a round', async () => {
		const requestId = await ask();
		await step(requestId);
		await command(anna, 'accept_request', { request_id: requestId });
		await command(anna, 'release_request', { request_id: requestId });
		await begin(requestId);
		await planAll();
		expect(await reach(requestId)).toEqual({ ...nothing, alert_round: 2, waiting: 2 });
	});
});

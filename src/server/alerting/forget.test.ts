/** What is over goes by itself when its time has come, and nothing that still counts goes with it. The clock is turned by moving the rows. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network } from '#tests/fakes/network.ts';
import { planDueAlerts } from './plan.ts';
import { refreshReach } from './reach.ts';
import { deleteOutdated } from './retire.ts';

let database: TestDatabase;
let network: Network;
const host = 'fcm.googleapis.com';

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
	const push = { host, endpoint: (channel: string) => `https://${host}/fcm/send/${channel}` };
	network = await makeNetwork(database.sql, push, 3);
});

/** So many days pass for everything that has to do with alerts and duties. */
async function passDays(days: number): Promise<void> {
	const { sql } = database;
	const by = `${days} days`;
	await sql`
		update private.alerts set opened_at = opened_at - ${by}::interval, due_at = due_at - ${by}::interval,
			written_at = written_at - ${by}::interval, planned_at = planned_at - ${by}::interval`;
	await sql`
		update private.deliveries set created_at = created_at - ${by}::interval, due_at = due_at - ${by}::interval,
			expires_at = expires_at - ${by}::interval`;
	await sql`
		update private.shifts set during = tstzrange(lower(during) - ${by}::interval, upper(during) - ${by}::interval)`;
	await sql`update private.rotations set starts_on = starts_on - ${days}::integer, ends_on = ends_on - ${days}::integer`;
	await sql`update public.notification_settings set paused_until = paused_until - ${by}::interval`;
}

/** Asked, planned and counted, as the worker does it. */
async function ask(): Promise<string> {
	const requestId = await network.ask();
	while ((await planDueAlerts(database.sql)) > 0);
	while ((await refreshReach(database.sql)) > 0);
	return requestId;
}

async function forget(): Promise<void> {
	while ((await deleteOutdated(database.sql)) > 0);
}

async function look(requestId: string) {
	const [seen] = await database.sql`
		select (select count(*)::int from private.alerts a where a.request_id = d.request_id) as looks,
			(select count(*)::int from private.deliveries o where o.request_id = d.request_id) as messages,
			d.reach is not null as reach, (select count(*)::int from private.reach_due where request_id = d.request_id) as marks
		from public.request_details d where d.request_id = ${requestId}`;
	return seen;
}

test('a round that ended goes after 14 days with its messages and its numbers, not before', async () => {
	const [taker] = network.specialists;
	const requestId = await ask();
	await network.command(taker?.profileId ?? '', 'accept_request', { request_id: requestId });
	while ((await refreshReach(database.sql)) > 0);
	const before = await look(requestId);
	expect(before).toMatchObject({ reach: true, marks: 0 });
	await passDays(13);
	await forget();
	expect(await look(requestId)).toEqual(before);
	await passDays(2);
	await forget();
	expect(await look(requestId)).toEqual({ looks: 0, messages: 0, reach: false, marks: 0 });
	const [request] = await database.sql`select status from public.requests where request_id = ${requestId}`;
	expect(request?.status).toBe('accepted');
});

test('the round of a request that is still open stays, its messages go all the same', async () => {
	const requestId = await ask();
	await database.sql`update private.alerts set state = 'planned', planned_at = now() where request_id = ${requestId} and state = 'due'`;
	const before = await look(requestId);
	await passDays(100);
	await forget();
	expect(await look(requestId)).toEqual({ ...before, messages: 0 });
	expect(before?.looks).toBeGreaterThan(0);
});

test('of a released request the round of before goes, the one that runs stays', async () => {
	const [taker] = network.specialists;
	const requestId = await ask();
	await network.command(taker?.profileId ?? '', 'accept_request', { request_id: requestId });
	await passDays(15);
	await network.command(taker?.profileId ?? '', 'release_request', { request_id: requestId });
	while ((await planDueAlerts(database.sql)) > 0);
	while ((await refreshReach(database.sql)) > 0);
	await forget();
	const rounds =
		await database.sql`select distinct alert_round from private.alerts where request_id = ${requestId}`;
	expect(rounds.map((row) => Number(row.alert_round))).toEqual([2]);
	expect(await look(requestId)).toMatchObject({ reach: true });
});

test('duties go 14 days after their end, one that has lasted for months stays', async () => {
	const { sql } = database;
	const [person] = network.specialists;
	const profileId = person?.profileId ?? '';
	const rotationId = randomUUID();
	await sql`
		insert into private.shifts (cluster_id, profile_id, during) values
			(${network.clusterId}, ${profileId}, tstzrange(now() - interval '2 days', now() - interval '1 hour')),
			(${network.clusterId}, ${profileId}, tstzrange(now(), now() + interval '90 days'))`;
	await sql`
		insert into private.rotations (rotation_id, cluster_id, name, starts_on, ends_on)
		values (${rotationId}, ${network.clusterId}, 'Sommer', current_date - 30, current_date - 1),
			(${randomUUID()}, ${network.clusterId}, 'Immer', current_date - 30, null)`;
	await sql`insert into private.rotation_members (rotation_id, profile_id, position) values (${rotationId}, ${profileId}, 0)`;
	async function left(): Promise<unknown[]> {
		const [row] = await sql<{ shifts: number; rotations: string[]; members: number }[]>`
			select (select count(*)::int from private.shifts where cluster_id = ${network.clusterId}) as shifts,
				array(select name from private.rotations where cluster_id = ${network.clusterId} order by name) as rotations,
				(select count(*)::int from private.rotation_members where rotation_id = ${rotationId}) as members`;
		return [row?.shifts, row?.rotations, row?.members];
	}
	await passDays(12);
	await forget();
	expect(await left()).toEqual([2, ['Immer', 'Sommer'], 1]);
	await passDays(3);
	await forget();
	expect(await left()).toEqual([1, ['Immer'], 0]);
	await sql`delete from private.rotations where cluster_id = ${network.clusterId}`;
});

test('when somebody was away is not kept: a pause goes on the day after its end, one that lasts stays', async () => {
	const { sql } = database;
	const [over, lasting] = network.specialists;
	const ids = [over?.profileId ?? '', lasting?.profileId ?? ''];
	await sql`
		insert into public.notification_settings (profile_id, paused_until)
		values (${ids[0] ?? ''}, now() - interval '1 hour'), (${ids[1] ?? ''}, now() + interval '20 days')`;
	async function paused(): Promise<string[]> {
		const rows = await sql`
			select profile_id from public.notification_settings where paused_until is not null and profile_id = any (${ids}::uuid[])`;
		return rows.map((row) => String(row.profile_id)).toSorted();
	}
	await forget();
	expect(await paused()).toEqual(ids.toSorted());
	await passDays(1);
	await forget();
	expect(await paused()).toEqual([ids[1]]);
});

test('what somebody holds is left for the next turn, and nobody waits', async () => {
	const { sql } = database;
	const [person] = network.specialists;
	await sql`
		insert into private.shifts (cluster_id, profile_id, during)
		values (${network.clusterId}, ${person?.profileId ?? ''}, tstzrange(now() - interval '30 days', now() - interval '20 days'))`;
	const count = () =>
		sql<
			{ shifts: number }[]
		>`select count(*)::int as shifts from private.shifts where cluster_id = ${network.clusterId}`;
	await sql.begin(async (holder) => {
		await holder`select 1 from private.shifts where cluster_id = ${network.clusterId} for update`;
		await deleteOutdated(sql);
		expect(await count()).toEqual([{ shifts: 1 }]);
	});
	await deleteOutdated(sql);
	expect(await count()).toEqual([{ shifts: 0 }]);
});

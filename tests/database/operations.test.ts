/** How the sending goes, as coordination reads it: for nobody else, and never about fewer than five people. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { operationsAnswer } from '#contracts/operations.ts';
import type { OperationsOverview } from '#contracts/operations.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network } from '#tests/fakes/network.ts';
import { contentsOf } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf, personNames } from './world.ts';

let database: TestDatabase;
let network: Network;
const host = 'fcm.googleapis.com';

beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	// The network brings its own town, unless it is there: the name it would give is taken in this world.
	await database.sql`insert into public.municipalities (municipality_id, slug, name) values ('d1000000-0000-4000-8000-000000000001', 'wald', 'Wald')`;
	const push = { host, endpoint: (channel: string) => `https://${host}/fcm/send/${channel}` };
	network = await makeNetwork(database.sql, push, 6);
});
afterAll(() => database.drop());

beforeEach(async () => {
	await database.sql`delete from private.deliveries`;
	await database.sql`delete from public.test_alarms`;
	await database.sql`delete from private.push_answers`;
	await database.sql`update private.push_endpoints set refused_at = null, last_success_at = null, quarantined_at = null`;
});

function read(person: string): Promise<unknown> {
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const [row] = await sql<{ answer: unknown }[]>`select public.read_operations() as answer`;
		return row?.answer;
	});
}

async function overview(): Promise<OperationsOverview> {
	const answer = operationsAnswer.parse(await read('kora'));
	if (answer.outcome !== 'read') throw new Error(answer.outcome);
	return answer;
}

/** So many people had a message five minutes ago that their device confirmed after two seconds, or not at all. */
async function send(people: number, confirmed: number, ago = '5 minutes'): Promise<void> {
	const given = network.specialists.slice(0, people);
	await database.sql`
		insert into private.deliveries (kind, request_id, alert_round, profile_id, device_id, state, priority, created_at, expires_at, sent_at, arrived_at)
		select 'alert', ${idOf('open')}, 1, profile_id, device_id, 'sent', 2, now() - ${ago}::interval, now(), now() - ${ago}::interval + interval '1 second',
			case when place <= ${confirmed} then now() - ${ago}::interval + interval '2 seconds' end
		from unnest(${given.map((one) => one.profileId)}::uuid[], ${given.map((one) => one.deviceId)}::uuid[])
			with ordinality as given (profile_id, device_id, place)`;
}

test.each([...personNames.filter((name) => name !== 'kora'), 'nobody'])(
	'it is not for %s',
	async (person) => {
		await send(6, 5);
		expect(await read(person)).toEqual({ outcome: 'not_allowed' });
	},
);

test('it is not for a stranger, nor for whoever goes round the door', async () => {
	const asked = database.as('anon')((sql) => sql`select public.read_operations()`);
	await expect(asked).rejects.toMatchObject({ code: '42501' });
	for (const table of ['push_answers', 'chores'])
		for (const role of ['anon', 'authenticated', 'service_role'] as const) {
			const read = database.as(role, idOf('kora'))((sql) => sql`select * from ${sql(`private.${table}`)}`);
			await expect(read, `${role} ${table}`).rejects.toMatchObject({ code: '42501' });
		}
	for (const name of ['push_services()', 'measured_deliveries(now())']) {
		const read = database.as(
			'authenticated',
			idOf('kora'),
		)((sql) => sql.unsafe(`select * from private.${name}`));
		await expect(read, name).rejects.toMatchObject({ code: '42501' });
	}
});

test('reading changes nothing', async () => {
	await send(6, 5);
	const before = await contentsOf(database);
	await overview();
	expect(await contentsOf(database)).toEqual(before);
});

test('where nothing was sent yet it says that, and no share', async () => {
	const seen = await overview();
	expect(seen.day).toEqual({ kind: 'none' });
	expect(seen.week).toEqual({ kind: 'none' });
	expect(seen.tests).toEqual({ kind: 'none' });
	expect(seen.services).toEqual([]);
	expect(seen.queue).toEqual({ waiting: 0, oldest_seconds: 0 });
});

test('of what five people were sent it says how much arrived, and how fast half of it', async () => {
	await send(6, 5);
	await send(5, 0, '3 days');
	const seen = await overview();
	expect(seen.day).toEqual({ kind: 'counted', sent: 6, arrived: 5, median_seconds: 2 });
	expect(seen.week).toEqual({ kind: 'counted', sent: 11, arrived: 5, median_seconds: 2 });
});

test('of four people it counts nothing, whatever they were sent', async () => {
	await send(4, 0);
	await send(4, 4);
	expect((await overview()).day).toEqual({ kind: 'few' });
});

test('what was sent less than a minute ago is not lost yet', async () => {
	await send(6, 0, '50 seconds');
	expect((await overview()).day).toEqual({ kind: 'none' });
});

test('it says what waits and since when, and which step is late', async () => {
	await database.sql`
		insert into private.deliveries (kind, request_id, alert_round, profile_id, device_id, priority, due_at, expires_at)
		select 'alert', ${idOf('open')}, 1, ${network.specialists[0]?.profileId ?? ''}, ${network.specialists[0]?.deviceId ?? ''}, 2,
			now() + given * interval '1 second', now() + interval '1 hour' from unnest(array[-90, -10, 60]) given`;
	await database.sql`
		insert into private.alerts (request_id, alert_round, due_at) values (${idOf('open')}, 7, now() - interval '2 minutes')`;
	const { queue, look_late_seconds } = await overview();
	expect(queue.waiting).toBe(2);
	expect(queue.oldest_seconds).toBeGreaterThanOrEqual(90);
	expect(look_late_seconds).toBeGreaterThanOrEqual(120);
	await database.sql`delete from private.alerts where alert_round = 7`;
});

test('a push service that refuses three devices and a fifth of them is refusing; two devices, or a day ago, are not', async () => {
	await database.sql`insert into private.push_answers (service, answer, posts) values ('googleapis.com', 'refused', 9)`;
	const ids = network.specialists.map(({ deviceId }) => deviceId);
	async function standing(refused: number, ago: string): Promise<string | undefined> {
		await database.sql`
			update private.push_endpoints set last_success_at = now() - interval '5 minutes',
				refused_at = case when device_id = any (${ids.slice(0, refused)}::uuid[]) then now() - ${ago}::interval end
			where device_id = any (${ids}::uuid[])`;
		return (await overview()).services[0]?.standing;
	}
	expect(await standing(3, '1 minute')).toBe('refusing');
	expect(await standing(2, '1 minute')).toBe('fine');
	expect(await standing(6, '25 hours')).toBe('fine');
	// A new address is a new start.
	expect(await standing(3, '1 minute')).toBe('refusing');
	await database.sql`update private.push_endpoints set endpoint = endpoint || 'x' where device_id = any (${ids}::uuid[])`;
	expect((await overview()).services[0]?.standing).toBe('fine');
});

test('a push service whose last word was none does not answer, until it does', async () => {
	await database.sql`
		insert into private.push_answers (service, answer, posts, latest_at)
		values ('push.apple.com', '2xx', 3, now() - interval '2 minutes'), ('push.apple.com', 'timeout', 1, now() - interval '1 minute')`;
	expect((await overview()).services).toMatchObject([{ service: 'push.apple.com', standing: 'unanswered' }]);
	await database.sql`update private.push_answers set latest_at = now() where answer = '2xx'`;
	expect((await overview()).services).toEqual([{ service: 'push.apple.com', standing: 'fine', since: null }]);
});

test('devices are counted, silent and suspended ones apart, and nobody is named', async () => {
	const [silent, suspended] = network.specialists;
	await database.sql`update public.devices set last_seen_at = now() - interval '9 days' where device_id = ${silent?.deviceId ?? ''}`;
	await database.sql`update private.push_endpoints set quarantined_at = now() where device_id = ${suspended?.deviceId ?? ''}`;
	const seen = await overview();
	expect(seen.devices).toMatchObject({ kind: 'counted', silent: 1, quarantined: 1 });
	const text = JSON.stringify(await read('kora'));
	for (const { profileId, deviceId, name, channel } of network.specialists)
		for (const treasure of [profileId, deviceId, name, channel]) expect(text).not.toContain(treasure);
});

test.each([
	[5, { kind: 'counted', all: 10, arrived: 5, running: 0 }],
	[4, { kind: 'few' }],
] as const)('test alarms of %i people', async (people, told) => {
	for (const { profileId, deviceId } of network.specialists.slice(0, people))
		await database.sql`
			insert into public.test_alarms (test_alarm_id, profile_id, device_id, cause, expires_at, outcome, confirmed_at)
			values (${randomUUID()}, ${profileId}, ${deviceId}, 'asked', now(), 'confirmed', now()),
				(${randomUUID()}, ${profileId}, ${deviceId}, 'asked', now(), 'expired', null)`;
	expect((await overview()).tests).toEqual(told);
});

test('a second channel that carried nothing fails; one mailbox that refuses does not make the mail server fail', async () => {
	async function second(mails: string[], webhooks: string[]): Promise<unknown> {
		await database.sql`delete from private.second_deliveries`;
		for (const [place, state] of mails.entries())
			await database.sql`
				insert into private.second_deliveries (channel, cause, request_id, alert_round, profile_id, priority, state, expires_at)
				values ('mail', 'silence', ${idOf('open')}, ${place}, ${idOf('anna')}, 2, ${state}, now())`;
		for (const [place, state] of webhooks.entries())
			await database.sql`
				insert into private.second_deliveries (channel, cause, request_id, alert_round, priority, state, expires_at)
				values ('webhook', 'silence', ${idOf('open')}, ${place}, 2, ${state}, now())`;
		return (await overview()).second;
	}
	expect(await second([], [])).toEqual([]);
	expect(await second(['failed', 'failed', 'expired'], ['failed'])).toEqual([
		{ channel: 'mail', standing: 'failing' },
		{ channel: 'webhook', standing: 'failing' },
	]);
	expect(await second(['failed', 'failed'], ['failed', 'sent'])).toEqual([
		{ channel: 'mail', standing: 'fine' },
		{ channel: 'webhook', standing: 'fine' },
	]);
	expect(await second(['superseded', 'queued'], ['queued'])).toEqual([]);
});

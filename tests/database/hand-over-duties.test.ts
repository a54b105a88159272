/** Handing one's own turn over when going away, giving it back, and who may take it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ownDuties } from '#contracts/duty.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';
import type { Person } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	// Anna and Petra are in both clusters.
	await database.sql`insert into public.cluster_members (cluster_id, profile_id) values (${idOf('phones')}, ${idOf('anna')})`;
	await database.sql`update public.devices set profile_id = ${idOf('petra')} where device_id = ${idOf('annasLaptop')}`;
});
beforeEach(async () => {
	await database.sql`delete from private.shifts`;
	await database.sql`delete from public.notification_settings`;
	await database.sql`update public.devices set last_seen_at = now(), alerts = true`;
});
afterAll(() => database.drop());

const hour = 3_600_000;
/** A full hour from now on, so that what is read back can be compared. */
const start = Math.ceil(Date.now() / hour) * hour;
function at(hours: number): string {
	return new Date(start + hours * hour).toISOString();
}

type Topic = 'network' | 'phones';

async function plan(name: Person, from: number, until: number, cluster: Topic = 'network'): Promise<void> {
	await database.sql`
		insert into private.shifts (cluster_id, profile_id, during)
		values (${idOf(cluster)}, ${idOf(name)}, tstzrange(${at(from)}, ${at(until)}))`;
}

function handOver(
	person: Person,
	until: number,
	to: Partial<Record<Topic, Person | null>>,
): Promise<unknown> {
	return send(database, person, 'hand_over_duties', {
		paused_until: at(until),
		substitutes: Object.entries(to).map(([cluster, name]) => ({
			cluster_id: idOf(cluster),
			profile_id: name === null ? null : idOf(name),
		})),
	});
}

const names = new Map(['anna', 'ben', 'otto', 'petra'].map((name) => [idOf(name), name]));

async function onCall(hours: number, cluster: Topic = 'network'): Promise<unknown[]> {
	const rows = await database.sql<{ id: string }[]>`
		select id from private.on_call_at(${idOf(cluster)}, ${at(hours)}::timestamptz) o(id)`;
	return rows.map(({ id }) => names.get(id)).toSorted();
}

async function gaps(cluster: Topic = 'network'): Promise<string[]> {
	const rows = await database.sql<{ starts_at: Date; ends_at: Date }[]>`
		select * from private.duty_gaps(${idOf(cluster)}, ${at(0)}::timestamptz, ${at(240)}::timestamptz) order by starts_at`;
	return rows.map(({ starts_at, ends_at }) =>
		[starts_at, ends_at].map((moment) => (moment.getTime() - start) / hour).join('-'),
	);
}

async function duties(person: Person) {
	const [row] = await database.as(
		'authenticated',
		idOf(person),
	)((sql) => sql`select public.my_duties() as read`);
	return ownDuties.parse(row?.read);
}

async function isPaused(person: Person): Promise<boolean> {
	const rows = await database.sql`
		select 1 from public.notification_settings where profile_id = ${idOf(person)} and paused_until > now()`;
	return rows.length > 0;
}

test('the colleague is on call for exactly the turns within the pause, and there is no gap', async () => {
	await plan('anna', 1, 5);
	await plan('anna', 8, 12);
	expect(await handOver('anna', 10, { network: 'ben' })).toEqual({ outcome: 'handed_over' });
	expect(await isPaused('anna')).toBe(true);
	expect([await onCall(2), await onCall(6), await onCall(9), await onCall(11)]).toEqual([
		['ben'],
		[],
		['ben'],
		['anna'],
	]);
	expect(await gaps()).toEqual([]);
	expect(
		(await duties('ben'))?.taken.map(({ profile_id, starts_at }) => [
			names.get(profile_id),
			Date.parse(starts_at),
		]),
	).toEqual([
		['anna', start + hour],
		['anna', start + 8 * hour],
	]);
	expect((await duties('anna'))?.given.map(({ profile_id }) => names.get(profile_id))).toEqual([
		'ben',
		'ben',
	]);
	expect(await duties('otto')).toEqual({ taken: [], given: [], gaps: [] });
});

test('a colleague per cluster; where nobody takes it a gap is left, and said', async () => {
	await plan('anna', 1, 5);
	await plan('anna', 2, 4, 'phones');
	expect(await handOver('anna', 10, { network: 'ben' })).toMatchObject({
		outcome: 'on_duty',
		count: 1,
		duties: [{ cluster_id: idOf('phones') }],
	});
	expect(await isPaused('anna')).toBe(false);
	expect(await onCall(2)).toEqual(['anna']);

	expect(await handOver('anna', 10, { network: 'ben', phones: null })).toMatchObject({
		outcome: 'gap_left',
		count: 1,
	});
	expect(await gaps('phones')).toEqual(['2-4']);
	expect((await duties('anna'))?.gaps).toMatchObject([{ cluster_id: idOf('phones') }]);

	expect(await handOver('anna', 10, { phones: 'petra' })).toEqual({ outcome: 'handed_over' });
	expect(await gaps('phones')).toEqual([]);
	expect(await onCall(3, 'phones')).toEqual(['petra']);
});

const unable: [why: string, change: () => Promise<unknown>, who: Person][] = [
	['is not in the cluster', () => Promise.resolve(), 'petra'],
	['has no device', () => Promise.resolve(), 'otto'],
	[
		'has a device that is silent',
		() => database.sql`update public.devices set last_seen_at = now() - interval '29 days'`,
		'ben',
	],
	[
		'pauses when the turn begins',
		() => database.sql`
		insert into public.notification_settings (profile_id, paused_until) values (${idOf('ben')}, ${at(2)})`,
		'ben',
	],
];
test.each(unable)('who %s cannot take it, and nothing moves', async (_, change, who) => {
	await plan('anna', 1, 5);
	await change();
	const before = await contentsOf(database, refusalsOnly);
	expect(await handOver('anna', 10, { network: who })).toEqual({
		outcome: 'cannot_take',
		cluster_id: idOf('network'),
		profile_id: idOf(who),
	});
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test.each<[string, unknown]>([
	['nothing', []],
	['no list', {}],
	['oneself', [{ cluster_id: idOf('network'), profile_id: idOf('anna') }]],
	[
		'a cluster twice',
		[
			{ cluster_id: idOf('network'), profile_id: null },
			{ cluster_id: idOf('network'), profile_id: idOf('ben') },
		],
	],
	['no person, not even null', [{ cluster_id: idOf('network') }]],
	['an id that is none', [{ cluster_id: idOf('network'), profile_id: "'; drop table private.shifts; --" }]],
	['words', ['ben']],
])('%s as substitutes is refused, and nothing moves', async (_, substitutes) => {
	await plan('anna', 1, 5);
	const before = await contentsOf(database, refusalsOnly);
	expect(
		await send(database, 'anna', 'hand_over_duties', {
			paused_until: at(10),
			substitutes: substitutes as [],
		}),
	).toEqual({ outcome: 'invalid', field: 'substitutes', reason: 'unknown' });
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test.each([
	['over already', -2, 'missing'],
	['in more than a year', 24 * 367, 'too_long'],
])('a pause that ends %s is refused', async (_, until, reason) => {
	await plan('anna', 1, 5);
	expect(await handOver('anna', until, { network: 'ben' })).toEqual({
		outcome: 'invalid',
		field: 'paused_until',
		reason,
	});
	expect(await onCall(2)).toEqual(['anna']);
});

test('given back it is a gap again while the other pauses, and theirs when they are back; nobody else gives it back', async () => {
	await plan('anna', 1, 5);
	await handOver('anna', 10, { network: 'ben' });
	const shift_id = (await duties('ben'))?.taken[0]?.shift_id ?? '';
	expect(await send(database, 'otto', 'give_back_duty', { shift_id })).toEqual({ outcome: 'not_there' });
	expect(await send(database, 'anna', 'give_back_duty', { shift_id })).toEqual({ outcome: 'not_there' });
	expect(await gaps()).toEqual([]);
	expect(await send(database, 'ben', 'give_back_duty', { shift_id })).toEqual({ outcome: 'given_back' });
	expect(await gaps()).toEqual(['1-5']);
	expect((await duties('anna'))?.gaps).toHaveLength(1);
	await send(database, 'anna', 'set_pause', { paused_until: null, leaves_gap: false });
	expect(await gaps()).toEqual([]);
	expect(await onCall(2)).toEqual(['anna']);
});

test('a turn that runs is given back from now on, and what was done stays', async () => {
	await plan('anna', -5, 5);
	await database.sql`
		insert into private.shifts (shift_id, cluster_id, profile_id, during, kind, stands_in_for)
		values (${idOf('running')}, ${idOf('network')}, ${idOf('ben')}, tstzrange(${at(-5)}, ${at(5)}), 'substitute', ${idOf('anna')})`;
	expect(await send(database, 'ben', 'give_back_duty', { shift_id: idOf('running') })).toEqual({
		outcome: 'given_back',
	});
	expect([await onCall(-4), await onCall(1)]).toEqual([['ben'], ['anna']]);
	expect(await send(database, 'ben', 'give_back_duty', { shift_id: idOf('running') })).toEqual({
		outcome: 'not_there',
	});
});

test('whoever took over and goes away hands on what they took, and back to whom it came from', async () => {
	await plan('anna', 1, 5);
	await handOver('anna', 10, { network: 'ben' });
	await database.sql`update public.devices set profile_id = ${idOf('otto')} where device_id = ${idOf('annasOldPhone')}`;
	await database.sql`update public.devices set profile_id = ${idOf('otto')} where device_id = ${idOf('olafsPc')}`;
	expect(await handOver('ben', 3, { network: 'otto' })).toEqual({ outcome: 'handed_over' });
	expect([await onCall(2), await onCall(4)]).toEqual([['otto'], ['ben']]);
	expect(await gaps()).toEqual([]);
	await send(database, 'anna', 'set_pause', { paused_until: null, leaves_gap: false });
	expect(await handOver('otto', 4, { network: 'anna' })).toEqual({ outcome: 'handed_over' });
	expect([await onCall(2), await onCall(4)]).toEqual([['anna'], ['ben']]);
});

test('two who hand over to each other at the same instant: one of them is told that the other pauses', async () => {
	await plan('anna', 1, 5);
	await plan('ben', 1, 5);
	const outcomes = await Promise.all([
		handOver('anna', 10, { network: 'ben' }),
		handOver('ben', 10, { network: 'anna' }),
	]);
	expect(outcomes.map((answer) => (answer as { outcome: string }).outcome).toSorted()).toEqual([
		'cannot_take',
		'handed_over',
	]);
});

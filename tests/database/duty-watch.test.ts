/** Gaps in being on call, who learns of them, and who learns who cannot be reached. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dutyAlarms, reachability } from '#contracts/duty.ts';
import { judgeLife } from '#domain/device-life.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf, people, personNames } from './world.ts';
import type { Person } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
beforeEach(async () => {
	await database.sql`delete from private.rotations`;
	await database.sql`delete from private.shifts`;
	await database.sql`delete from public.notification_settings`;
	await database.sql`update public.devices set last_seen_at = now(), alerts = true`;
	await database.sql`update private.push_endpoints set quarantined_at = null`;
});
afterAll(() => database.drop());

const hour = 3_600_000;
/** A full hour from now on, so that what is read back can be compared. */
const start = Math.ceil(Date.now() / hour) * hour;
function at(hours: number): string {
	return new Date(start + hours * hour).toISOString();
}

async function shift(
	name: Person | null,
	from: number,
	until: number,
	facts: { kind?: string; for?: Person; cluster?: 'network' | 'phones' } = {},
): Promise<void> {
	await database.sql`
		insert into private.shifts (cluster_id, profile_id, during, kind, stands_in_for)
		values (${idOf(facts.cluster ?? 'network')}, ${name === null ? null : idOf(name)}, tstzrange(${at(from)}, ${at(until)}),
			${facts.kind ?? 'planned'}, ${facts.for === undefined ? null : idOf(facts.for)})`;
}

async function pause(name: Person, until: number): Promise<void> {
	await database.sql`
		insert into public.notification_settings (profile_id, paused_until) values (${idOf(name)}, ${at(until)})
		on conflict (profile_id) do update set paused_until = excluded.paused_until`;
}

async function gaps(cluster = 'network'): Promise<string[]> {
	const rows = await database.sql<{ starts_at: Date; ends_at: Date }[]>`
		select * from private.duty_gaps(${idOf(cluster)}, ${at(0)}::timestamptz, ${at(24 * 28)}::timestamptz) order by starts_at`;
	return rows.map(({ starts_at, ends_at }) =>
		[starts_at, ends_at].map((moment) => (moment.getTime() - start) / hour).join('-'),
	);
}

async function onCall(hours: number): Promise<unknown[]> {
	const rows =
		await database.sql`select id from private.on_call_at(${idOf('network')}, ${at(hours)}::timestamptz) o(id)`;
	return rows.map(({ id }) => id as unknown).sort();
}

async function ask(person: Person, door: 'read_reachability' | 'read_duty_alarms'): Promise<unknown> {
	const [row] = await database.as(
		'authenticated',
		idOf(person),
	)((sql) => sql.unsafe(`select public.${door}() as answer`));
	return row?.answer;
}

test('where nobody was ever planned there is no gap, and where somebody is there neither', async () => {
	expect(await gaps()).toEqual([]);
	await shift('anna', 1, 5);
	expect(await gaps()).toEqual([]);
});

test.each<[string, () => Promise<void>, string[]]>([
	['pauses', () => pause('anna', 3), ['1-3']],
	[
		'pauses, and a colleague is planned as well',
		async () => {
			await pause('anna', 5);
			await shift('ben', 2, 4);
		},
		['1-2', '4-5'],
	],
	[
		'pauses, and somebody stands in',
		async () => {
			await pause('anna', 5);
			await shift('ben', 1, 4, { kind: 'substitute', for: 'anna' });
		},
		['4-5'],
	],
	[
		'pauses, and so does whoever stands in',
		async () => {
			await pause('anna', 5);
			await shift('ben', 1, 4, { kind: 'substitute', for: 'anna' });
			await pause('ben', 2);
		},
		['1-2', '4-5'],
	],
	[
		'is overridden by somebody who pauses',
		async () => {
			await shift('otto', 2, 3, { kind: 'override' });
			await pause('otto', 4);
		},
		['2-3'],
	],
])('a time for which somebody is planned who %s is a gap', async (_, happens, expected) => {
	await shift('anna', 1, 5);
	await happens();
	expect(await gaps()).toEqual(expected);
});

test('the turn of somebody who is gone stays a gap, and nobody else’s turn moves', async () => {
	await shift(null, 1, 5);
	expect(await gaps()).toEqual(['1-5']);
	expect(await onCall(2)).toEqual([]);
	await shift('lars', 6, 8);
	expect(await gaps()).toEqual(['1-5', '6-8']);

	await database.sql`delete from private.shifts`;
	const rotation_id = randomUUID();
	await database.sql`
		insert into private.rotations (rotation_id, cluster_id, name, starts_on, hands_over_at, length_days)
		values (${rotation_id}, ${idOf('network')}, 'Tag', (${at(0)}::timestamptz at time zone 'Europe/Berlin')::date,
			'00:00', 1)`;
	await database.sql`insert into private.rotation_members ${database.sql(
		['anna', null, 'otto'].map((name, position) => ({
			rotation_id,
			profile_id: name === null ? null : idOf(name),
			position,
		})),
	)}`;
	expect(await onCall(0)).toEqual([idOf('anna')]);
	expect(await onCall(24)).toEqual([]);
	expect(await onCall(48)).toEqual([idOf('otto')]);
	expect([9, 10]).toContain((await gaps()).length);
});

test('whoever stands in for one person leaves the others on call, and is on call as long as that person would be', async () => {
	await shift('anna', 1, 5);
	await shift('otto', 1, 5);
	await shift('ben', 0, 3, { kind: 'substitute', for: 'anna' });
	expect(await onCall(0)).toEqual([]);
	expect(await onCall(2)).toEqual([idOf('ben'), idOf('otto')].sort());
	expect(await onCall(3)).toEqual([idOf('anna'), idOf('otto')].sort());
	const duties = await database.sql`
		select starts_at, ends_at from private.duties_between(${idOf('ben')}, ${at(0)}::timestamptz, ${at(9)}::timestamptz)`;
	expect(duties.map((duty) => ({ ...duty }))).toEqual([
		{ starts_at: new Date(at(1)), ends_at: new Date(at(3)) },
	]);
});

test('no two people stand in for one at a time, and nobody for themselves', async () => {
	await shift('ben', 1, 3, { kind: 'substitute', for: 'anna' });
	await expect(shift('otto', 2, 4, { kind: 'substitute', for: 'anna' })).rejects.toThrow(
		'shifts_one_substitute',
	);
	await expect(shift('anna', 4, 5, { kind: 'substitute', for: 'anna' })).rejects.toThrow(
		'shifts_substitute_is_another',
	);
	await expect(shift('otto', 4, 5, { kind: 'substitute' })).rejects.toThrow('shifts_substitute_named');
	await expect(shift('otto', 4, 5, { for: 'anna' })).rejects.toThrow('shifts_substitute_named');
});

test('the database judges a device as the page of its owner does', async () => {
	const now = new Date('2026-12-01T12:00:00Z');
	const day = 24 * hour;
	for (const silence of [-hour, 0, 8 * day - 1, 8 * day, 28 * day - 1, 28 * day, 400 * day]) {
		const seenAt = new Date(now.getTime() - silence);
		const [row] = await database.sql`
			select private.device_life(${seenAt.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz) as life`;
		expect(row?.life, String(silence)).toBe(judgeLife(seenAt, now));
	}
});

describe('who cannot be reached', () => {
	test('nobody but topic owners learns anything, and nothing of other clusters', async () => {
		for (const person of personNames.filter((name) => name !== 'otto'))
			expect(await ask(person, 'read_reachability'), person).toEqual(
				people[person].status === 'active' ? [] : null,
			);
		expect(reachability.parse(await ask('otto', 'read_reachability'))?.map((one) => one.cluster_id)).toEqual([
			idOf('network'),
		]);
	});

	test('below five members no number points at anybody, and yet it is said that not all can be reached', async () => {
		// Otto has no device in this world.
		const [before] = reachability.parse(await ask('otto', 'read_reachability')) ?? [];
		expect(before).toMatchObject({ members: 3, counts: null, all_reachable: false });
		await database.sql`
			insert into public.devices (device_id, profile_id, label, platform) values (${idOf('ottosPhone')}, ${idOf('otto')}, 'Pixel', 'android')`;
		await database.sql`
			insert into private.push_endpoints (device_id, endpoint, host, p256dh, auth)
			select ${idOf('ottosPhone')}, 'https://fcm.googleapis.com/fcm/send/ottosPhone', host, p256dh, auth from private.push_endpoints limit 1`;
		const [after] = reachability.parse(await ask('otto', 'read_reachability')) ?? [];
		expect(after).toMatchObject({ members: 3, counts: null, all_reachable: true });
		await database.sql`delete from public.devices where device_id = ${idOf('ottosPhone')}`;
	});

	test('from five members on their number is said by its cause', async () => {
		for (const person of ['petra', 'sven'] as const)
			await database.sql`insert into public.cluster_members (cluster_id, profile_id) values (${idOf('network')}, ${idOf(person)})`;
		await database.sql`update public.devices set last_seen_at = now() - interval '9 days' where profile_id = ${idOf('anna')}`;
		await database.sql`update public.devices set last_seen_at = now() - interval '29 days' where profile_id = ${idOf('ben')}`;
		await pause('petra', 5);
		const [read] = reachability.parse(await ask('otto', 'read_reachability')) ?? [];
		const [{ without } = { without: -1 }] = await database.sql<{ without: number }[]>`
			select count(*)::integer as without from public.profiles p
			where p.profile_id = any (${['anna', 'ben', 'otto', 'petra', 'sven'].map(idOf)}::uuid[]) and private.reach_of(p.profile_id) = 'none'`;
		expect(read).toMatchObject({ members: 5, counts: { silent: 1, quiet: 1, paused: 1, none: without } });
		expect(without).toBeGreaterThan(0);
		expect(JSON.stringify(read)).not.toContain(idOf('ben'));
		await database.sql`
			delete from public.cluster_members where cluster_id = ${idOf('network')} and profile_id = any (${[idOf('petra'), idOf('sven')]}::uuid[])`;
	});

	test('a topic owner sees the next gaps of the cluster, without a name', async () => {
		await shift('anna', 1, 5);
		await pause('anna', 3);
		const [read] = reachability.parse(await ask('otto', 'read_reachability')) ?? [];
		expect(read?.gaps.map((gap) => [Date.parse(gap.starts_at), Date.parse(gap.ends_at)])).toEqual([
			[start + hour, start + 3 * hour],
		]);
	});
});

describe('what coordination is told', () => {
	test('nobody else is told anything', async () => {
		await shift('otto', 1, 5);
		for (const person of personNames.filter((name) => name !== 'kora'))
			expect(await ask(person, 'read_duty_alarms'), person).toBeNull();
	});

	test('only the names of those who are on call within a week and have no device that hears', async () => {
		await shift('anna', 1, 5);
		// No device at all, and in eight days.
		await shift('otto', 24 * 8, 24 * 9);
		expect(dutyAlarms.parse(await ask('kora', 'read_duty_alarms'))?.people).toEqual([]);
		await database.sql`update public.devices set last_seen_at = now() - interval '9 days' where profile_id = ${idOf('anna')}`;
		expect(dutyAlarms.parse(await ask('kora', 'read_duty_alarms'))?.people).toEqual([]);
		for (const [makes, reach] of [
			[`update public.devices set last_seen_at = now() - interval '29 days'`, 'silent'],
			[`update public.devices set last_seen_at = now(), alerts = false`, 'none'],
			[`update public.devices set last_seen_at = now(), alerts = true`, undefined],
			[`update private.push_endpoints set quarantined_at = now()`, 'none'],
		] as const) {
			await database.sql.unsafe(makes);
			const told = dutyAlarms.parse(await ask('kora', 'read_duty_alarms'))?.people;
			expect(
				told?.map((one) => [one.profile_id, one.reach]),
				makes,
			).toEqual(reach === undefined ? [] : [[idOf('anna'), reach]]);
		}
	});

	test('a gap is told to coordination only where no topic owner is there to see it', async () => {
		await shift('anna', 1, 5);
		await pause('anna', 3);
		await shift('petra', 2, 4, { cluster: 'phones' });
		await pause('petra', 9);
		async function told(): Promise<unknown[] | undefined> {
			return dutyAlarms.parse(await ask('kora', 'read_duty_alarms'))?.gaps.map((one) => one.cluster_id);
		}
		expect(await told()).toEqual([idOf('phones')]);
		// The owner of the network is away as well.
		await pause('otto', 2);
		expect((await told())?.toSorted()).toEqual([idOf('network'), idOf('phones')].sort());
	});
});

/** Who is on call, and when somebody is: rotations by the clock on a wall in Saxony, shifts, overrides. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
beforeEach(async () => {
	await database.sql`delete from private.rotations`;
	await database.sql`delete from private.shifts`;
});
afterAll(() => database.drop());

const names = new Map(['anna', 'ben', 'otto'].map((name) => [idOf(name), name]));

async function rotate(people: string[], given: Record<string, string | number> = {}): Promise<void> {
	const rotation = {
		rotation_id: randomUUID(),
		cluster_id: idOf('network'),
		name: 'Woche',
		starts_on: '2027-03-22',
		hands_over_at: '08:00',
		length_days: 1,
		...given,
	};
	await database.sql`insert into private.rotations ${database.sql(rotation)}`;
	await database.sql`insert into private.rotation_members ${database.sql(
		people.map((name, position) => ({
			rotation_id: rotation.rotation_id,
			profile_id: idOf(name),
			position: 2 * position,
		})),
	)}`;
}

async function shift(name: string, from: string, until: string, kind = 'planned'): Promise<void> {
	await database.sql`
		insert into private.shifts (cluster_id, profile_id, during, kind)
		values (${idOf('network')}, ${idOf(name)}, tstzrange(${from}, ${until}), ${kind})`;
}

async function onCall(at: string): Promise<string[]> {
	const rows = await database.sql<{ id: string }[]>`
		select id from private.on_call_at(${idOf('network')}, ${at}::timestamptz) o(id)`;
	return rows.map(({ id }) => names.get(id) ?? id).toSorted();
}

async function duties(name: string, from: string, until: string): Promise<string[]> {
	const rows = await database.sql<{ starts_at: Date; ends_at: Date }[]>`
		select starts_at, ends_at from private.duties_between(${idOf(name)}, ${from}::timestamptz, ${until}::timestamptz) order by starts_at`;
	return rows.map(({ starts_at, ends_at }) => `${starts_at.toISOString()} ${ends_at.toISOString()}`);
}

test('nobody is on call where nothing is planned', async () => {
	expect(await onCall('2027-03-28T10:00:00+02:00')).toEqual([]);
});

test('turns change at the hand-over on the wall, also in the nights in which the clocks change', async () => {
	await rotate(['anna', 'ben', 'otto']);
	expect(await onCall('2027-03-22T07:59:59+01:00')).toEqual([]);
	expect(await onCall('2027-03-22T08:00:00+01:00')).toEqual(['anna']);
	// 28.03.2027: an hour is missing, seven o'clock UTC is eight before it and nine after it.
	expect(await onCall('2027-03-27T07:00:00Z')).toEqual(['otto']);
	expect(await onCall('2027-03-28T05:59:59Z')).toEqual(['otto']);
	expect(await onCall('2027-03-28T06:00:00Z')).toEqual(['anna']);
	// 31.10.2027: an hour comes twice.
	expect(await onCall('2027-10-30T06:00:00Z')).toEqual(['anna']);
	expect(await onCall('2027-10-31T06:59:59Z')).toEqual(['anna']);
	expect(await onCall('2027-10-31T07:00:00Z')).toEqual(['ben']);
});

test('a hand-over in the hour that is missing or comes twice happens once', async () => {
	await rotate(['anna', 'ben'], { hands_over_at: '02:30' });
	// 02:30 of 28.03. is not there: the turn changes when the clock has jumped over it.
	expect(await onCall('2027-03-28T00:59:59Z')).toEqual(['ben']);
	expect(await onCall('2027-03-28T01:00:00Z')).toEqual(['anna']);
	// 02:30 of 31.10. is there twice: whoever has begun does not end in between, until the clock is set back.
	const seen = [];
	for (const at of ['00:29:59', '00:30:00', '00:59:59', '01:30:00', '03:00:00'])
		seen.push((await onCall(`2027-10-31T${at}Z`))[0]);
	expect(seen).toEqual(['anna', 'ben', 'ben', 'ben', 'ben']);
});

test('a turn of a week lasts from hand-over to hand-over, and the last one ends when the rotation does', async () => {
	await rotate(['anna', 'ben'], { length_days: 7, ends_on: '2027-04-03' });
	expect(await duties('anna', '2027-03-01T00:00:00Z', '2028-01-01T00:00:00Z')).toEqual([
		'2027-03-22T07:00:00.000Z 2027-03-29T06:00:00.000Z',
	]);
	expect(await duties('ben', '2027-03-01T00:00:00Z', '2028-01-01T00:00:00Z')).toEqual([
		'2027-03-29T06:00:00.000Z 2027-04-03T06:00:00.000Z',
	]);
	expect(await onCall('2027-04-03T06:00:00Z')).toEqual([]);
	// Only what lies in the stretch asked for.
	expect(await duties('anna', '2027-03-25T12:00:00Z', '2027-03-26T12:00:00Z')).toEqual([
		'2027-03-25T12:00:00.000Z 2027-03-26T12:00:00.000Z',
	]);
});

test('an override takes the place of everybody who is planned, and only while it lasts', async () => {
	await rotate(['anna']);
	await shift('otto', '2027-03-24T00:00:00Z', '2027-03-26T00:00:00Z');
	await shift('ben', '2027-03-25T06:00:00Z', '2027-03-25T12:00:00Z', 'override');
	expect(await onCall('2027-03-25T05:59:59Z')).toEqual(['anna', 'otto']);
	expect(await onCall('2027-03-25T06:00:00Z')).toEqual(['ben']);
	expect(await onCall('2027-03-25T12:00:00Z')).toEqual(['anna', 'otto']);
	expect(await duties('otto', '2027-03-01T00:00:00Z', '2027-04-01T00:00:00Z')).toEqual([
		'2027-03-24T00:00:00.000Z 2027-03-25T06:00:00.000Z',
		'2027-03-25T12:00:00.000Z 2027-03-26T00:00:00.000Z',
	]);
	expect(await duties('ben', '2027-03-01T00:00:00Z', '2027-04-01T00:00:00Z')).toEqual([
		'2027-03-25T06:00:00.000Z 2027-03-25T12:00:00.000Z',
	]);
});

test('nobody is planned twice at the same time, and no shift ends before it begins', async () => {
	await shift('anna', '2027-03-24T00:00:00Z', '2027-03-26T00:00:00Z');
	await expect(shift('anna', '2027-03-25T00:00:00Z', '2027-03-27T00:00:00Z')).rejects.toThrow(
		'shifts_person_once',
	);
	await expect(shift('ben', '2027-03-25T00:00:00Z', '2027-03-25T00:00:00Z')).rejects.toThrow(
		'shifts_end_after_start',
	);
});

test('specialists learn who is on call now and could come; whoever pauses or has left the cluster is not', async () => {
	await rotate(['anna', 'sven'], { starts_on: '2020-01-01', length_days: 56 });
	await database.sql`update private.rotations set starts_on = (now() at time zone 'Europe/Berlin')::date - 2`;
	async function asked(person: string): Promise<unknown[]> {
		const rows = await database.as(
			'authenticated',
			idOf(person),
		)((sql) => sql`select public.on_call_now(${idOf('network')}) as id`);
		return rows.map((row) => row.id as unknown);
	}
	expect(await asked('ben')).toEqual([idOf('anna')]);
	expect(await asked('kora')).toEqual([idOf('anna')]);
	expect(await asked('olaf')).toEqual([]);
	await database.sql`
		update public.notification_settings set paused_until = now() + interval '1 hour' where profile_id = ${idOf('anna')}`;
	expect(await asked('ben')).toEqual([]);
	await database.sql`update public.notification_settings set paused_until = null`;
	expect(await asked('ben')).toEqual([idOf('anna')]);
	// Sven is planned from now on and no member.
	await database.sql`update private.rotations set starts_on = (now() at time zone 'Europe/Berlin')::date - 58`;
	expect(await asked('ben')).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, deliveryId, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

test.each([null, randomUUID(), idOf('open')])(
	'a specialist cannot join a cluster that is none (%s)',
	async (cluster) => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, 'sven', 'join_cluster', { cluster_id: cluster })).toEqual({
			outcome: 'invalid',
			field: 'cluster_id',
			reason: 'unknown',
		});
		expect(await send(database, 'sven', 'leave_cluster', { cluster_id: cluster })).toEqual({
			outcome: 'not_member',
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	},
);

test('a specialist who joins and leaves is alone in that: nobody else’s membership moves', async () => {
	const others = () =>
		database.sql`select cluster_id, profile_id, role from public.cluster_members where profile_id <> ${idOf('sven')} order by 1, 2`;
	const before = await others();
	expect(await send(database, 'sven', 'join_cluster', { cluster_id: idOf('network') })).toEqual({
		outcome: 'joined',
	});
	expect(await send(database, 'sven', 'join_cluster', { cluster_id: idOf('network') })).toEqual({
		outcome: 'already_member',
	});
	expect(await send(database, 'sven', 'leave_cluster', { cluster_id: idOf('network') })).toEqual({
		outcome: 'left',
	});
	expect(await send(database, 'sven', 'leave_cluster', { cluster_id: idOf('network') })).toEqual({
		outcome: 'not_member',
	});
	expect(await others()).toEqual(before);
});

test('an owner who is asked to join again stays owner', async () => {
	expect(await send(database, 'otto', 'join_cluster', { cluster_id: idOf('network') })).toEqual({
		outcome: 'already_member',
	});
	const rows = await database.sql`select role from public.cluster_members where profile_id = ${idOf('otto')}`;
	expect(rows).toEqual([{ role: 'owner' }]);
});

test('what waits for the devices of somebody who leaves is not sent; what is for others stays', async () => {
	await database.sql`update private.deliveries set state = 'queued'`;
	await send(database, 'ben', 'leave_cluster', { cluster_id: idOf('network') });
	const rows =
		await database.sql`select delivery_id, state from private.deliveries where delivery_id in (${deliveryId('bensPhone')}, ${deliveryId('annasPhone')})`;
	expect(Object.fromEntries(rows.map((row) => [String(row.delivery_id), row.state]))).toEqual({
		[deliveryId('bensPhone')]: 'superseded',
		[deliveryId('annasPhone')]: 'queued',
	});
});

describe('how often somebody joined or left', () => {
	test('cannot be counted by others: their profile looks the same afterwards', async () => {
		const asSeenByPetra = () =>
			database.as(
				'authenticated',
				idOf('petra'),
			)((sql) => sql`select p::text from public.profiles p where profile_id = ${idOf('anna')}`);
		const before = await asSeenByPetra();
		await send(database, 'anna', 'join_cluster', { cluster_id: idOf('phones') });
		await send(database, 'anna', 'leave_cluster', { cluster_id: idOf('phones') });
		expect(await asSeenByPetra()).toEqual(before);
	});
});

describe('a language', () => {
	test.each([null, '', 'DE', 'fr', 'de\n', 'x'.repeat(10_000)])(
		'that is none (%s) is refused, and nothing moved',
		async (language) => {
			const before = await contentsOf(database, refusalsOnly);
			expect(await send(database, 'rolf', 'set_language', { language })).toEqual({
				outcome: 'invalid',
				field: 'language',
				reason: 'unknown',
			});
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		},
	);

	test('is changed for the person alone', async () => {
		expect(await send(database, 'rolf', 'set_language', { language: 'en' })).toEqual({ outcome: 'saved' });
		const rows = await database.sql`select display_name from public.profiles where language = 'en'`;
		expect(rows).toEqual([{ display_name: 'rolf' }]);
	});
});

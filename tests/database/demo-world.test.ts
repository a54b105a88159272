import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationsFolder } from '#server/backend/migrate.ts';
import { StartError } from '#server/backend/start-error.ts';
import { prepareDemoWorld } from '#server/demo/world.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';

let demo: TestDatabase;
let real: TestDatabase;

beforeAll(async () => {
	[demo, real] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(async () => {
	await Promise.all([demo.drop(), real.drop()]);
});

test('the demo world is loaded once, with 28 municipalities and everybody in place', async () => {
	expect(await prepareDemoWorld(demo.sql, true)).toBe('loaded');
	expect(await prepareDemoWorld(demo.sql, true)).toBe('present');
	const [count] = await demo.sql`
		select (select count(*) from public.municipalities)::int as towns,
			(select min(buildings)::int from (select count(building_id) as buildings
				from public.municipalities left join public.buildings using (municipality_id) group by municipality_id) t) as buildings,
			(select count(*) from public.profiles where building_id is not null)::int as choices,
			(select count(*) from auth.users)::int as accounts,
			(select count(*) from public.profiles where status <> 'active')::int as untrusted,
			(select count(*) from public.requests)::int as requests,
			(select count(*) from public.request_details)::int as details,
			(select count(*) from public.cluster_members where role = 'owner')::int as owners,
			(select count(*) from private.alerts)::int as alerts`;
	expect(count).toEqual({
		towns: 28,
		// At least, in each of them.
		buildings: 2,
		choices: 8,
		accounts: 9,
		untrusted: 1,
		requests: 5,
		details: 5,
		owners: 7,
		alerts: 0,
	});
});

test('demo data can neither become a real installation nor be poured into one', async () => {
	await prepareDemoWorld(demo.sql, true);
	await expect(prepareDemoWorld(demo.sql, false)).rejects.toThrow(StartError);
	expect(await prepareDemoWorld(real.sql, false)).toBe('off');
	await expect(prepareDemoWorld(real.sql, true)).rejects.toThrow(StartError);
	const [count] = await real.sql`select count(*)::int as accounts from auth.users`;
	expect(count).toEqual({ accounts: 0 });
});

test('demo data that came in by hand are refused as well', async () => {
	const byHand = await createTestDatabase();
	const seed = readFileSync(join(dirname(migrationsFolder()), 'seed.sql'), 'utf8');
	await byHand.sql.begin((transaction) => transaction.unsafe(seed).simple());
	await expect(prepareDemoWorld(byHand.sql, false)).rejects.toThrow(
		/Demo-Daten mit öffentlichem Passwort; .+\.$/,
	);
	expect(await prepareDemoWorld(byHand.sql, true)).toBe('present');
	await byHand.drop();
});

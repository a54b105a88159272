import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { everyCommand } from '#contracts/every-command.ts';
import { databaseUrl } from '#server/backend/connect.ts';
import { countyId, fillCounty, plannersCounty } from '#tests/bench/scale/county.ts';
import { deedOrder } from '#tests/bench/scale/deeds.ts';
import { walkHotPaths } from '#tests/bench/scale/hot-paths.ts';
import type { HotPath } from '#tests/bench/scale/hot-paths.ts';
import { watchPlans } from '#tests/bench/scale/plans.ts';
import type { PlanWatch } from '#tests/bench/scale/plans.ts';
import { pullAll } from '#tests/bench/scale/pulling.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';

/**
 * The plans PostgreSQL used, told by auto_explain, of everything a busy day asks as `authenticated`: pulls, reads, commands, and what happens
 * inside their functions and triggers. In a county large enough that it would rather read a table whole than do without an index.
 */
let database: TestDatabase;
let watch: PlanWatch;
let paths: HotPath[];
beforeAll(async () => {
	const { port, keys } = inject('testServer');
	database = await createTestDatabase();
	await fillCounty(database.sql, plannersCounty);
	watch = await watchPlans(databaseUrl(port, keys, 'admin', database.name));
	paths = await walkHotPaths(database.sql, watch);
}, 120_000);
afterAll(async () => {
	await watch.close();
	await database.drop();
});

describe('no hot path reads a table whole that grows with the years', () => {
	test('neither a pull, nor a read, nor a command', () => {
		expect(paths.filter(({ scans }) => scans.length > 0)).toEqual([]);
	});

	test('every command there is was carried out', () => {
		expect(deedOrder.map(String).toSorted()).toEqual(Object.keys(everyCommand).toSorted());
	});

	test('and every one of them was watched, down to the statements inside its functions', () => {
		const watched = new Map(paths.map(({ path, statements }) => [path, statements]));
		for (const name of deedOrder) expect(watched.get(name), name).toBeGreaterThan(10);
		for (const [path, statements] of watched)
			if (path.startsWith('first pull')) expect(statements, path).toBeGreaterThan(20);
	});
});

test('a hot path that has lost its index is found, deep inside a function', async () => {
	await database.sql`drop index public.requests_live`;
	watch.take();
	await pullAll(watch.sql, countyId('person', 100));
	expect(watch.take().scans.map(({ table }) => table)).toContain('requests');
});

/** Everything a busy day asks of the database, and whether any of it reads a table whole that grows with the years. */
import type { Sql } from 'postgres';
import { actAs, carryOut } from './acting.ts';
import { deedOrder, planDeeds } from './deeds.ts';
import type { PlanWatch } from './plans.ts';
import { changeRequests, lastCursor, pullAll, pullers, pullPage } from './pulling.ts';
import { planReads } from './reads.ts';

/**
 * The others are as large as the county: its people and their devices fill some fifty pages of 8 KB, and a device that takes all of them is
 * served best by reading them all.
 */
const growing = new Set([
	'alerts',
	'attachments',
	'commands',
	'deliveries',
	'objects',
	'request_details',
	'request_events',
	'request_people',
	'requests',
	'tombstones',
]);

export interface HotPath {
	path: string;
	/** How many statements it took, those inside functions and triggers included. */
	statements: number;
	/** "table: statement" of every sequential scan of a growing table. */
	scans: string[];
}

/** Often enough that PostgreSQL would settle for a plan without looking at the arguments (after five times). */
const deedsOfEach = 7;

/** Walks them all in a filled county; commands really happen. `sql` signs in the owner. */
export async function walkHotPaths(sql: Sql, watch: PlanWatch): Promise<HotPath[]> {
	const paths: HotPath[] = [];
	for (const [who, personId] of pullers) {
		await note(`first pull, ${who}`, () => pullAll(watch.sql, personId));
		const cursor = await lastCursor(watch.sql, personId);
		watch.take();
		await note(`nothing new, ${who}`, () => pullPage(watch.sql, personId, cursor));
		await changeRequests(sql, 40);
		await note(`40 requests changed, ${who}`, () => pullPage(watch.sql, personId, cursor));
	}
	const [, [, specialist]] = pullers;
	for (const { what, text, values } of await planReads(sql, specialist))
		await note(what, () =>
			actAs(watch.sql, specialist, (transaction) => transaction.unsafe(text, values, { prepare: true })),
		);
	const deeds = await planDeeds(sql, deedsOfEach);
	for (const name of deedOrder)
		await note(name, async () => {
			for (const deed of deeds[name])
				await actAs(watch.sql, deed.personId, (transaction) => carryOut(transaction, name, deed));
		});
	return paths;

	async function note(path: string, walk: () => Promise<unknown>): Promise<void> {
		await walk();
		const { statements, scans } = watch.take();
		const words = scans
			.filter(({ table }) => growing.has(table))
			.map(({ table, statement }) => `${table}: ${statement}`);
		paths.push({ path, statements, scans: [...new Set(words)] });
	}
}

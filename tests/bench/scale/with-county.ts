/** A county in a PostgreSQL of its own. */
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { openBenchDatabase } from '../database.ts';
import { fillCounty } from './county.ts';
import type { CountySize } from './county.ts';

export interface County {
	/** As the owner of the schema. */
	sql: Sql;
	/** A superuser, who may watch plans. */
	adminUrl: string;
	/** One connection of the owner, ended with the county: a plan is kept per connection, and made anew when the role changes. */
	connect: () => Sql;
}

/** Runs the work in a filled county and takes it down afterwards. */
export async function withCounty(size: CountySize, work: (county: County) => Promise<void>): Promise<void> {
	const { url, adminUrl, close } = await openBenchDatabase();
	const pools: Sql[] = [];
	function open(max: number): Sql {
		const pool = postgres(url, { max, onnotice: () => undefined });
		pools.push(pool);
		return pool;
	}
	try {
		const sql = open(4);
		await fillCounty(sql, size);
		await work({ sql, adminUrl, connect: () => open(1) });
	} finally {
		for (const pool of pools) await pool.end({ timeout: 1 });
		await close();
	}
}

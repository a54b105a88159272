/**
 * The clock of a database, turned by a test: connections made here find `clock.now()` before PostgreSQL's own, so every statement of the planner
 * believes it. What has its own search path (functions of the schema) goes on by the real one.
 */
import postgres from 'postgres';
import type { Sql } from 'postgres';

export interface Clock {
	/** Statements written here live at the time of this clock. */
	sql: Sql;
	now(): Date;
	turnTo(moment: Date | string): Promise<void>;
	pass(minutes: number): Promise<void>;
	close(): Promise<void>;
}

/** Of one database, which it changes for good: only for a throwaway one. `url` signs in the owner. */
export async function makeClock(url: string, start: string): Promise<Clock> {
	const sql = postgres(url, {
		max: 4,
		onnotice: () => undefined,
		connection: { search_path: 'clock, pg_catalog, public, extensions' },
	});
	let moment = new Date(start);
	await sql.unsafe(`
		create schema if not exists clock;
		create table if not exists clock.hand (moment timestamptz not null);
		create or replace function clock.now() returns timestamptz language sql stable as 'select moment from clock.hand';
		truncate clock.hand;
		insert into clock.hand values ('${moment.toISOString()}');`);

	async function turnTo(given: Date | string): Promise<void> {
		moment = new Date(given);
		await sql`update clock.hand set moment = ${moment}`;
	}

	return {
		sql,
		now: () => moment,
		turnTo,
		pass: (minutes) => turnTo(new Date(moment.getTime() + minutes * 60_000)),
		close: () => sql.end({ timeout: 0 }),
	};
}

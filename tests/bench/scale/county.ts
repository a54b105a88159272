/**
 * A county at work for years: people, clusters, requests with their stories, files, articles, and everything the server keeps about them.
 * Follows from its size alone, so two runs fill the same rows; only times hang on the clock. Written as the owner, set by set, triggers off:
 * this is a state, and nobody is told of it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Sql } from 'postgres';
import { makeWriter } from './german.ts';

export interface CountySize {
	requests: number;
	/** One request in so many has a file. */
	requestsPerFile: number;
	/** Over how many days, up to now, they were asked. */
	days: number;
	articles: number;
	people: number;
	/** How many of the people are specialists; the first ones are. */
	specialists: number;
	clusters: number;
	municipalities: number;
	/** Stored verdicts of the last 90 days. */
	commands: number;
	/** Of how many days the deliveries are still there; the server keeps 14. */
	deliveryDays: number;
}

/** Three years of the whole county. */
export const wholeCounty: CountySize = {
	requests: 50_000,
	requestsPerFile: 20,
	days: 3 * 365,
	articles: 500,
	people: 2_000,
	specialists: 600,
	clusters: 30,
	municipalities: 28,
	commands: 200_000,
	deliveryDays: 14,
};

/** As much as one device may have to take at once: everything is recent, and person 1 sees all of it. */
export const firstPullCounty: CountySize = {
	...wholeCounty,
	requests: 5_000,
	days: 85,
	commands: 20_000,
	deliveryDays: 1,
};

/** Large enough that whoever plans a query would rather read a table whole than do without an index. */
export const plannersCounty: CountySize = {
	...wholeCounty,
	requests: 6_000,
	requestsPerFile: 2,
	articles: 100,
	people: 1_000,
	specialists: 300,
	commands: 6_000,
	deliveryDays: 10,
};

export type CountyKind =
	| 'municipality'
	| 'person'
	| 'cluster'
	| 'device'
	| 'request'
	| 'event'
	| 'attachment'
	| 'article'
	| 'alert'
	| 'test alarm'
	| 'handed shift'
	| 'command';

/** The id of the n-th of its kind, from 1, as county.sql makes them; devices go by `<person>.1` and `<person>.2`. */
export function countyId(kind: CountyKind, n: number | string): string {
	const hash = createHash('md5').update(`${kind} ${n}`).digest('hex');
	return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Transactions that the rows are spread over: a delta reads from the end of an index, as in a database that has lived. */
const transactions = 20_000;
const distinctTexts = 5_000;

function triggers(verb: 'disable' | 'enable'): string {
	return `do $$ declare t regclass; begin
		for t in select oid from pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind = 'r' loop
			execute format('alter table %s ${verb} trigger user', t);
		end loop; end $$`;
}

/**
 * Fills a migrated database, empty or with the demo world, and looks it over (vacuum, analyze) as a database that runs does by itself. `sql` signs in the owner.
 * Some 15 s at 50 000 requests; not safe to call twice.
 */
export async function fillCounty(sql: Sql, size: CountySize): Promise<void> {
	const writer = makeWriter(size.requests);
	const texts = Array.from({ length: distinctTexts }, (_, index) => ({
		n: index + 1,
		title: writer.title(),
		body: writer.body(),
		place: writer.place(),
		article: index < size.articles ? writer.article() : null,
	}));
	const connection = await sql.reserve();
	try {
		await connection`set synchronous_commit = off`;
		const [before] = await connection<{ xid: string }[]>`select pg_current_xact_id()::text as xid`;
		await connection.unsafe(
			`do $$ begin for i in 1 .. ${transactions} loop perform pg_current_xact_id(); commit; end loop; end $$`,
		);
		await connection`begin`;
		await connection`create temp table size on commit drop as
			select s.*, s."deliveryDays" as delivery_days, s."requestsPerFile" as requests_per_file, ${transactions}::integer as transactions, ${distinctTexts}::integer as distinct_texts,
				${before?.xid ?? '3'}::text::xid8 as first_rev
			from jsonb_to_record(${JSON.stringify(size)}::text::jsonb) s (requests integer, "requestsPerFile" integer, days integer, articles integer, people integer,
				specialists integer, clusters integer, municipalities integer, commands integer, "deliveryDays" integer)`;
		await connection`create temp table texts on commit drop as
			select * from jsonb_to_recordset(${JSON.stringify(texts)}::text::jsonb) t (n integer, title text, body text, place text, article text)`;
		await connection`analyze texts`;
		await connection.unsafe(triggers('disable'));
		await connection.unsafe(readFileSync(new URL('county.sql', import.meta.url), 'utf8')).simple();
		await connection.unsafe(triggers('enable'));
		await connection`commit`;
		await connection`set synchronous_commit = on`;
		await connection`vacuum (analyze)`;
	} finally {
		connection.release();
	}
}

/** How a device of the county pulls, page by page, over SQL. */
import type { Sql } from 'postgres';
import { z } from 'zod';
import { actAs } from './acting.ts';
import type { Standing } from './acting.ts';
import { countyId } from './county.ts';

/** One of each kind: sees everything, is in a few clusters, asks for help. */
export const pullers = [
	['coordinator in all clusters', countyId('person', 1)],
	['specialist', countyId('person', 100)],
	['office worker', countyId('person', 1000)],
] as const;

/** As much of an answer as a walk needs. */
export const page = z.object({
	cursor: z.string(),
	more: z.boolean(),
	/** Table → column → values. */
	rows: z.record(z.string(), z.record(z.string(), z.array(z.unknown()))),
});

export interface TimedPage {
	/** Milliseconds. */
	took: number;
	/** The answer as it came. */
	text: string;
	cursor: string;
	more: boolean;
}

/** One page of this person, of everything when there is no cursor. */
export async function pullPage(
	sql: Sql,
	personId: string,
	cursor: string | undefined,
	standing: Standing = 'authenticated',
): Promise<TimedPage> {
	const { took, text } = await actAs(
		sql,
		personId,
		async (transaction) => {
			const began = performance.now();
			const [row] = await transaction<
				{ answer: string }[]
			>`select public.pull_columns(${cursor ?? null})::text as answer`;
			return { took: performance.now() - began, text: row?.answer ?? '' };
		},
		standing,
	);
	const { cursor: next, more } = page.parse(JSON.parse(text));
	return { took, text, cursor: next, more };
}

/** A whole pull. */
export async function pullAll(sql: Sql, personId: string, from?: string): Promise<TimedPage[]> {
	const pages: TimedPage[] = [];
	for (let cursor = from; ; cursor = pages.at(-1)?.cursor) {
		const next = await pullPage(sql, personId, cursor);
		pages.push(next);
		if (!next.more) return pages;
	}
}

/** The cursor of a device that has everything. */
export async function lastCursor(sql: Sql, personId: string): Promise<string> {
	return (await pullAll(sql, personId)).at(-1)?.cursor ?? '';
}

/** So many of the youngest requests change, with their parts. */
export async function changeRequests(sql: Sql, count: number): Promise<void> {
	await sql`
		with changed as (
			update public.requests set alert_round = alert_round + 1
			where request_id in (select request_id from public.requests order by created_at desc limit ${count}) returning request_id
		), texts as (update public.request_details set place = place || '.' where request_id in (select request_id from changed))
		update public.request_events set facts = facts where request_id in (select request_id from changed)`;
}

/** What devices ask of tables, so worded that the owner of the tables, before whom no policy stands, gets the very same rows. */
import type { Sql } from 'postgres';
import { rowKeys } from '#contracts/tables.ts';
import type { TableName } from '#contracts/tables.ts';
import { actAs } from './acting.ts';

export interface Read {
	what: string;
	text: string;
	values: (string | string[])[];
	/** False: a device never asks so, it has the case already; what a policy costs at least. */
	isHot: boolean;
}

const kept = `(status not in ('resolved', 'cancelled') or created_at >= now() - interval '90 days')`;
/** The cases of one page of a first pull. */
const pageSize = 400;

/** Of one person who sees so much. `sql` signs in the owner. */
export async function planReads(sql: Sql, personId: string): Promise<Read[]> {
	const { cases, clusters, people } = await actAs(sql, personId, async (transaction) => {
		const ids = async (query: string): Promise<string[]> =>
			(await transaction.unsafe<{ id: string }[]>(query)).map(({ id }) => id);
		return {
			cases: await ids(
				`select r.request_id as id from public.requests r join public.request_details d using (request_id) where ${kept} order by 1 limit ${pageSize}`,
			),
			clusters: await ids(
				`select cluster_id as id from public.cluster_members where profile_id = (select auth.uid())`,
			),
			people: await ids(`select profile_id as id from public.profile_contacts order by 1`),
		};
	});
	const columns = new Map(
		await Promise.all(
			Object.entries(rowKeys).map(async ([table, key]) => {
				const [row] = await sql<
					{ made: string }[]
				>`select private.rows_for_devices(${table}, true, ${`t.${key}`}) as made`;
				return [table, row?.made ?? ''] as const;
			}),
		),
	);

	/** As a pull answers them. */
	function asPulled(table: TableName, condition: string): string {
		return `select (${columns.get(table) ?? ''})::text as rows from public.${table} t where ${condition}`;
	}

	const one = cases[0] ?? '';
	const some = `${cases.length} cases`;
	const hot: Omit<Read, 'isHot'>[] = [
		{ what: `${some}: requests`, text: asPulled('requests', 'request_id = any ($1)'), values: [cases] },
		{ what: `${some}: texts`, text: asPulled('request_details', 'request_id = any ($1)'), values: [cases] },
		{ what: `${some}: stories`, text: asPulled('request_events', 'request_id = any ($1)'), values: [cases] },
		{ what: `${some}: files`, text: asPulled('attachments', 'request_id = any ($1)'), values: [cases] },
		{
			what: 'requests of my clusters',
			text: asPulled('requests', `cluster_id = any ($1) and ${kept}`),
			values: [clusters],
		},
		{ what: 'open requests', text: asPulled('requests', `status = 'open'`), values: [] },
		{
			what: 'articles of my clusters',
			text: asPulled('articles', `cluster_id = any ($1) and status = 'published'`),
			values: [clusters],
		},
		{ what: 'people', text: asPulled('profiles', 'profile_id = any ($1)'), values: [people] },
		{ what: 'contacts', text: asPulled('profile_contacts', 'profile_id = any ($1)'), values: [people] },
		{ what: 'members', text: asPulled('cluster_members', 'true'), values: [] },
	];
	const single: Omit<Read, 'isHot'>[] = [
		{ what: 'one case: request', text: asPulled('requests', 'request_id = $1'), values: [one] },
		{ what: 'one case: text', text: asPulled('request_details', 'request_id = $1'), values: [one] },
		{ what: 'one case: story', text: asPulled('request_events', 'request_id = $1'), values: [one] },
	];
	return [
		...hot.map((read) => ({ ...read, isHot: true })),
		...single.map((read) => ({ ...read, isHot: false })),
	];
}

/** What anybody may know of this installation; read by our server alone, so that no table is open to strangers. */
import type { Sql } from 'postgres';
import type { About, Operator } from '#contracts/about.ts';

/** Rejects when the database does not answer. */
export async function readAbout(sql: Sql, demo: boolean): Promise<About> {
	const [operators, towns] = await Promise.all([
		sql<Operator[]>`
			select name, address, email, phone, represented_by, supervisory_authority, data_protection_officer, enforcement_body
			from private.operator`,
		sql<{ name: string }[]>`select name from public.municipalities where left_at is null`,
	]);
	return {
		demo,
		operator: operators[0] ?? null,
		municipalities: towns.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'de')),
	};
}

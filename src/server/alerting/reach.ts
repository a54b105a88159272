/** What has become of the alerts of a request so far, in numbers, for whoever asked and for the cluster: counted from the deliveries, never guessed. */
import type { Sql } from 'postgres';

/** Counts the requests that are marked and answers how many they were. Any number may run side by side; the last count is the truest. */
export async function refreshReach(sql: Sql): Promise<number> {
	const [row] = await sql<{ counted: number }[]>`select private.refresh_reach() as counted`;
	return row?.counted ?? 0;
}

import type { Sql } from 'postgres';

/** Leaves word that it was done just now, for whoever asks any process of this network; once in ten seconds is often enough. */
export async function noteChore(sql: Sql, chore: 'alerting' | 'retention'): Promise<void> {
	await sql`
		update private.chores set ran_at = now()
		where chore = ${chore} and (ran_at is null or ran_at < now() - interval '10 seconds' or ran_at > now())`;
}

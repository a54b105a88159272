/** What the database forgets by itself when its time is over: nobody has to remember to run it. */
import type { Sql } from 'postgres';
import { forgetCodes } from './backend/sign-in-codes.ts';
import { isOutage } from './outage.ts';
import { describeError, reportFailure } from './report.ts';

const every = 6 * 60 * 60 * 1000;

/** Tidies now and every six hours. Any number of processes may do it side by side. Answers how to stop. */
export function startHousekeeping(sql: Sql): () => void {
	async function tidy(): Promise<void> {
		try {
			await sql`select private.forget_old(), private.forget_old_feedback()`;
			await forgetCodes(sql, Date.now());
		} catch (error) {
			// A database that is away is reported by those who need it; the next round is early enough.
			if (!isOutage(error)) reportFailure(`Aufräumen: ${describeError(error)}`);
		}
	}

	void tidy();
	const timer = setInterval(() => void tidy(), every);
	return () => clearInterval(timer);
}

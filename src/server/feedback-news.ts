/**
 * Feedback reaches somebody who is not looking: whoever runs this installation gets a mail that there is some, with nothing of what was written.
 * At most one in an hour, over all processes on one database; what came meanwhile is told with the next.
 */
import type { Sql } from 'postgres';
import { feedbackMail as german } from '#messages/de/feedback-mail.ts';
import { feedbackMail as english } from '#messages/en/feedback-mail.ts';
import type { Mailer } from './mail/mailer.ts';
import { isOutage } from './outage.ts';
import { describeError, reportFailure } from './report.ts';

export interface FeedbackNews {
	/** Tells what there is to tell, if it is time. Never throws. */
	tell: () => Promise<void>;
	stop: () => void;
}

/** How often is looked for what came within an hour of the last mail. */
const everyMs = 10 * 60_000;
const key = 'feedback_told_at';

/** The address to tell, for the one process that is to do it; the turn is taken with that. */
async function takeTurn(sql: Sql, now: Date): Promise<string | undefined> {
	const at = now.toISOString();
	const [row] = await sql<{ email: string }[]>`
		insert into private.settings as s (key, value)
		select ${key}, ${at} from private.operator where exists (select from private.feedback)
		on conflict (key) do update set value = excluded.value
			where s.value::timestamptz <= ${at}::timestamptz - interval '1 hour'
				and exists (select from private.feedback f where f.created_at > s.value::timestamptz)
		returning (select o.email from private.operator o) as email`;
	return row?.email;
}

/** Looks every ten minutes, and when it is asked to. Nobody is told as long as nobody has said who runs this. */
export function startFeedbackNews(
	sql: Sql,
	mailer: Mailer,
	origin: string,
	now: () => Date = () => new Date(),
): FeedbackNews {
	const { host } = new URL(origin);

	async function tell(): Promise<void> {
		try {
			const to = await takeTurn(sql, now());
			if (to === undefined) return;
			const text = `${german.body(host)}\n${english.body(host)}`;
			const posted = await mailer.send({ to, subject: german.subject, text });
			// Nobody has it: the turn is given back, and the next look tries again.
			if (posted === 'failed') await sql`delete from private.settings where key = ${key}`;
			if (posted !== 'sent') reportFailure(`Mail über eine Rückmeldung: ${posted}`);
		} catch (error) {
			if (!isOutage(error)) reportFailure(`Mail über eine Rückmeldung: ${describeError(error)}`);
		}
	}

	const timer = setInterval(() => void tell(), everyMs);
	return { tell, stop: () => clearInterval(timer) };
}

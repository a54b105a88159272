import type { Env } from '#env';
import { openMailbox } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import type { Mailer } from './mailer.ts';
import { openSmtp } from './smtp.ts';

export interface Post {
	mailer: Mailer;
	/** Only in a demo without a mail server. */
	mailbox: Mailbox | undefined;
}

/** For whoever has nothing to mail, or nothing to mail with. */
export const noMailer: Mailer = { send: () => Promise.resolve('failed') };

/** By SMTP where there is a mail server; kept for reading in a demo; otherwise no mail leaves, and whoever sends one hears so. */
export function openMailer({ smtpUrl, origin, demo }: Pick<Env, 'smtpUrl' | 'origin' | 'demo'>): Post {
	if (smtpUrl !== undefined) return { mailer: openSmtp({ url: smtpUrl, origin }), mailbox: undefined };
	if (!demo) return { mailer: noMailer, mailbox: undefined };
	const mailbox = openMailbox();
	return { mailer: mailbox, mailbox };
}

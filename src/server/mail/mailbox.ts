/** Mail of a demo without a mail server: kept in memory, so that codes can be read at /demo/postfach. */
import type { Mail, Mailer } from './mailer.ts';

export interface CapturedMail extends Mail {
	/** Milliseconds. */
	at: number;
}

export interface Mailbox extends Mailer {
	/** Newest first. */
	read(): readonly CapturedMail[];
}

/** Older ones are forgotten: a demo that somebody floods stays small. */
export const mostMails = 50;

export function openMailbox(now: () => number = Date.now): Mailbox {
	let mails: CapturedMail[] = [];
	return {
		send(mail) {
			mails = [{ ...mail, at: now() }, ...mails].slice(0, mostMails);
			return Promise.resolve('sent');
		},
		read: () => mails,
	};
}

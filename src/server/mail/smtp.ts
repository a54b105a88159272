/** Mail by SMTP (RFC 5321), one connection per mail: codes are few, and a connection that was kept would be the one that is dead when it counts. */
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Mailer, Posted } from './mailer.ts';

/** Milliseconds. nodemailer's own limits are minutes, and a person is waiting. */
export interface SmtpLimits {
	/** Until the server is reached. */
	connect: number;
	/** Between two answers of the server. */
	silence: number;
	/** For everything together. */
	whole: number;
}

export const smtpLimits: SmtpLimits = { connect: 5_000, silence: 8_000, whole: 14_000 };

/** Mails on their way at once. More wait for a server that hangs, and would only keep memory and sockets. */
const mostAtOnce = 20;

export interface SmtpOptions {
	/** `smtp://` or `smtps://`; may name the sender: `?from=rufkreis@kreis.example`. */
	url: string;
	/** What people see in their browser; its host is the sender's when the URL names none. */
	origin: string;
	limits?: SmtpLimits;
}

/** The sender: named in the URL, else the account when it is an address, else one under our own name. */
export function senderOf(url: string, origin: string): string {
	const { searchParams, username } = new URL(url);
	const account = decodeURIComponent(username);
	return (
		searchParams.get('from') ?? (account.includes('@') ? account : `rufkreis@${new URL(origin).hostname}`)
	);
}

/** The URL without what is ours in it: nodemailer takes every parameter for an option of its own. */
function serverOf(address: string): string {
	const url = new URL(address);
	url.searchParams.delete('from');
	return url.href;
}

const failureSchema = z.object({
	responseCode: z.number().optional(),
	command: z.string().optional(),
	timeoutType: z.string().optional(),
});

/**
 * What nodemailer's error means. 550 to 553 to RCPT TO speak about the address (RFC 5321, 4.2.2). A server that fell silent after the greeting
 * may have taken the text: only then it stays open.
 */
export function judge(error: unknown): Posted {
	const { responseCode = 0, command, timeoutType } = failureSchema.safeParse(error).data ?? {};
	if (command === 'RCPT TO' && responseCode >= 550 && responseCode <= 553) return 'refused';
	return timeoutType === 'SOCKET_TIMEOUT' ? 'unsure' : 'failed';
}

export function openSmtp({ url, origin, limits = smtpLimits }: SmtpOptions): Mailer {
	const transport = createTransport({
		url: serverOf(url),
		connectionTimeout: limits.connect,
		greetingTimeout: limits.connect,
		dnsTimeout: limits.connect,
		socketTimeout: limits.silence,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	const from = { name: 'Rufkreis', address: senderOf(url, origin) };
	let underWay = 0;

	async function post(to: string, subject: string, text: string): Promise<Posted> {
		try {
			await transport.sendMail({
				from,
				to: { name: '', address: to },
				subject,
				text,
				// RFC 3834: no holiday note answers a code.
				headers: { 'Auto-Submitted': 'auto-generated' },
			});
			return 'sent';
		} catch (error) {
			return judge(error);
		}
	}

	return {
		async send({ to, subject, text }) {
			if (underWay >= mostAtOnce) return 'failed';
			underWay += 1;
			const late = Promise.withResolvers<Posted>();
			const timer = setTimeout(() => late.resolve('unsure'), limits.whole);
			try {
				return await Promise.race([post(to, subject, text), late.promise]);
			} finally {
				clearTimeout(timer);
				underWay -= 1;
			}
		},
	};
}

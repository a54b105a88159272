import type { mailbox as german } from '../de/mailbox.ts';

export const mailbox = {
	title: 'Demo mailbox',
	lead: 'This demo sends no e-mails. Here is what would have been sent, the newest first.',
	posted: 'This demo sends real e-mails (SMTP_URL is set). The mailbox stays empty.',
	empty: 'No e-mail yet. Ask for a code at sign-in.',
	to: (address) => `To ${address}`,
	at: (time) => time,
	reload: 'Reload',
	signIn: 'To sign-in',
} satisfies typeof german;

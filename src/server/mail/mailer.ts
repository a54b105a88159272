/**
 * How mail leaves this server. Every mail is plain text, to one address, with no link that acts. Whoever sends one decides what a failure means
 * to the person; nothing here logs an address or a text.
 */
export interface Mail {
	/** One address in canonical form (domain/mail-address.ts). */
	to: string;
	/** One line. */
	subject: string;
	text: string;
}

export type Posted =
	/** A mail server has it. */
	| 'sent'
	/** The mail server takes no mail for this address. */
	| 'refused'
	/** Nobody has it: no mail server could be reached, or it did not want it. */
	| 'failed'
	/** The mail server fell silent: it may arrive. */
	| 'unsure';

export interface Mailer {
	/** Never throws; answers within 15 s. */
	send(mail: Mail): Promise<Posted>;
}

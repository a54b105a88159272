import type { MailCause } from '#domain/second-channel.ts';

/** The mail that follows an alert no device has confirmed, plain text. Its only link opens the request: nothing in a mail may act. */
export interface SilenceMailFacts {
	cause: MailCause;
	number: number;
	title: string;
	municipality: string;
	cluster: string;
	priority: number;
	/** `30.11., 14:03`. */
	since: string;
	/** Empty: none was given. */
	callback: string;
	link: string;
}

const causes: Record<MailCause, string> = {
	silence:
		'Diese Anfrage ging an Ihre Geräte, aber keines hat den Empfang bestätigt. Deshalb kommt sie als E-Mail.',
	without_device:
		'Diese Anfrage betrifft Sie, aber Sie haben kein Gerät, das Rufkreis alarmieren kann. Deshalb kommt sie als E-Mail.',
};

export const silenceMail = {
	subject: ({
		priority,
		title,
		municipality,
	}: Pick<SilenceMailFacts, 'priority' | 'title' | 'municipality'>) =>
		`Priorität ${priority}: ${title} (${municipality})`,
	body: ({
		cause,
		number,
		title,
		municipality,
		cluster,
		priority,
		since,
		callback,
		link,
	}: SilenceMailFacts) =>
		`${title}

Anfrage ${number}, Priorität ${priority}
${municipality}, ${cluster}
Offen seit ${since} Uhr${callback === '' ? '' : `\nRückruf: ${callback}`}

Ansehen und annehmen: ${link}

Der Link öffnet nur die Anfrage. Angenommen wird erst in Rufkreis.

${causes[cause]} Ob noch jemand gebraucht wird, steht in Rufkreis: Beim Absenden dieser E-Mail war die Anfrage offen.

Was bei Ihren Geräten zu tun ist, steht unter „Ich“. Dort schalten Sie auch diese E-Mails aus.
`,
};

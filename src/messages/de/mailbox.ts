/** `/demo/postfach`: the mails of an installation that has no mail server because it is a demo. */
export const mailbox = {
	title: 'Demo-Postfach',
	lead: 'Dieser Demobetrieb verschickt keine E-Mails. Hier steht, was verschickt worden wäre, das Neueste zuerst.',
	posted:
		'Dieser Demobetrieb verschickt echte E-Mails (SMTP_URL ist gesetzt). Hier bleibt das Postfach leer.',
	empty: 'Noch keine E-Mail. Fordern Sie bei der Anmeldung einen Code an.',
	to: (address: string) => `An ${address}`,
	at: (time: string) => `${time} Uhr`,
	reload: 'Neu laden',
	signIn: 'Zur Anmeldung',
};

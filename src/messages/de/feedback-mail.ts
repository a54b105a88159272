/** The mail that says that somebody wrote about a barrier: nothing of what, so that it may lie in any mailbox, and no link. */
export const feedbackMail = {
	subject: 'Rufkreis: Es gibt eine neue Rückmeldung',
	body: (host: string) =>
		`Jemand hat über das Formular auf der Seite Barrierefreiheit von Rufkreis (${host}) geschrieben.

Die Koordination liest es in der App unter „Koordination“, „Rückmeldungen“. In dieser Mail steht nichts davon. Kommt in der nächsten Stunde mehr, folgt dafür eine gemeinsame Mail.
`,
};

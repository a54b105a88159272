/** What the public pages share: frame, foot, and what coordination has or has not written about the operator. */
export const legal = {
	toStart: 'Rufkreis, zur Startseite',
	signIn: 'Anmelden',
	contents: 'Inhalt',
	changed: (day: string) => `Zuletzt geändert: ${day}`,
	foot: 'Ein Werkzeug von Kommunen für Kommunen. Quelloffen unter der EUPL 1.2.',
	demo: {
		title: 'Das hier ist eine Vorführung',
		body: 'Personen, Anfragen und Betreiber auf diesen Seiten sind erfunden.',
	},
	missing: 'Noch nicht eingetragen. Die Koordination dieses Netzes muss das nachholen.',
	unreachable: 'Diese Angabe steht nicht auf diesem Gerät. Mit Verbindung zum Server erscheint sie hier.',
	labels: {
		represented_by: 'Vertreten durch',
		phone: 'Telefon',
		email: 'E-Mail',
	},
};

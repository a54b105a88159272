export const signIn = {
	title: 'Anmelden',
	demo: {
		intro: 'Diese Installation zeigt eine erfundene Welt. Als wer möchten Sie sie ansehen?',
		as: (name: string) => `Als ${name} anmelden`,
		password: 'Alle Demokonten haben das Passwort „rufkreis“.',
	},
	/** What one can see and try as each of the demo people. */
	people: {
		requester: 'Arbeitet im Rathaus, fragt das Netz und sieht, wer sich kümmert.',
		anna: 'Fachkraft in drei Clustern. Nimmt Anfragen an und hat schon eine.',
		ben: 'Fachkraft für Netzwerk und Server. Gut als zweites Gerät im Wettlauf.',
		clara: 'Fachkraft, zuständig für die Fachverfahren.',
		owner: 'Themen-Zuständiger für Netzwerk & Internet.',
		coordinator: 'Koordination des Netzes. Sieht alle Anfragen.',
		office: 'Hauptamt. Fragt selbst, später auch Ausgleich und Zahlen.',
		council: 'Personalrat. Sieht, was das Netz über Menschen weiß: fast nichts.',
	},
	code: {
		title: 'Anmeldung mit Code',
		body: 'Die Anmeldung mit einem Code per E-Mail wird gerade eingerichtet. Bis dahin richtet die Koordination Ihres Netzes den Zugang ein.',
	},
	busy: 'Wird angemeldet …',
	results: {
		refused: {
			title: 'Die Anmeldung wurde abgelehnt',
			body: 'Dieses Demokonto gibt es hier nicht, oder sein Passwort wurde geändert.',
		},
		retry: {
			title: 'Der Server ist nicht erreichbar',
			body: 'Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
		},
	},
	loading: 'Anmeldewege werden geladen',
	already: (name: string) => `Auf diesem Gerät ist ${name} angemeldet.`,
	goOn: 'Weiter zu den Anfragen',
};

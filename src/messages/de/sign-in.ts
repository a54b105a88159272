export const signIn = {
	title: 'Anmelden',
	needsScripts: 'Zum Anmelden braucht Rufkreis JavaScript. Schalten Sie es im Browser für diese Seite ein.',
	demo: {
		title: 'Mit einem Demokonto',
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
		title: 'Mit einem Code per E-Mail',
		intro: 'Sie bekommen sechs Ziffern an Ihre dienstliche Adresse. Ein Passwort gibt es nicht.',
		address: 'E-Mail-Adresse',
		send: 'Code senden',
		have: 'Ich habe schon einen Code',
		sending: 'Code wird gesendet …',
		typeTitle: 'Code eingeben',
		sentTo: 'Er ging an',
		toMailbox: 'Zum Demo-Postfach',
		label: 'Sechs Ziffern aus der E-Mail',
		hint: 'Der Code gilt 15 Minuten. Sie können ihn auch einfügen.',
		enter: 'Anmelden',
		checking: 'Code wird geprüft …',
		again: 'Neuen Code senden',
		againIn: (seconds: number) =>
			seconds < 120
				? `Neuer Code in ${seconds} s möglich`
				: `Neuer Code in ${Math.ceil(seconds / 60)} Minuten möglich`,
		otherAddress: 'Andere Adresse',
		notThere: 'Nichts angekommen? Sehen Sie auch im Spam-Ordner nach und prüfen Sie die Adresse.',
		triesLeft: (tries: number) => (tries === 1 ? 'Noch ein Versuch.' : `Noch ${tries} Versuche.`),
		troubles: {
			no_address: { title: 'Die Adresse fehlt.', body: 'Geben Sie Ihre dienstliche E-Mail-Adresse ein.' },
			bad_address: {
				title: 'An diese Adresse kann kein Code gehen.',
				body: 'Prüfen Sie die Schreibweise.',
			},
			mail_trouble: {
				title: 'Die E-Mail konnte nicht verschickt werden',
				body: 'Das liegt nicht an Ihnen. Versuchen Sie es gleich noch einmal.',
			},
			too_often: {
				title: 'Zu oft in kurzer Zeit',
				body: 'Ein Code, den Sie schon haben, gilt weiter.',
			},
			incomplete: { title: 'Es fehlen Ziffern.', body: 'Der Code hat sechs.' },
			wrong: { title: 'Dieser Code stimmt nicht.', body: 'Vergleichen Sie ihn mit der neuesten E-Mail.' },
			dead: {
				title: 'Zu viele falsche Versuche',
				body: 'Dieser Code gilt nicht mehr. Fordern Sie einen neuen an.',
			},
			expired: {
				title: 'Der Code ist abgelaufen',
				body: 'Er galt 15 Minuten. Fordern Sie einen neuen an.',
			},
			not_valid: {
				title: 'Dieser Code gilt nicht',
				body: 'Er ist vertippt, schon benutzt oder durch einen neueren ersetzt. Nehmen Sie den aus der neuesten E-Mail.',
			},
			shut: {
				title: 'Dieses Konto ist gesperrt',
				body: 'Fragen Sie die Koordination Ihres Netzes.',
			},
			retry: {
				title: 'Der Server ist nicht erreichbar',
				body: 'Prüfen Sie die Verbindung und versuchen Sie es noch einmal. Was Sie eingegeben haben, bleibt stehen.',
			},
		},
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
	already: (name: string) => `Auf diesem Gerät ist ${name} angemeldet.`,
	goOn: 'Weiter zu den Anfragen',
};

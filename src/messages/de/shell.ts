/** The frame around all screens: page titles, connection, session, sending, update, things that went wrong. */
export const shell = {
	pageTitle: (title: string) => `${title} · Rufkreis`,
	connection: {
		current: 'aktuell',
		syncing: 'wird abgeglichen',
		sending: (count: number) => `wird gesendet (${count})`,
		needs_you: (count: number) => `braucht Sie (${count})`,
		offline: 'offline',
		offlineAsOf: (clock: string) => `offline, Stand ${clock}`,
		refused: 'nicht abgeglichen',
		refusedAsOf: (clock: string) => `Stand ${clock}`,
	},
	signedOut: {
		title: 'Anmeldung nötig',
		body: 'Der Server kennt dieses Gerät nicht mehr. Was Sie sehen, ist der letzte Stand; Ihre Eingaben bleiben hier.',
		action: 'Neu anmelden',
	},
	refused: {
		title: 'Kein Abgleich mit dem Server',
		body: 'Vermutlich ist die App auf diesem Gerät älter als der Server. Laden Sie neu; Ihre Entwürfe bleiben.',
		action: 'Neu laden',
	},
	update: {
		title: 'Neue Version bereit',
		body: 'Ihre Entwürfe bleiben erhalten.',
		action: 'Jetzt neu laden',
	},
	notCalled: {
		title: 'Dieses Gerät wird nicht mehr gerufen',
		body: 'Die Benachrichtigungen waren eingeschaltet und sind es nicht mehr.',
		action: 'Ansehen',
	},
	noStorage: {
		title: 'Der Speicher dieses Browsers lässt sich nicht öffnen',
		body: 'Rufkreis legt Anfragen auf dem Gerät ab, damit sie auch ohne Netz da sind. Schließen Sie private Fenster, schaffen Sie etwas Platz und laden Sie neu.',
		action: 'Neu laden',
	},
	firstPull: {
		waiting: 'Ihre Anfragen werden zum ersten Mal auf dieses Gerät geholt.',
		offline: {
			title: 'Noch nichts auf diesem Gerät',
			body: 'Beim ersten Mal braucht Rufkreis eine Verbindung. Sobald Sie Netz haben, geht es von selbst weiter.',
		},
	},
	pending: {
		title: 'Ihr Konto ist noch nicht freigeschaltet',
		body: 'Die Koordination Ihres Netzes ordnet Sie einer Kommune zu. Danach erscheinen hier Anfragen, ohne dass Sie etwas tun müssen.',
	},
	/** How something ended that the server gave no verdict on. */
	sending: {
		kept: {
			offline: {
				title: 'Gemerkt, noch nicht bestätigt',
				body: 'Gerade gibt es kein Netz. Es geht von selbst hinaus, sobald welches da ist.',
			},
			unanswered: {
				title: 'Gemerkt, noch nicht bestätigt',
				body: 'Der Server hat noch nicht geantwortet. Es wird von selbst weiter versucht.',
			},
			signed_out: {
				title: 'Gemerkt, noch nicht bestätigt',
				body: 'Es geht hinaus, sobald Sie sich wieder angemeldet haben.',
			},
		},
		not_kept: {
			title: 'Nicht gesendet und nicht gemerkt',
			body: 'Auf diesem Gerät ist kein Platz, und der Server hat nicht geantwortet. Schaffen Sie etwas Platz oder Netz und drücken Sie noch einmal.',
		},
		retry: {
			title: 'Der Server hat nicht geantwortet',
			body: 'Ob es angekommen ist, wissen wir nicht. Drücken Sie noch einmal: Es zählt nur einmal.',
		},
		signed_out: {
			title: 'Anmeldung nötig',
			body: 'Es ist nichts geschehen. Melden Sie sich an und drücken Sie noch einmal.',
		},
		too_large: {
			title: 'Das ist zu viel auf einmal',
			body: 'Kürzen Sie und senden Sie noch einmal.',
		},
		broken: {
			title: 'Das hat nicht geklappt',
			body: 'Der Server versteht die App nicht. Laden Sie neu; bleibt es dabei, sagen Sie der Koordination Bescheid.',
		},
		too_old: {
			title: 'Das lag zu lange auf diesem Gerät',
			body: 'Es ist über 60 Tage alt. Sehen Sie nach, ob es noch gebraucht wird, und drücken Sie dann noch einmal.',
		},
		command_reused: {
			title: 'Das wurde schon einmal anders gesendet',
			body: 'Laden Sie neu und sehen Sie nach, was gilt.',
		},
	},
};

/** The frame around all screens: page titles, connection, session, sending, update, things that went wrong. */
export const shell = {
	pageTitle: (title: string) => `${title} · Rufkreis`,
	connection: {
		current: 'aktuell',
		syncing: 'wird abgeglichen',
		sending: (count: number) => `wird gesendet (${count})`,
		/** Refused, or not to be sent as it is: the person decides. */
		needs_you: (count: number) => `braucht Sie (${count})`,
		offline: 'offline',
		/** Lost while this page looked. */
		offlineSince: (time: string) => `offline seit ${time}`,
		/** Nobody knows since when; this is how old the screen is. */
		offlineAsOf: (time: string) => `offline, Stand ${time}`,
		waiting: (count: number) => (count === 1 ? '1 wartet' : `${count} warten`),
		refused: 'nicht abgeglichen',
		refusedAsOf: (time: string) => `Stand ${time}`,
		toOutbox: 'Ausgang öffnen',
		/** Said to screen readers when it happens. */
		news: {
			lost: 'Die Verbindung ist weg. Was Sie tun, wird gemerkt.',
			back: 'Die Verbindung ist wieder da.',
			needsYou: (count: number) =>
				count === 1 ? 'Im Ausgang liegt etwas für Sie.' : `Im Ausgang liegen ${count} Dinge für Sie.`,
		},
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
	noSpace: {
		title: 'Auf diesem Gerät ist kein Platz mehr',
		body: 'Neues vom Server passt nicht mehr darauf; was Sie sehen, ist der letzte Stand. Schaffen Sie etwas Platz, dann geht es weiter.',
	},
	lost: {
		title: 'Der Speicher dieses Browsers wurde geleert',
		body: (unsent: number) =>
			unsent === 0
				? 'Anfragen und Anleitungen werden neu geholt. Nicht gesendet war nichts; ein angefangener Entwurf kann fehlen.'
				: `${unsent === 1 ? 'Eine Sache war noch nicht gesendet und ist verloren' : `${unsent} Dinge waren noch nicht gesendet und sind verloren`}. Sehen Sie nach, was Sie zuletzt getan haben, und tun Sie es noch einmal. Alles Übrige wird neu geholt.`,
	},
	unread: {
		title: 'Eine neuere Version ist nötig',
		body: 'Der Server schickt Dinge, die diese Version nicht versteht; sie fehlen hier. Ihre Entwürfe bleiben.',
	},
	newerElsewhere: {
		title: 'In einem anderen Fenster läuft schon eine neuere Version',
		body: 'Dieses Fenster bekommt nichts Neues mehr. Laden Sie es neu; Ihre Entwürfe bleiben.',
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
		/** The last resort, and only the person's own choice. */
		anew: {
			open: 'Speicher neu anlegen',
			title: 'Speicher neu anlegen?',
			body: 'Was auf diesem Gerät liegt, wird gelöscht, auch ein angefangener Entwurf. Alles, was der Server kennt, wird neu geholt.',
			unsent: (count: number) =>
				count === 1
					? 'Verloren ist dann auch 1 Sache, die noch nicht gesendet war.'
					: `Verloren sind dann auch ${count} Dinge, die noch nicht gesendet waren.`,
			confirm: 'Löschen und neu anlegen',
			failed:
				'Auch das lässt der Browser nicht zu. Prüfen Sie, ob das Fenster privat ist und ob noch Platz frei ist.',
		},
	},
	firstPull: {
		waiting: 'Ihre Anfragen werden zum ersten Mal auf dieses Gerät geholt.',
		received: (count: string) => `${count} Einträge geholt`,
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

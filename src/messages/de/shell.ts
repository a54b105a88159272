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
	signIn: 'Neu anmelden',
	firstPull: {
		waiting: 'Ihre Anfragen werden zum ersten Mal auf dieses Gerät geholt.',
		received: (count: string) => `${count} Einträge geholt`,
		offline: {
			title: 'Noch nichts auf diesem Gerät',
			body: 'Beim ersten Mal braucht Rufkreis eine Verbindung. Sobald Sie Netz haben, geht es von selbst weiter.',
		},
	},
	/** How something ended that the server gave no verdict on. */
	sending: {
		not_kept: {
			title: 'Nicht gesendet und nicht gemerkt',
			body: 'Auf diesem Gerät ist kein Platz, und der Server hat nicht geantwortet. Schaffen Sie etwas Platz oder Netz und drücken Sie noch einmal.',
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

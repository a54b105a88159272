/** Words that every screen shares. */
export const common = {
	name: 'Rufkreis',
	languages: { label: 'Sprache', de: 'Deutsch', en: 'English' },
	navigation: {
		label: 'Hauptnavigation',
		requests: 'Anfragen',
		ask: 'Hilfe',
		board: 'Board',
		articles: 'Anleitungen',
		network: 'Netz',
		me: 'Ich',
	},
	/** Beside the dot in the top bar: what the page knows about its connection, never more. */
	connection: {
		current: 'aktuell',
		syncing: 'wird abgeglichen',
		offline: 'offline',
	},
	actions: {
		back: 'Zurück',
		cancel: 'Abbrechen',
		close: 'Schließen',
		copy: 'Kopieren',
		copied: 'Kopiert',
		edit: 'Bearbeiten',
		more: 'Mehr',
		reload: 'Neu laden',
		remove: 'Entfernen',
		retry: 'Erneut versuchen',
		save: 'Speichern',
		search: 'Suchen',
		share: 'Teilen',
		skipToContent: 'Zum Inhalt springen',
		undo: 'Rückgängig',
	},
	states: {
		loading: 'Wird geladen',
		saved: 'Gespeichert',
		/** Kept on this device, not yet at the server. */
		queued: (count: number) =>
			count === 1 ? '1 Änderung wartet auf Verbindung' : `${count} Änderungen warten auf Verbindung`,
		asOf: (time: string) => `Stand ${time}`,
	},
	errors: {
		offline: {
			title: 'Keine Verbindung',
			body: 'Ihre Eingaben bleiben auf diesem Gerät und werden gesendet, sobald wieder Netz da ist.',
		},
		offlineView: {
			title: 'Diese Ansicht braucht eine Verbindung',
			body: 'Sie wird nicht auf dem Gerät gespeichert. Öffnen Sie sie wieder, sobald Sie Netz haben.',
		},
		failed: {
			title: 'Das hat nicht geklappt',
			body: 'Ihre Eingaben sind noch da. Versuchen Sie es in einem Moment erneut.',
		},
		forbidden: {
			title: 'Dafür fehlt Ihnen die Berechtigung',
			body: 'Die Koordination Ihres Netzes kann Sie freischalten.',
		},
		tooLarge: {
			title: 'Die Datei ist zu groß',
			body: (megabytes: number) =>
				`Erlaubt sind ${megabytes} MB. Verkleinern Sie das Bild oder wählen Sie ein anderes.`,
		},
		notFound: {
			title: 'Diese Seite gibt es nicht',
			body: 'Vielleicht wurde sie verschoben oder gelöscht. Über die Suche finden Sie, was noch da ist.',
		},
		signedOut: {
			title: 'Sie sind abgemeldet',
			body: 'Melden Sie sich wieder an. Was Sie geschrieben haben, ist noch da.',
		},
	},
};

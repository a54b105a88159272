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
	actions: {
		back: 'Zurück',
		cancel: 'Abbrechen',
		close: 'Schließen',
		copy: 'Kopieren',
		copied: 'Kopiert',
		more: 'Mehr',
		retry: 'Erneut versuchen',
		skipToContent: 'Zum Inhalt springen',
		undo: 'Rückgängig',
	},
	states: { loading: 'Wird geladen' },
};

/** Words that every screen shares. */
export const common = {
	name: 'Rufkreis',
	languages: { label: 'Sprache', de: 'Deutsch', en: 'English' },
	navigation: {
		label: 'Hauptnavigation',
		requests: 'Anfragen',
		ask: 'Hilfe',
		network: 'Netz',
		me: 'Ich',
	},
	actions: {
		back: 'Zurück',
		cancel: 'Abbrechen',
		close: 'Schließen',
		more: 'Mehr',
		retry: 'Erneut versuchen',
		skipToContent: 'Zum Inhalt springen',
		undo: 'Rückgängig',
	},
	states: { loading: 'Wird geladen' },
};

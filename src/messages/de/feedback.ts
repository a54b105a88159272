/** What people wrote about barriers, as coordination reads it. */
export const feedback = {
	title: 'Rückmeldungen',
	intro:
		'Von Menschen ohne Konto, über das Formular auf der Seite Barrierefreiheit. Nach 180 Tagen wird jede von selbst gelöscht.',
	loading: 'Rückmeldungen werden geholt',
	empty: {
		title: 'Keine Rückmeldungen',
		sentence: 'Meldet jemand eine Hürde, steht sie hier.',
	},
	contact: 'Antwort an',
	noContact: 'Keine Antwort gewünscht',
	remove: 'Erledigt, löschen',
	sheet: {
		title: 'Rückmeldung löschen?',
		body: 'Sie ist dann für alle weg und kommt nicht wieder.',
		confirm: 'Löschen',
		busy: 'Wird gelöscht …',
	},
	results: {
		deleted: { title: 'Gelöscht', body: '' },
		not_allowed: {
			title: 'Das darf nur die Koordination',
			body: 'Bitten Sie eine Person mit dieser Aufgabe darum.',
		},
		retry: {
			title: 'Keine Antwort vom Server',
			body: 'Versuchen Sie es mit Verbindung noch einmal.',
		},
		signed_out: {
			title: 'Anmeldung abgelaufen',
			body: 'Melden Sie sich neu an. Danach geht es hier weiter.',
		},
	},
};

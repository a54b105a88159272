/** The form in which coordination says who runs this installation. */
export const operator = {
	title: 'Impressum pflegen',
	intro:
		'Diese Angaben stehen öffentlich in Impressum, Datenschutz und Barrierefreiheit. Es gilt, was Sie hier zuletzt gespeichert haben.',
	look: 'Öffentliches Impressum ansehen',
	loading: 'Angaben werden geholt',
	fields: {
		name: { label: 'Name des Betreibers', hint: 'zum Beispiel die Kommune oder der Zweckverband' },
		address: { label: 'Anschrift', hint: 'Straße, Postleitzahl und Ort, wie auf einem Brief' },
		represented_by: { label: 'Vertreten durch', hint: 'Name und Amt' },
		email: { label: 'E-Mail', hint: '' },
		phone: { label: 'Telefon', hint: '' },
		supervisory_authority: {
			label: 'Aufsichtsbehörde',
			hint: 'Sie steht im Impressum und im Datenschutz, dort für Beschwerden. Name und Kontakt.',
		},
		data_protection_officer: { label: 'Datenschutz', hint: 'Wer Fragen dazu beantwortet, mit Kontakt' },
		enforcement_body: {
			label: 'Durchsetzungsstelle für Barrierefreiheit',
			hint: 'Wohin sich wendet, wem wir nicht geholfen haben. Name und Kontakt.',
		},
	},
	problems: {
		missing: 'Diese Angabe muss dabei sein.',
		too_long: 'Kürzen Sie diese Angabe.',
		unknown: 'Das ist keine E-Mail-Adresse.',
	},
	save: 'Angaben veröffentlichen',
	saving: 'Wird gespeichert …',
	kept: 'Was Sie schreiben, bleibt auf diesem Gerät, bis es gespeichert ist.',
	results: {
		saved: { title: 'Veröffentlicht', body: 'Die öffentlichen Seiten zeigen es ab sofort.' },
		invalid: { title: 'Noch nicht gespeichert', body: 'Was nicht passt, steht am Feld.' },
		not_allowed: {
			title: 'Das darf nur die Koordination',
			body: 'Bitten Sie eine Person mit dieser Aufgabe darum.',
		},
		retry: {
			title: 'Nicht gespeichert: keine Antwort vom Server',
			body: 'Ihr Text ist noch hier. Speichern Sie mit Verbindung noch einmal.',
		},
		signed_out: {
			title: 'Nicht gespeichert: Anmeldung abgelaufen',
			body: 'Ihr Text ist noch hier. Melden Sie sich neu an und speichern Sie noch einmal.',
		},
	},
	unreachable: {
		title: 'Der Server ist nicht erreichbar',
		body: 'Was gerade gilt, weiß nur er. Mit Verbindung geht es hier weiter.',
	},
};

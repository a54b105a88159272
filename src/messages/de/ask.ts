/** The form for asking. */
export const ask = {
	title: 'Hilfe',
	kind: {
		label: 'Was brauchen Sie?',
		incident: 'Etwas geht nicht',
		question: 'Ich habe eine Frage',
		task: 'Es ist etwas zu tun',
	},
	fields: {
		title: { label: 'Worum geht es?', placeholder: 'zum Beispiel: Bürgeramt ohne Internet' },
		body: {
			label: 'Was ist passiert?',
			hint: 'Seit wann, an wie vielen Plätzen, was haben Sie schon versucht?',
			/** Stays while one types, whatever else the field has to say. */
			citizens: 'Bitte keine Daten von Bürgerinnen und Bürgern.',
		},
		cluster: { legend: 'Welches Thema passt?' },
		priority: { legend: 'Wie dringend ist es?' },
		municipality: { label: 'Für welche Kommune?' },
		place: {
			label: 'Wo?',
			placeholder: 'Gebäude, Etage, Zimmer',
			own: (building: string) => `${building} eintragen`,
		},
		callback: { label: 'Rückruf', hint: 'Unter dieser Nummer ruft die Fachkraft Sie an.' },
	},
	priorities: {
		1: {
			title: 'Schalter steht',
			consequence:
				'Bürgerinnen und Bürger warten. Gerufen wird bis zu 4 Stunden lang immer wieder, bis jemand annimmt.',
		},
		2: {
			title: 'Heute',
			consequence: 'Es geht weiter, aber nicht lange. Die Fachkräfte werden nacheinander gerufen.',
		},
		3: {
			title: 'Diese Woche',
			consequence: 'Sie können anders weiterarbeiten. Die Fachkräfte bekommen eine Nachricht.',
		},
		4: { title: 'Wenn Zeit ist', consequence: 'Es stört, hält aber niemanden auf.' },
	},
	left: (count: number) => `Noch ${count} Zeichen`,
	problems: {
		title: {
			missing: 'Schreiben Sie in einem Satz, worum es geht.',
			too_long: 'Kürzen Sie den Titel; das Übrige passt in die Beschreibung.',
		},
		body: { too_long: 'Kürzen Sie die Beschreibung auf 10 000 Zeichen.' },
		cluster_id: {
			missing: 'Wählen Sie das Thema, das am nächsten liegt.',
			unknown: 'Dieses Thema gibt es nicht mehr. Wählen Sie ein anderes.',
		},
		priority: { missing: 'Wählen Sie, wie dringend es ist.' },
		municipality_id: {
			unknown: 'Diese Kommune gehört nicht mehr zum Netz. Wählen Sie eine andere.',
			not_allowed: 'Sie können für Ihre eigene Kommune fragen.',
		},
		place: { too_long: 'Kürzen Sie die Ortsangabe.' },
		callback: { too_long: 'Kürzen Sie die Rückrufangabe auf eine Nummer und einen Namen.' },
		other: 'Prüfen Sie diese Angabe.',
	},
	tooLongBy: (count: number) => (count === 1 ? '1 Zeichen zu viel.' : `${count} Zeichen zu viel.`),
	send: 'Anfrage senden',
	sending: 'Wird gesendet …',
	clear: 'Entwurf verwerfen',
	results: {
		incomplete: { title: 'Einige Angaben passen noch nicht', body: 'Die betroffenen Felder sind markiert.' },
		not_kept: {
			title: 'Nicht gesendet, aber noch hier',
			body: 'Auf diesem Gerät ist kein Platz, um die Anfrage zu merken, und der Server hat nicht geantwortet. Ihr Text bleibt im Formular. Ist es dringend, rufen Sie an.',
		},
		too_many: {
			title: 'Fünf Anfragen in zehn Minuten sind die Grenze',
			body: 'Ihr Text bleibt hier. Warten Sie ein paar Minuten, oder ergänzen Sie am Telefon eine Anfrage, die schon läuft.',
		},
		not_allowed: {
			title: 'Ihr Konto darf noch nicht fragen',
			body: 'Die Koordination muss Sie erst einer Kommune zuordnen. Ihr Text bleibt hier.',
		},
		invalid: {
			title: 'Eine Angabe passt nicht',
			body: 'Das Feld ist markiert. Alles andere bleibt, wie es ist.',
		},
		arrived_before: {
			title: 'Ihre Anfrage war schon angekommen',
			body: 'Die erste Sendung hat es geschafft. Sie sehen sie hier mit dem Text von damals.',
			action: 'Ansehen',
		},
		discarded: { title: 'Entwurf verworfen' },
	},
	noClusters: {
		title: 'Noch keine Themen auf diesem Gerät',
		body: 'Sie kommen mit dem ersten Abgleich. Ihr Text bleibt solange hier.',
	},
};

import type { TestOutcome } from '#domain/test-words.ts';

/** A person's own standing in the network: waiting for admission, profile, account. */
export const person = {
	waiting: {
		title: 'Warten auf Zulassung',
		confirmed: (email: string) => `${email} ist bestätigt.`,
		why: 'Diese Adresse gehört zu keiner Kommune, die wir kennen. Deshalb entscheidet die Koordination Ihres Netzes, ob Sie dazugehören.',
		townLeft:
			'Ihre Kommune nimmt zurzeit nicht am Netz teil. Deshalb sind auch Sie nicht mehr dabei, bis die Koordination anders entscheidet.',
		townRequests:
			'Was Sie gefragt haben und noch offen ist, bleibt im Netz: Fachkräfte und Koordination sehen es weiter und können Sie zurückrufen. Was Sie übernommen hatten, ist wieder offen für andere.',
		next: 'Wie es weitergeht',
		steps: [
			'Die Koordination sieht, dass Sie warten, und Ihre E-Mail-Adresse.',
			'Sie ordnet Sie Ihrer Kommune zu.',
			'Danach öffnet sich Rufkreis hier von selbst, ohne neue Anmeldung.',
		],
		hint: 'Dauert es länger als einen Arbeitstag, rufen Sie die IT Ihrer Kommune an. Bis dahin lesen Sie hier nichts vom Netz, und niemand kann Sie alarmieren.',
		name: 'Namen eintragen, damit die Koordination Sie erkennt',
		look: 'Noch einmal nachsehen',
		looking: 'Wird nachgesehen …',
		left: {
			title: 'Sie gehören nicht zum Netz',
			body: 'Die Koordination hat Ihre Anmeldung nicht angenommen, oder Ihr Zugang ist beendet. Ist das ein Irrtum, sagen Sie es ihr; sie kann es ändern.',
		},
		results: {
			pending: {
				title: 'Noch nicht entschieden',
				body: 'Sie müssen nichts tun. Diese Seite merkt es von selbst.',
			},
			offline: {
				title: 'Ohne Netz lässt sich das nicht sagen',
				body: 'Ob inzwischen entschieden ist, weiß nur der Server. Sobald Sie Netz haben, sieht diese Seite von selbst nach.',
			},
			retry: {
				title: 'Der Server antwortet nicht',
				body: 'Versuchen Sie es in einem Augenblick noch einmal.',
			},
			signed_out: {
				title: 'Anmeldung nötig',
				body: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich neu an.',
			},
		},
	},
	profile: {
		title: 'Profil',
		firstTitle: 'Wer sind Sie?',
		intro: 'Mit Ihrem Namen wissen andere, wem sie helfen und wer ihnen hilft.',
		name: 'Vor- und Nachname',
		nameMissing: 'Schreiben Sie Ihren Namen, wie ihn andere kennen.',
		municipality: 'Kommune',
		noMunicipality: 'Die Kommune ordnet die Koordination zu.',
		building: {
			label: 'Gebäude',
			none: 'Keines gewählt',
			hint: 'Wo man Sie findet. Name und Gebäude sehen dieselben Menschen.',
			removed: (name: string) => `${name} (nicht mehr eingetragen)`,
			removedHint:
				'Die Koordination hat dieses Gebäude entfernt. Wählen Sie ein anderes, wenn Sie umgezogen sind.',
			empty:
				'Für Ihre Kommune ist noch kein Gebäude eingetragen. Das macht die Koordination; Ihr Profil ist auch so vollständig.',
			unknown: 'Dieses Gebäude gibt es nicht mehr. Wählen Sie ein anderes und speichern Sie noch einmal.',
		},
		phone: 'Dienstliche Telefonnummer',
		phoneHint: 'Unter dieser Nummer rufen andere Sie zurück.',
		phoneUnknown:
			'Eine verborgene Nummer ist ohne Netz hier nicht zu sehen. Bleibt das Feld leer, bleibt sie, wie sie ist.',
		shows: 'Was andere sehen',
		showsHint:
			'IT-Fachkräfte und Koordination sehen, was hier angekreuzt ist; wer Ihnen eine Anfrage stellt, solange sie läuft. Sonst niemand.',
		showsPhone: 'Telefonnummer',
		showsEmail: (email: string) => (email === '' ? 'E-Mail-Adresse' : `E-Mail-Adresse (${email})`),
		save: 'Profil speichern',
		saved: { title: 'Gespeichert', body: 'Andere sehen es mit ihrem nächsten Abgleich.' },
		kept: { title: 'Gemerkt, noch nicht gesendet', body: 'Es geht von selbst hinaus, sobald Netz da ist.' },
		failed: {
			not_allowed: { title: 'Speichern war nicht möglich', body: 'Ihr Zugang zum Netz ist beendet.' },
			invalid: {
				title: 'Eine Angabe passt nicht',
				body: 'Kürzen Sie Name oder Telefonnummer und speichern Sie noch einmal.',
			},
			other: { title: 'Das hat nicht geklappt', body: 'Laden Sie neu und versuchen Sie es noch einmal.' },
		},
	},
	account: {
		title: 'Konto',
		heading: 'Was Rufkreis über mich weiß',
		loading: 'Wird geholt',
		offline: {
			title: 'Dafür braucht es eine Verbindung',
			sentence:
				'Was der Server über Sie weiß, liegt nicht vollständig auf diesem Gerät. Versuchen Sie es mit Netz noch einmal.',
		},
		since: (time: string) => `Konto seit ${time}`,
		parts: {
			contact: 'Name und Kontakt',
			roles: 'Aufgaben',
			clusters: 'Themencluster',
			devices: 'Geräte',
			asked: 'Anfragen, die Sie gestellt haben',
			accepted: 'Anfragen, die Sie übernommen haben',
			helping: 'Anfragen, bei denen Sie mithelfen',
			events: 'Schritte an Anfragen',
			later: 'Was „Später“ anbietet',
			rest: 'Ruhezeiten, Pause und stumme Cluster',
			weeklyCheck: 'Wann die Wochenprobe kommt',
			secondChannel: 'E-Mail, wenn kein Gerät den Alarm bestätigt',
			turns: 'Turnus, in dem Sie Bereitschaft haben',
			shifts: 'Bereitschaften mit festen Zeiten',
			steps: 'Alarmstufen, die Sie namentlich rufen',
			testAlarms: 'Probealarme und Wochenproben (90 Tage)',
			files: 'Dateien',
			articles: 'Anleitungen',
			commands: 'Was Sie in der App getan haben (90 Tage, nur Art und Zeit)',
		},
		rest: {
			span: (day: string, from: string, until: string) => `Ruhe ${day}, ${from} bis ${until}`,
			holidays: 'Ruhe an Feiertagen',
			breakThrough: (priority: number) => `Durch Ruhezeiten dringt Priorität 1 bis ${priority}`,
			nothingBreaksThrough: 'Durch Ruhezeiten dringt nichts',
			pause: (time: string) => `Pause bis ${time}`,
			muted: (cluster: string) => `Stumm: ${cluster}`,
		},
		tests: {
			running: 'unterwegs',
			confirmed: 'bestätigt',
			arrived: 'angekommen',
			failed: 'nicht angenommen',
			gone: 'Gerät nicht mehr angemeldet',
			expired: 'abgelaufen',
		} satisfies Record<TestOutcome, string>,
		/** `weekday`: ISO, 1 is Monday. */
		check: (weekday: number, hour: number) =>
			`${['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'][weekday - 1] ?? ''}, ${hour} Uhr`,
		/** `days`: how long one turn lasts. */
		turn: (days: number) => (days === 1 ? 'immer für einen Tag' : `immer für ${days} Tage`),
		shifts: {
			planned: 'geplant',
			override: 'statt der Geplanten',
			substitute: 'übernommen',
			handed_over: 'übergeben',
		},
		step: (minutes: number) => (minutes === 0 ? 'sofort' : `nach ${minutes} Min`),
		mailOnSilence: { on: 'eingeschaltet', off: 'ausgeschaltet' },
		hidden: 'für andere verborgen',
		nothing: 'nichts',
		count: (count: number) => String(count),
		removed: 'entfernt',
		download: 'Alles als Datei speichern',
		file: 'rufkreis-ueber-mich.json',
		remove: {
			title: 'Konto löschen',
			intro: 'Das geht jederzeit und ohne Grund. Es lässt sich nicht zurückholen.',
			goes: 'Gelöscht werden',
			goesList: [
				'Name, E-Mail-Adresse, Telefonnummer und Anmeldung',
				'Aufgaben, Mitgliedschaften und Einstellungen',
				'alle Geräte: Sie werden sofort nicht mehr gerufen',
				'alles auf diesem Gerät, auch was noch nicht gesendet ist',
			],
			stays: 'Es bleibt',
			staysList: [
				'der Verlauf Ihrer Anfragen, mit „ehemaliges Mitglied“ statt Ihres Namens und ohne Rückrufnummer',
				'Anleitungen, die Sie geschrieben haben, ohne Ihren Namen',
				'offene Anfragen bleiben im Netz; was Sie übernommen haben, wird wieder offen und neu alarmiert',
			],
			open: 'Konto löschen …',
			sheet: 'Konto wirklich löschen?',
			word: 'löschen',
			confirm: (word: string) => `Schreiben Sie „${word}“, um zu bestätigen`,
			mismatch: (word: string) => `Hier muss „${word}“ stehen.`,
			action: 'Konto endgültig löschen',
			busy: 'Wird gelöscht …',
			failures: {
				last_coordinator: {
					title: 'Erst muss jemand folgen',
					body: 'Sie sind die einzige Koordination dieses Netzes. Geben Sie unter „Personen und Rollen“ zuerst jemand anderem diese Rolle, dann können Sie gehen.',
				},
				not_allowed: {
					title: 'Dieses Konto gibt es nicht mehr',
					body: 'Melden Sie sich auf diesem Gerät ab.',
				},
				command_reused: {
					title: 'Das hat nicht geklappt',
					body: 'Laden Sie neu und versuchen Sie es noch einmal.',
				},
				retry: {
					title: 'Der Server hat nicht geantwortet',
					body: 'Ob Ihr Konto gelöscht ist, wissen wir nicht. Drücken Sie noch einmal: Es zählt nur einmal.',
				},
				signed_out: { title: 'Anmeldung nötig', body: 'Es ist nichts geschehen. Melden Sie sich neu an.' },
				too_large: {
					title: 'Das hat nicht geklappt',
					body: 'Laden Sie neu und versuchen Sie es noch einmal.',
				},
				broken: {
					title: 'Der Server versteht das nicht',
					body: 'Laden Sie die App neu und versuchen Sie es noch einmal.',
				},
			},
		},
	},
};

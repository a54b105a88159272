/** The screen that shows how a cluster is alerted, and lets its topic owners and coordination change it. */
export const escalation = {
	title: 'Alarmierung',
	loading: 'Die Schritte werden geholt',
	refused: {
		title: 'Diese Seite ist für IT-Fachkräfte und Koordination',
		sentence: 'Wer alarmiert wird, steht auch öffentlich unter „Transparenz“.',
		action: 'Transparenz öffnen',
	},
	unknown: {
		title: 'Dieses Cluster gibt es nicht',
		sentence: 'Es wurde umbenannt oder entfernt. Unter „Netz“ stehen alle.',
		action: 'Zum Netz',
	},
	offline: {
		title: 'Dafür braucht es eine Verbindung',
		sentence: 'Welche Schritte gelten, weiß nur der Server. Sobald Sie Netz haben, versuchen Sie es erneut.',
	},
	unanswered: {
		title: 'Der Server antwortet nicht',
		sentence: 'Welche Schritte gerade gelten, weiß nur er. Versuchen Sie es in einem Moment erneut.',
	},
	signedOut: {
		title: 'Ihre Anmeldung ist abgelaufen',
		sentence: 'Melden Sie sich neu an, dann geht es hier weiter.',
	},
	broken: {
		title: 'Die Antwort war nicht zu verstehen',
		sentence: 'Laden Sie die Seite neu; bleibt es dabei, sagen Sie der Koordination Bescheid.',
	},
	/** Something begun earlier lies on this device. */
	keptMeanwhile: 'Was Sie begonnen haben, liegt weiter auf diesem Gerät.',
	onCall: {
		title: 'Jetzt in Bereitschaft',
		asOf: (time: string) => `Stand ${time}`,
		formerMember: 'eine Person, die dieses Gerät nicht kennt',
		nobody: 'Niemand ist in Bereitschaft',
		unused: 'In den Schritten kommt die Bereitschaft nicht vor, es ändert also nichts.',
		nobodyLeft: 'In den Schritten steht nur die Bereitschaft: Eine Anfrage erreicht jetzt niemanden.',
		last: 'Der Schritt „Bereitschaft“ entfällt, und danach kommt niemand mehr.',
		next: (whom: string) => `Der Schritt „Bereitschaft“ entfällt. An seiner Stelle kommt sofort: ${whom}.`,
	},
	preview: {
		title: 'Solange niemand annimmt',
		draftTitle: 'So wird dann gerufen, solange niemand annimmt',
		usual: 'Es gelten die üblichen Schritte; hier hat noch niemand andere gespeichert.',
		priorities: (numbers: string) => `Priorität ${numbers}`,
		and: ' und ',
		nobody: 'Niemand wird gerufen.',
		once: 'Jedes Gerät wird in einer Runde einmal gerufen, noch einmal nur, wo es hier steht.',
		end: 'Danach wird nur noch einmal gerufen, wer bis dahin ruhte. Die Anfrage bleibt offen.',
		endUrgent: (minutes: number, hours: number) =>
			`Nur bei Priorität 1 („Schalter steht“) geht es ${minutes} Minuten nach dem letzten Schritt von vorn los, bis zu ${hours} Stunden lang.`,
		latestTitle: 'Es kann auch schneller gehen',
		skipped:
			'Ein Schritt, in dem niemand zu erreichen ist, wird sofort übersprungen: weil alle pausieren, ruhen, kein Gerät haben oder schon geantwortet haben.',
		early: (minutes: number) =>
			minutes === 1
				? 'Kommt von einem Schritt binnen einer Minute auf keinem Gerät etwas an, folgt der nächste früher.'
				: `Kommt von einem Schritt binnen ${minutes} Minuten auf keinem Gerät etwas an, folgt der nächste früher.`,
		oldest: (days: number) => `Nach ${days} Tagen endet jede Runde.`,
	},
	whoEdits: (owners: string) =>
		owners === ''
			? 'Ändern kann das die Koordination. Themen-Zuständige gibt es hier noch nicht.'
			: `Ändern können das die Themen-Zuständigen (${owners}) und die Koordination.`,
	steps: {
		title: 'Schritte',
		afterRequest: (time: string) => `${time} nach der Anfrage`,
		afterStep: (time: string) => `${time} nach dem Schritt davor`,
		again: (count: number) => (count === 1 ? 'noch einmal' : `noch ${count}-mal`),
		change: 'Ändern',
		changeFor: (place: number, whom: string) => `Schritt ${place} ändern: ${whom}`,
		up: (place: number, whom: string) => `Schritt ${place} nach oben: ${whom}`,
		down: (place: number, whom: string) => `Schritt ${place} nach unten: ${whom}`,
		remove: (place: number, whom: string) => `Schritt ${place} entfernen: ${whom}`,
		moved: (place: number, count: number) => `Jetzt Schritt ${place} von ${count}.`,
		only: {
			1: 'nur Priorität 1',
			2: 'nur Priorität 1 und 2',
			3: 'nur Priorität 1 bis 3',
			4: '',
		},
		covered:
			'Diese Menschen sind als Mitglieder schon gerufen. Damit es bei ihnen noch einmal klingelt, stellen Sie „Noch einmal rufen?“ ein.',
		wrong: 'So geht es noch nicht',
		add: 'Schritt hinzufügen',
		full: (most: number) => `Mehr als ${most} Schritte gehen nicht.`,
		usual: 'Übliche Schritte wiederherstellen',
	},
	fields: {
		target: 'Wer wird gerufen?',
		targets: {
			on_call: 'Bereitschaft',
			members: 'Alle verfügbaren Mitglieder',
			owners: 'Themen-Zuständige',
			coordination: 'Koordination',
			person: 'Eine bestimmte Person',
		},
		person: 'Welche Person?',
		choosePerson: 'Bitte wählen',
		formerMember: 'Nicht mehr im Cluster',
		delay: 'Wie lange nach dem Schritt davor?',
		delayFirst: 'Wie lange nach der Anfrage?',
		noDelay: 'Sofort',
		delayOf: (time: string) => `${time} später`,
		own: 'Eigener Wert',
		minutes: 'Minuten',
		minutesHint: (most: number) => `0 bis ${most}`,
		repeats: 'Noch einmal rufen?',
		repeatsHint: (minutes: number) => `im Abstand von ${minutes} Minuten`,
		repeat: (count: number) => (count === 0 ? 'Nein' : count === 1 ? 'Noch einmal' : `Noch ${count}-mal`),
		priority: 'Bei welchen Anfragen?',
		priorities: {
			4: 'Bei allen',
			3: 'Priorität 1 bis 3: „Diese Woche“ und dringender',
			2: 'Priorität 1 und 2: „Heute“ und dringender',
			1: 'Nur Priorität 1: „Schalter steht“',
		},
	},
	problems: {
		delay: 'Geben Sie ganze Minuten von 0 bis 1440 an.',
		no_person: 'Wählen Sie eine Person, oder entfernen Sie den Schritt.',
		not_member:
			'Diese Person ist nicht mehr im Cluster und wird nicht gerufen. Wählen Sie eine andere, oder entfernen Sie den Schritt.',
		exists:
			'Diese Menschen stehen für dieselben Anfragen schon in einem früheren Schritt. Wählen Sie andere; für mehrmals Rufen gibt es dort „Noch einmal rufen?“.',
		missing: 'Ohne Schritt würde niemand gerufen. Fügen Sie mindestens einen hinzu.',
		too_many: 'Mehr als zehn Schritte gehen nicht. Entfernen Sie welche.',
		gap: 'Anfragen mit Priorität 4 („Wenn Zeit ist“) kämen bei niemandem an. Stellen Sie mindestens einen Schritt auf „Bei allen“.',
	},
	unsaved: 'Noch nicht gespeichert. Ihre Änderungen bleiben auf diesem Gerät.',
	save: 'Schritte speichern',
	saving: 'Wird gespeichert …',
	discard: 'Verwerfen',
	replaced: {
		usual: {
			title: 'Die üblichen Schritte sind eingesetzt',
			body: 'Sie gelten erst, wenn Sie speichern.',
		},
		removed: { title: 'Schritt entfernt', body: 'Das gilt erst, wenn Sie speichern.' },
		discarded: { title: 'Änderungen verworfen', body: 'Sie sehen die Schritte, die gelten.' },
		theirs: {
			title: 'Die neueren Schritte sind geladen',
			body: 'Ihre eigenen lassen sich noch zurückholen.',
		},
	},
	takeBack: 'Zurückholen',
	changed: {
		title: 'Inzwischen hat jemand anders gespeichert',
		body: 'Ihre Eingaben stehen noch hier und sind nicht gespeichert. Es gilt jetzt:',
		load: 'Neuere Schritte laden',
		keep: 'Bei meinen bleiben',
		kept: {
			title: 'Ihre Schritte bleiben stehen',
			body: 'Mit „Schritte speichern“ ersetzen Sie die neueren.',
		},
	},
	begun: {
		title: 'Hier ist noch etwas von Ihnen, das nicht gespeichert ist',
		body: 'Sie können daran weiterarbeiten, speichern oder es verwerfen.',
	},
	results: {
		saved: {
			title: 'Gespeichert',
			body: 'Das gilt für jede neue Runde. Was gerade läuft, geht mit den alten Schritten zu Ende.',
		},
		invalid: {
			title: 'Noch nicht gespeichert',
			body: 'Was nicht passt, steht bei den Schritten.',
		},
		refused: {
			title: 'Noch nicht gespeichert',
			body: 'Der Server nimmt die Schritte so nicht an. Laden Sie die Seite neu; Ihre Eingaben bleiben.',
		},
		not_allowed: {
			title: 'Das dürfen nur Themen-Zuständige und Koordination',
			body: 'Ihre Eingaben sind noch hier. Bitten Sie eine dieser Personen, sie zu speichern.',
		},
		retry: {
			title: 'Nicht gespeichert: keine Antwort vom Server',
			body: 'Ihre Eingaben sind noch hier. Speichern Sie mit Verbindung noch einmal.',
		},
		signed_out: {
			title: 'Nicht gespeichert: Anmeldung abgelaufen',
			body: 'Ihre Eingaben sind noch hier. Melden Sie sich neu an und speichern Sie noch einmal.',
		},
	},
};

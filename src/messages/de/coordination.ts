/** What coordination decides: who gets in, who is what, which municipalities take part. */
export const coordination = {
	operator: {
		title: 'Impressum',
		link: 'Wer diese Installation betreibt, öffentlich',
		missing: {
			title: 'Impressum fehlt',
			body: 'Wer diese Installation betreibt, ist noch nicht eingetragen. Datenschutz und Impressum sind so lange unvollständig.',
			action: 'Impressum eintragen',
		},
	},
	operations: { title: 'Betrieb', link: 'Ob Alarme hinausgehen und ankommen' },
	webhook: { title: 'Meldung nach außen', link: 'Wohin es geht, wenn kein Gerät eine Alarmierung bestätigt' },
	feedback: { title: 'Rückmeldungen', link: 'Was Menschen an Hürden gemeldet haben' },
	title: 'Koordination',
	refused: {
		title: 'Diese Seite ist für die Koordination',
		sentence: 'Hier wird entschieden, wer zum Netz gehört. Ihre Anfragen und Themen finden Sie unten.',
	},
	offline: {
		title: 'Dafür braucht es eine Verbindung',
		sentence:
			'Wer wartet und welche Adressen gelten, liegt nicht auf diesem Gerät. Sobald Sie Netz haben, versuchen Sie es noch einmal.',
	},
	unanswered: {
		title: 'Der Server antwortet nicht',
		sentence: 'Versuchen Sie es in einem Augenblick noch einmal.',
	},
	loading: 'Wird geholt',
	queue: {
		title: (count: number) =>
			count === 0 ? 'Niemand wartet' : count === 1 ? '1 Person wartet' : `${count} Personen warten`,
		empty: 'Wer sich mit einer unbekannten Adresse anmeldet, erscheint hier.',
		came: (time: string) => `angemeldet ${time}`,
		formerly: (town: string) => `früher ${town}`,
		admit: 'Zulassen',
		admitFor: (who: string) => `${who} zulassen`,
		turnAway: 'Abweisen',
		turnAwayFor: (who: string) => `${who} abweisen`,
	},
	turnedAway: {
		title: 'Abgewiesen',
		reconsider: 'Zurücknehmen',
		reconsiderFor: (who: string) => `Abweisung von ${who} zurücknehmen`,
	},
	admission: {
		title: (who: string) => `${who} zulassen`,
		municipality: 'Kommune',
		choose: 'Bitte wählen',
		missing: 'Wählen Sie die Kommune, zu der die Person gehört.',
		role: 'Aufgabe im Netz',
		asker: { title: 'Stellt Anfragen', consequence: 'Fragt das Netz um Hilfe.' },
		specialist: {
			title: 'IT-Fachkraft',
			consequence: 'Kann Themenclustern beitreten, wird alarmiert und sieht alle offenen Anfragen.',
		},
		confirm: 'Ins Netz aufnehmen',
	},
	leftRequests: {
		title: (count: number) =>
			count === 1 ? '1 Anfrage einer ausgetretenen Kommune' : `${count} Anfragen ausgetretener Kommunen`,
		intro:
			'Deren Leute sind nicht mehr im Netz. Die Fachkräfte sehen die Anfragen weiter. Hat sie niemand, können Sie sie an einen anderen Cluster geben.',
		open: 'hat noch niemand',
		inHand: 'in Arbeit',
	},
	turningAway: {
		title: (who: string) => `${who} abweisen?`,
		body: 'Die Person kommt nicht ins Netz und liest nichts. Sie erscheint unten und kann später doch zugelassen werden.',
		confirm: 'Ja, abweisen',
	},
	towns: {
		title: 'Kommunen',
		link: (count: number) => (count === 1 ? '1 Kommune nimmt teil' : `${count} Kommunen nehmen teil`),
		people: (count: number) => (count === 1 ? '1 Person' : `${count} Personen`),
		noDomain: 'noch keine E-Mail-Domain',
		left: 'hat das Netz verlassen',
		add: 'Kommune hinzufügen',
		name: 'Name der Kommune',
		confirmAdd: 'Hinzufügen',
	},
	town: {
		unknown: {
			title: 'Diese Kommune gibt es nicht',
			sentence: 'Vielleicht wurde der Link gekürzt. Alle Kommunen finden Sie in der Liste.',
			action: 'Zur Liste',
		},
		rename: 'Name ändern',
		domains: 'E-Mail-Domains',
		domainsIntro:
			'Wer sich mit einer solchen Adresse anmeldet, gehört ohne weitere Prüfung zu dieser Kommune. Tragen Sie nur Domains ein, die allein der Kommune gehören.',
		noDomains: 'Noch keine. Alle müssen einzeln zugelassen werden.',
		domain: 'Domain',
		domainHint: 'Der Teil nach dem @, zum Beispiel coswig.de',
		addDomain: 'Domain eintragen',
		removeDomain: 'Entfernen',
		removeDomainFor: (domain: string) => `${domain} entfernen`,
		buildings: 'Gebäude',
		buildingsIntro:
			'Im Profil wählen die Leute der Kommune, wo sie arbeiten. Das hilft, wenn jemand vorbeikommt.',
		noBuildings: 'Noch keines. Bis dahin wählt dort niemand ein Gebäude.',
		building: 'Bezeichnung',
		buildingHint: 'Wie man es nennt, zum Beispiel Rathaus, Bauhof oder Grundschule',
		address: 'Anschrift (freiwillig)',
		addressHint: 'Straße und Hausnummer, bei Ortsteilen auch der Ort',
		addBuilding: 'Gebäude hinzufügen',
		confirmBuilding: 'Gebäude eintragen',
		changeBuilding: 'Ändern',
		changeBuildingFor: (building: string) => `${building} ändern`,
		saveBuilding: 'Gebäude speichern',
		removeBuilding: 'Gebäude entfernen',
		removeBuildingHint:
			'Nach dem Entfernen kann es niemand mehr wählen. Wer es schon hat, behält es, bis ein anderes gewählt ist. Tragen Sie es unter demselben Namen wieder ein, gilt es weiter.',
		leave: 'Kommune verlässt das Netz',
		leaving: {
			title: (town: string) => `${town} verlässt das Netz?`,
			people: (count: number) =>
				count === 1
					? '1 Person verliert den Zugang und wartet wieder auf Zulassung.'
					: `${count} Personen verlieren den Zugang und warten wieder auf Zulassung.`,
			taken: 'Was sie übernommen haben, wird wieder offen und neu alarmiert.',
			requests: (count: number) =>
				count === 0
					? 'Ungelöste Anfragen der Kommune gibt es keine.'
					: count === 1
						? '1 ungelöste Anfrage der Kommune bleibt im Netz; die Koordination sieht sie.'
						: `${count} ungelöste Anfragen der Kommune bleiben im Netz; die Koordination sieht sie.`,
			confirm: 'Ja, Kommune verlässt das Netz',
		},
		return: 'Kommune nimmt wieder teil',
		returnIntro: (when: string) =>
			`Hat das Netz verlassen (${when}). Nimmt sie wieder teil, kommen ihre Leute über die Domain oder die Warteliste zurück.`,
	},
	people: {
		title: 'Personen und Rollen',
		link: 'Wer IT-Fachkraft, Koordination, Hauptamt oder Personalrat ist',
		search: 'Nach Name oder Kommune suchen',
		none: 'Niemand mit diesem Namen.',
		unnamed: 'Ohne Namen',
		edit: 'Rollen ändern',
		editFor: (who: string) => `Rollen ändern: ${who}`,
		sheet: (who: string) => `Rollen von ${who}`,
		consequences: {
			specialist:
				'Kann Themenclustern beitreten und wird alarmiert. Ohne diese Rolle endet jede Mitgliedschaft.',
			coordinator: 'Sieht alles, lässt Personen zu und vergibt Rollen.',
			office: 'Sieht, was die eigene Kommune gegeben und bekommen hat.',
			council: 'Sieht Regeln, Fristen und Auswertungen.',
		},
		save: 'Rollen speichern',
	},
	roles: {
		specialist: 'IT-Fachkraft',
		coordinator: 'Koordination',
		office: 'Hauptamt',
		council: 'Personalrat',
		none: 'Stellt Anfragen',
	},
	/** How a command ended. */
	results: {
		admitted: { title: 'Aufgenommen', body: 'Die Person kann sofort loslegen.' },
		turned_away: { title: 'Abgewiesen', body: 'Sie können das unten zurücknehmen.' },
		pending: { title: 'Wartet wieder', body: 'Die Person steht wieder in der Liste.' },
		saved: { title: 'Gespeichert', body: 'Auf den Geräten ist es mit dem nächsten Abgleich.' },
		added: { title: 'Eingetragen', body: 'Das gilt ab sofort.' },
		admittedBy: (count: number) =>
			count === 1
				? '1 Person, die schon wartete, ist damit aufgenommen.'
				: `${count} Personen, die schon warteten, sind damit aufgenommen.`,
		removed: { title: 'Entfernt', body: 'Wer schon dabei ist, bleibt dabei.' },
		buildingRemoved: {
			title: 'Entfernt',
			body: 'Wer es gewählt hat, behält es, bis ein anderes gewählt ist.',
		},
		not_there: { title: 'Schon entfernt', body: 'Das war nicht mehr eingetragen.' },
		left: { title: 'Die Kommune hat das Netz verlassen', body: 'Ihre Anfragen und Anleitungen bleiben.' },
		already_left: {
			title: 'Die Kommune hatte das Netz schon verlassen',
			body: 'Es ist nichts weiter zu tun.',
		},
		returned: { title: 'Die Kommune nimmt wieder teil', body: 'Ihre Domains gelten wieder.' },
		already_active: {
			title: 'Die Person gehört schon zum Netz',
			body: 'Jemand anderes oder die Adresse selbst hat sie inzwischen hereingelassen.',
		},
		last_coordinator: {
			title: 'Das ginge nur mit einer weiteren Koordination',
			body: 'Sonst könnte niemand mehr jemanden hereinlassen. Geben Sie zuerst einer anderen Person diese Rolle.',
		},
		belongs_to: {
			title: (town: string) => `Diese Domain gehört schon zu ${town}`,
			body: 'Eine Domain gehört zu einer einzigen Kommune. Entfernen Sie sie dort zuerst.',
		},
		not_allowed: {
			title: 'Das darf nur die Koordination',
			body: 'Ihre Rolle hat sich geändert. Es ist nichts geschehen.',
		},
		command_reused: {
			title: 'Das kam schon einmal anders an',
			body: 'Sehen Sie nach, was gilt, und versuchen Sie es dann noch einmal.',
		},
		retry: {
			title: 'Der Server hat nicht geantwortet',
			body: 'Ob es angekommen ist, wissen wir nicht. Sehen Sie mit Verbindung nach, was gilt.',
		},
		signed_out: { title: 'Anmeldung nötig', body: 'Es ist nichts geschehen. Melden Sie sich neu an.' },
		too_large: { title: 'Das ist zu viel auf einmal', body: 'Kürzen Sie und versuchen Sie es noch einmal.' },
		broken: {
			title: 'Der Server versteht das nicht',
			body: 'Laden Sie die App neu und versuchen Sie es noch einmal.',
		},
		invalid: {
			title: 'Das passt nicht',
			fields: {
				name: {
					missing: 'Schreiben Sie den Namen der Kommune.',
					too_long: 'Der Name darf höchstens 80 Zeichen lang sein.',
					exists: 'Eine Kommune mit diesem Namen gibt es schon.',
				},
				building: {
					missing: 'Schreiben Sie, wie das Gebäude heißt.',
					too_long: 'Die Bezeichnung darf höchstens 80 Zeichen lang sein.',
					exists: 'Ein Gebäude mit dieser Bezeichnung gibt es in dieser Kommune schon.',
				},
				address: { too_long: 'Die Anschrift darf höchstens 100 Zeichen lang sein.' },
				domain: {
					missing: 'Schreiben Sie die Domain, zum Beispiel coswig.de.',
					unknown: 'Das ist keine Domain. Gemeint ist der Teil nach dem @, zum Beispiel coswig.de.',
					not_allowed:
						'Bei diesem Anbieter bekommt jeder eine Adresse. Sie beweist nicht, dass jemand zur Kommune gehört.',
				},
			},
			other: 'Die Angabe gibt es nicht oder nicht mehr. Laden Sie die Liste neu.',
		},
	},
};

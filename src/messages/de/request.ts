import type { EscalationTarget } from '#domain/escalation.ts';

/** One request from inside: what was written, who is concerned, what happened, giving it away. */
export const request = {
	anotherCluster: 'ein anderes Cluster',
	detail: {
		missing: {
			title: 'Diese Anfrage ist hier nicht zu sehen',
			body: 'Vielleicht hat sie jemand aus einem anderen Cluster übernommen, sie ist abgeschlossen, oder die Adresse stimmt nicht. Sie müssen nichts tun.',
		},
		notHere: {
			title: 'Noch nicht auf diesem Gerät',
			body: 'Diese Anfrage wurde noch nicht geladen. Sobald Sie Netz haben, erscheint sie hier.',
		},
		unheard: {
			title: 'Im Moment wird niemand gerufen',
			body: 'Niemand ist zu erreichen: Es fehlt ein Gerät, oder es ist Ruhezeit oder Pause. Die Mitglieder sehen Ihre Anfrage, sobald sie Rufkreis öffnen. Ist es dringend, rufen Sie zusätzlich an.',
		},
		ended: {
			title: 'Bisher hat niemand angenommen',
			body: 'Alle Schritte der Alarmierung sind durch. Die Anfrage bleibt offen, und die Mitglieder sehen sie. Ist es dringend, rufen Sie zusätzlich an.',
		},
		outside: (cluster: string) => `Text und Rückruf sehen die Mitglieder von „${cluster}“.`,
		noText: 'Ohne weitere Beschreibung.',
		call: 'Anrufen',
		callName: (who: string) => `${who} anrufen`,
		people: 'Beteiligte',
		requester: { other: 'fragt', you: 'fragen' },
		helper: { other: 'kümmert sich', you: 'kümmern sich' },
		along: { other: 'hilft mit', you: 'helfen mit' },
		history: 'Verlauf',
	},
	/** What is on the device for whoever has the request and drives off. */
	road: {
		complete: (time: string) => `Vollständig offline, Stand ${time}`,
		almost: (time: string) => `Offline dabei, Stand ${time}`,
		incomplete: 'Noch nicht vollständig offline',
		kept: 'Anfrage, Rückruf und Kontaktblatt liegen auf diesem Gerät.',
		keptWithoutCallback: 'Anfrage und Kontaktblatt liegen auf diesem Gerät.',
		missing: (what: string) => `Es fehlt noch: ${what}.`,
		parts: {
			text: 'der Text der Anfrage',
			sheet: 'das Kontaktblatt',
			files: (count: number) => (count === 1 ? 'eine Datei' : `${count} Dateien`),
		},
		comes: 'Es kommt von selbst, sobald Netz da ist.',
		sheet: (municipality: string) => `Kontaktblatt ${municipality}`,
		seat: (who: string) => `${who} sitzt hier`,
		seatOfYou: 'Sie sitzen hier',
		buildings: 'Gebäude',
		people: 'IT vor Ort',
		none: 'Für diese Kommune sind keine Gebäude und keine Kontakte eingetragen.',
		mail: (who: string) => `${who} schreiben`,
	},
	/** Asked on this device; the server does not know it yet. */
	unsent: {
		title: 'Anfrage',
		offline: 'Sie geht von selbst hinaus, sobald Netz da ist. Ist es dringend, rufen Sie an.',
		going: 'Sie wird gesendet, sobald der Server antwortet. Sie müssen nichts tun.',
		signedOut: 'Sie geht hinaus, sobald Sie sich wieder angemeldet haben.',
		withdraw: 'Zurückziehen',
		confirm: {
			title: 'Anfrage zurückziehen?',
			body: (count: number) =>
				count === 1
					? 'Ihr Text kommt zurück ins Formular. Eine Sache, die darauf wartet, geht verloren.'
					: `Ihr Text kommt zurück ins Formular. ${count} Dinge, die darauf warten, gehen verloren.`,
			action: 'Ja, zurückziehen',
		},
		refused: {
			title: 'Der Server hat diese Anfrage nicht angenommen',
			body: 'Ihr Text liegt im Ausgang. Dort steht, woran es liegt und was Sie tun können.',
		},
	},
	handOver: {
		action: 'An anderes Cluster übergeben',
		title: 'An welches Cluster?',
		body: 'Dort wird neu alarmiert. Einen Grund müssen Sie nicht nennen.',
		bodyMine: 'Dort wird neu alarmiert, und Sie haben die Anfrage dann nicht mehr.',
		legend: 'Cluster',
		missing: 'Wählen Sie das Cluster, zu dem die Anfrage gehört.',
		confirm: 'Übergeben',
		busy: 'Wird übergeben …',
		results: {
			handed_over: {
				title: 'Übergeben',
				body: 'Das andere Cluster wird jetzt alarmiert.',
			},
			already_there: { title: 'Dort liegt sie schon', body: 'Es ist nichts weiter zu tun.' },
			taken: {
				title: (who: string) => `${who} hat die Anfrage schon`,
				body: 'Wer sie hat, kann sie übergeben. Sie müssen nichts tun.',
			},
			closed: { title: 'Schon abgeschlossen', body: 'Es gibt nichts mehr zu übergeben.' },
			invalid: {
				title: 'Dieses Cluster gibt es nicht mehr',
				body: 'Beim nächsten Abgleich verschwindet es. Wählen Sie ein anderes.',
			},
			not_allowed: {
				title: 'Übergeben ist hier nicht möglich',
				body: 'Das kann, wer die Anfrage hat; solange niemand sie hat, jedes Mitglied des Clusters.',
			},
		},
	},
	events: {
		created: (who: string) => `${who} hat gefragt`,
		createdByYou: 'Sie haben gefragt',
		accepted: (who: string) => `${who} hat übernommen`,
		acceptedByYou: 'Sie haben übernommen',
		released: (who: string) => `${who} hat abgegeben`,
		releasedByYou: 'Sie haben abgegeben',
		undone: (who: string) => `${who} hat die Übernahme zurückgenommen`,
		undoneByYou: 'Sie haben die Übernahme zurückgenommen',
		later: (who: string) => `${who} kann erst später`,
		laterByYou: 'Sie können erst später',
		declined: (who: string) => `${who} kann nicht`,
		declinedByYou: 'Sie können nicht',
		offered: (who: string, time: string) => `${who} kann ab ${time}`,
		offeredByYou: (time: string) => `Sie können ab ${time}`,
		byPhone: (who: string) => `${who} kann am Telefon helfen`,
		byPhoneByYou: 'Sie können am Telefon helfen',
		withdrawn: (who: string) => `${who} hat das Angebot zurückgezogen`,
		withdrawnByYou: 'Sie haben Ihr Angebot zurückgezogen',
		offer_taken: (who: string) => `${who} hat das Angebot angenommen`,
		offer_takenByYou: 'Sie haben das Angebot angenommen',
		handed_over: (who: string, cluster: string) => `${who} hat an ${cluster} übergeben`,
		handed_overByYou: (cluster: string) => `Sie haben an ${cluster} übergeben`,
		alerted: (people: number, devices: number) =>
			`Alarmierung an ${people} ${people === 1 ? 'Person' : 'Personen'}, ${devices} ${devices === 1 ? 'Gerät' : 'Geräte'}`,
		alertedNobody: 'Niemand war zu alarmieren',
		/** Of a step of the escalation. */
		stepReached: (target: string, people: number, devices: number) =>
			`${target}: an ${people} ${people === 1 ? 'Person' : 'Personen'}, ${devices} ${devices === 1 ? 'Gerät' : 'Geräte'}`,
		stepCovered: (target: string) => `${target}: schon alarmiert`,
		stepSkipped: (target: string) => `${target}: niemand zu erreichen`,
		targets: {
			on_call: 'Bereitschaft',
			members: 'Verfügbare Mitglieder',
			owners: 'Themen-Zuständige',
			coordination: 'Koordination',
			person: 'Einzelne Person',
		} satisfies Record<EscalationTarget, string>,
		again: 'noch einmal',
		early: 'früher, weil kein Gerät bestätigt hat',
		ended: 'Alarmierung zu Ende, niemand hat angenommen',
		resting: (count: number) => (count === 1 ? '1 Person ruht' : `${count} Personen ruhen`),
		paused: (count: number) => (count === 1 ? '1 Person macht Pause' : `${count} Personen machen Pause`),
		withoutDevice: (count: number) => (count === 1 ? '1 Person ohne Gerät' : `${count} Personen ohne Gerät`),
	},
	/** The line of an open request: what is known of its alert, and no more. */
	reach: {
		sent: (people: number) => `an ${people} ${people === 1 ? 'Person' : 'Personen'} gesendet`,
		sending: (people: number) => `an ${people} ${people === 1 ? 'Person' : 'Personen'} unterwegs`,
		confirmed: (devices: number) =>
			devices === 0
				? 'noch kein Gerät bestätigt'
				: `${devices} ${devices === 1 ? 'Gerät' : 'Geräte'} bestätigt`,
		resting: (people: number) => `${people} ${people === 1 ? 'ruht' : 'ruhen'}`,
		unreachable: (people: number) => `${people} ohne Gerät`,
		mailed: (people: number) => `${people} per E-Mail angeschrieben`,
		reported: () => 'nach außen gemeldet',
		later: (people: number, time: string) => `${people} ${people === 1 ? 'kann' : 'können'} ab ${time}`,
		byPhone: (people: number) => `${people} am Telefon`,
	},
	/** Done on this device and not yet carried out by the server. */
	waiting: {
		undo_acceptance: 'Bis der Server es bestätigt, haben Sie die Anfrage noch.',
		offer_later: 'Ihr Angebot sehen die anderen, sobald es gesendet ist.',
		decline_request: 'Die anderen sehen es, sobald es gesendet ist.',
		withdraw_offer: 'Bis der Server es bestätigt, steht Ihr Angebot noch.',
		take_offer: 'Ob das Angebot noch steht, entscheidet der Server, sobald Netz da ist.',
		join_request: 'Die anderen sehen es, sobald Netz da ist.',
		leave_request: 'Die anderen sehen es, sobald Netz da ist.',
	},
	later: {
		action: 'Später',
		title: 'Wann können Sie helfen?',
		body: 'Wer gefragt hat und Ihr Cluster sehen Ihr Angebot und können es annehmen. Bis dahin bleibt die Anfrage offen.',
		legend: 'Ihr Angebot',
		half_hour: 'In 30 Minuten',
		two_hours: 'In 2 Stunden',
		tomorrow: 'Nächster Arbeitstag',
		by_phone: 'Nur am Telefon',
		from: (time: string) => `ab ${time}`,
		byPhone: 'Sie kommen nicht vorbei, sind aber zu sprechen.',
		missing: 'Wählen Sie, wann Sie können.',
		confirm: 'Anbieten',
		busy: 'Wird gesendet …',
		decline: 'Diesmal nicht möglich',
		declined: 'Sie haben gesagt: diesmal nicht möglich. Annehmen können Sie trotzdem.',
	},
	offers: {
		title: 'Angebote',
		from: (time: string) => `kann ab ${time}`,
		fromYou: (time: string) => `können ab ${time}`,
		byPhone: 'kann am Telefon helfen',
		byPhoneYou: 'können am Telefon helfen',
		take: 'Angebot annehmen',
		takeOf: (who: string) => `Angebot annehmen: ${who}`,
		taking: 'Wird angenommen …',
		withdraw: 'Zurückziehen',
		withdrawing: 'Wird zurückgezogen …',
		results: {
			noted: {
				offer_later: {
					title: 'Angeboten',
					body: 'Wer gefragt hat und Ihr Cluster sehen es. Sie können es jederzeit zurückziehen.',
				},
				decline_request: {
					title: 'Notiert: diesmal nicht möglich',
					body: 'Andere können weiter annehmen. Bei der nächsten Alarmierung werden Sie wieder gefragt.',
				},
			},
			withdrawn: { title: 'Zurückgezogen', body: 'Niemand rechnet mehr mit Ihnen.' },
			assigned: {
				title: (who: string) => `${who} hat jetzt die Anfrage`,
				body: 'Alle Geräte der Person werden benachrichtigt.',
			},
			already_yours: { title: 'Sie haben diese Anfrage schon', body: 'Es ist nichts weiter zu tun.' },
			taken: {
				title: (who: string) => `${who} hat schon übernommen`,
				body: 'Die Anfrage ist in guten Händen. Sie müssen nichts tun.',
			},
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			no_offer: {
				title: 'Dieses Angebot steht nicht mehr',
				body: 'Es wurde zurückgezogen, oder die Person kann nicht mehr. Die Anfrage ist weiter offen.',
			},
			expired: { title: 'Dieser Zeitpunkt ist vorbei', body: 'Bieten Sie einen späteren an.' },
			invalid: {
				title: 'Dieser Zeitpunkt geht nicht',
				body: 'Wählen Sie einen in den nächsten zwei Wochen.',
			},
			not_allowed: {
				title: 'Das ist hier nicht möglich',
				body: 'Anbieten können Fachkräfte des Clusters; ein Angebot annehmen auch, wer gefragt hat.',
			},
		},
	},
	help: {
		join: 'Ich helfe mit',
		leave: 'Nicht mehr mithelfen',
		busy: 'Wird gesendet …',
		results: {
			joined: {
				title: 'Sie helfen mit',
				body: 'Beide Seiten sehen es. Die Anfrage bleibt, bei wem sie ist.',
			},
			already_helping: { title: 'Sie helfen schon mit', body: 'Es ist nichts weiter zu tun.' },
			left: { title: 'Sie helfen nicht mehr mit', body: 'Einen Grund müssen Sie nicht nennen.' },
			not_helping: { title: 'Sie helfen nicht mehr mit', body: 'Es ist nichts weiter zu tun.' },
			already_yours: { title: 'Sie haben diese Anfrage', body: 'Mithelfen können die anderen.' },
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			not_allowed: {
				title: 'Mithelfen ist hier nicht möglich',
				body: 'Das können die Fachkräfte des Clusters. Sie können ihm unter Netz beitreten.',
			},
		},
	},
	undo: {
		action: 'Rückgängig',
		busy: 'Wird zurückgenommen …',
		results: {
			undone: { title: 'Zurückgenommen', body: 'Die Anfrage ist wieder offen, als wäre nichts gewesen.' },
			too_late: {
				title: 'Zu spät zum Zurücknehmen',
				body: 'Sie haben die Anfrage weiterhin. Abgeben können Sie sie jederzeit.',
			},
			taken: { title: (who: string) => `${who} hat die Anfrage inzwischen`, body: 'Sie müssen nichts tun.' },
			closed: { title: 'Schon abgeschlossen', body: 'Es gibt nichts mehr zurückzunehmen.' },
			not_allowed: {
				title: 'Sie haben diese Anfrage nicht mehr',
				body: 'Sie ist schon abgegeben. Sie müssen nichts tun.',
			},
		},
	},
	release: {
		action: 'Abgeben',
		busy: 'Wird abgegeben …',
		confirm: {
			title: 'Anfrage abgeben?',
			body: (cluster: string) =>
				`Sie ist dann wieder offen, und „${cluster}“ wird ohne Sie neu alarmiert. Einen Grund müssen Sie nicht nennen.`,
			action: 'Ja, abgeben',
		},
		results: {
			released: {
				title: 'Abgegeben',
				body: 'Die Anfrage ist wieder offen. Wen die neue Alarmierung erreicht, steht im Verlauf.',
			},
			closed: { title: 'Schon abgeschlossen', body: 'Es gibt nichts mehr abzugeben.' },
			not_allowed: {
				title: 'Sie haben diese Anfrage nicht mehr',
				body: 'Jemand anderes hat sie inzwischen, oder sie ist schon abgegeben.',
			},
		},
	},
};

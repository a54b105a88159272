/** Requests wherever they appear: list, one request, acceptance and release. */
export const requests = {
	title: 'Anfragen',
	numbered: (number: number) => `#${number}`,
	views: {
		label: 'Welche Anfragen',
		forMe: 'Für mich',
		clusters: 'Meine Cluster',
		open: 'Alle offenen',
		asked: 'Laufend',
		done: 'Erledigt',
	},
	sections: {
		now: 'Jetzt',
		mine: 'Von mir übernommen',
		asked: 'Meine Anfragen',
		waitingForSomeone: 'Noch niemand hat sie',
		takenByOthers: 'Andere kümmern sich',
		open: 'Offen im ganzen Netz',
		done: 'Erledigt in den letzten 90 Tagen',
	},
	empty: {
		forMe: {
			title: 'Nichts wartet auf Sie',
			body: 'Neue Anfragen Ihrer Cluster erscheinen hier von selbst.',
		},
		noCluster: {
			title: 'Sie sind in keinem Cluster',
			body: 'Treten Sie unter Netz einem Themencluster bei. Dann sehen Sie hier, wo Sie gebraucht werden.',
			action: 'Cluster ansehen',
		},
		clusters: {
			title: 'In Ihren Clustern ist nichts offen',
			body: 'Unter „Alle offenen“ sehen Sie, wo im Netz sonst jemand wartet.',
		},
		open: {
			title: 'Im ganzen Netz ist nichts offen',
			body: 'Sobald jemand fragt, steht es hier.',
		},
		asked: {
			title: 'Sie haben keine laufende Anfrage',
			body: 'Wenn etwas nicht geht, fragen Sie das Netz: Die Fachkräfte des Themas werden sofort alarmiert.',
			action: 'Hilfe anfragen',
		},
		done: {
			title: 'Noch nichts erledigt',
			body: 'Gelöste Anfragen bleiben hier 90 Tage zum Nachlesen.',
		},
	},
	ask: 'Hilfe anfragen',
	status: {
		open: 'Offen',
		accepted: 'Übernommen',
		in_progress: 'In Arbeit',
		waiting: 'Wartet',
		resolved: 'Gelöst',
		cancelled: 'Zurückgezogen',
	},
	priority: { 1: 'Schalter steht', 2: 'Heute', 3: 'Diese Woche', 4: 'Wenn Zeit ist' },
	kind: { incident: 'Störung', question: 'Frage', task: 'Aufgabe' },
	person: (person: { name: string; municipality: string }) =>
		person.municipality === '' ? person.name : `${person.name} (${person.municipality})`,
	formerMember: 'ehemaliges Mitglied',
	anotherCluster: 'ein anderes Cluster',
	someone: 'jemand',
	you: 'Sie',
	taken: (who: string) => `${who} kümmert sich`,
	nobodyYet: 'Noch niemand hat übernommen',
	callMe: {
		title: 'Noch kann Sie niemand alarmieren',
		body: 'Keines Ihrer Geräte empfängt Benachrichtigungen.',
		action: 'Einrichten',
		later: 'Später',
	},
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
			body: 'Keines der Mitglieder hat ein Gerät, das sich meldet. Sie sehen Ihre Anfrage, sobald sie Rufkreis öffnen. Ist es dringend, rufen Sie zusätzlich an.',
		},
		outside: (cluster: string) => `Text und Rückruf sehen die Mitglieder von „${cluster}“.`,
		noText: 'Ohne weitere Beschreibung.',
		call: 'Anrufen',
		callName: (who: string) => `${who} anrufen`,
		people: 'Beteiligte',
		requester: { other: 'fragt', you: 'fragen' },
		helper: { other: 'kümmert sich', you: 'kümmern sich' },
		history: 'Verlauf',
	},
	/** Asked on this device; the server does not know it yet. */
	unsent: {
		label: 'Noch nicht gesendet',
		title: 'Ihre Anfrage',
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
	/** Done on this device and not yet carried out by the server. Never says more than that. */
	waiting: {
		title: 'Gemerkt, noch nicht bestätigt',
		accept_request: 'Ob Sie die Anfrage bekommen, entscheidet der Server, sobald Netz da ist.',
		release_request: 'Bis der Server es bestätigt, haben Sie die Anfrage noch.',
		hand_over_request: 'Bis der Server es bestätigt, bleibt die Anfrage, wo sie ist.',
		join_cluster: 'Sobald der Beitritt bestätigt ist, können Sie annehmen.',
		/** Sent at least once: it may hold already. */
		unanswered: 'Der Server hat noch nicht geantwortet. Es wird von selbst weiter versucht.',
		undo: 'Doch nicht',
		needsYou: {
			title: 'Etwas dazu wurde nicht ausgeführt',
			body: 'Im Ausgang steht, was und warum.',
		},
		toOutbox: 'Ausgang öffnen',
	},
	handOver: {
		action: 'An anderes Cluster übergeben',
		title: 'An welches Cluster?',
		body: 'Dessen Mitglieder werden neu alarmiert. Einen Grund müssen Sie nicht nennen.',
		bodyMine: 'Dessen Mitglieder werden neu alarmiert, und Sie haben die Anfrage dann nicht mehr.',
		legend: 'Cluster',
		missing: 'Wählen Sie das Cluster, zu dem die Anfrage gehört.',
		confirm: 'Übergeben',
		busy: 'Wird übergeben …',
		results: {
			handed_over: {
				title: 'Übergeben',
				body: 'Die Mitglieder des anderen Clusters werden alarmiert.',
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
		later: (who: string) => `${who} kann erst später`,
		laterByYou: 'Sie können erst später',
		declined: (who: string) => `${who} kann nicht`,
		declinedByYou: 'Sie können nicht',
		handed_over: (who: string, cluster: string) => `${who} hat an ${cluster} übergeben`,
		handed_overByYou: (cluster: string) => `Sie haben an ${cluster} übergeben`,
		alerted: (people: number, devices: number) =>
			`Alarmierung an ${people} ${people === 1 ? 'Person' : 'Personen'}, ${devices} ${devices === 1 ? 'Gerät' : 'Geräte'}`,
		alertedNobody: 'Niemand war zu alarmieren',
		paused: (count: number) => (count === 1 ? '1 Person macht Pause' : `${count} Personen machen Pause`),
		withoutDevice: (count: number) => (count === 1 ? '1 Person ohne Gerät' : `${count} Personen ohne Gerät`),
	},
	accept: {
		action: 'Annehmen',
		/** Said to screen readers, where several buttons stand in one list. */
		actionFor: (title: string) => `Annehmen: ${title}`,
		busy: 'Wird angenommen …',
		join: 'Cluster beitreten',
		joinFirst: (cluster: string) => `Annehmen können Mitglieder von „${cluster}“.`,
		results: {
			accepted: { title: 'Sie haben übernommen', body: 'Die anderen werden benachrichtigt.' },
			already_yours: { title: 'Sie haben diese Anfrage schon', body: 'Es ist nichts weiter zu tun.' },
			taken: {
				title: (who: string) => `${who} war schneller`,
				body: 'Die Anfrage ist in guten Händen. Sie müssen nichts tun.',
			},
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			expired: {
				title: 'Diese Alarmierung ist vorbei',
				body: 'Öffnen Sie die Anfrage und sehen Sie, wie es steht.',
			},
			not_allowed: {
				title: 'Annehmen ist hier nicht möglich',
				body: 'Nur Fachkräfte des Clusters können annehmen. Sie können ihm unter Netz beitreten.',
			},
		},
	},
	release: {
		action: 'Abgeben',
		busy: 'Wird abgegeben …',
		confirm: {
			title: 'Anfrage abgeben?',
			body: (cluster: string) =>
				`Sie ist dann wieder offen, und die anderen Mitglieder von „${cluster}“ werden neu alarmiert. Einen Grund müssen Sie nicht nennen.`,
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

/** Requests wherever they are named: in lists, with acceptance. */
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
			body: 'Wenn etwas nicht geht, fragen Sie das Netz: Die Fachkräfte des Themas werden nacheinander gerufen, bis jemand annimmt.',
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
	/** Asked on this device; the server does not know it yet. */
	unsent: 'Noch nicht gesendet',
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
};

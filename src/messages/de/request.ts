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
		undone: (who: string) => `${who} hat die Übernahme zurückgenommen`,
		undoneByYou: 'Sie haben die Übernahme zurückgenommen',
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

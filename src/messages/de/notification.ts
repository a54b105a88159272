/** Words the service worker says on the lock screen; titles and texts of alerts come ready from the server. */
export const notification = {
	buttons: {
		accept: 'Annehmen',
		later: 'Später',
		open: 'Öffnen',
		undo: 'Rückgängig',
		forget: 'Nicht senden',
		confirm: 'Angekommen',
	},
	/** Of a test alarm. Each title says that it is one. */
	test: {
		waiting: { title: 'Probealarm: wird bestätigt …', body: 'Antippen zeigt den Stand.' },
		kept: {
			offline: {
				title: 'Probealarm: „Angekommen“ gemerkt',
				body: 'Wird gesendet, sobald Netz da ist. Nach zehn Minuten ist die Probe vorbei.',
			},
			unanswered: {
				title: 'Probealarm: noch nicht bestätigt',
				body: 'Wird noch einmal gesendet. Nach zehn Minuten ist die Probe vorbei.',
			},
		},
		confirmed: {
			title: 'Probealarm bestätigt',
			body: 'Alarmierungen erreichen Sie auf diesem Gerät. Es ist nichts weiter zu tun.',
		},
		expired: {
			title: 'Dieser Probealarm ist vorbei',
			body: 'Er galt zehn Minuten. Unter „Ich“ können Sie einen neuen senden.',
		},
		not_allowed: {
			title: 'Probealarm: hier nicht möglich',
			body: 'Dieses Gerät ist nicht mehr angemeldet. Öffnen Sie Rufkreis und melden Sie sich an.',
		},
		offline: { title: 'Probealarm: keine Verbindung', body: 'Tippen Sie erneut auf „Angekommen“.' },
		unanswered: { title: 'Probealarm: keine Antwort', body: 'Tippen Sie erneut auf „Angekommen“.' },
	},
	/** A push nobody can read: something must be shown, and nothing may be claimed. */
	unreadable: { title: 'Rufkreis', body: 'Es gibt Neues. Öffnen Sie Rufkreis, um es zu sehen.' },
	/** The person has left this device, or somebody else uses it now; true for both. */
	signedOut: {
		title: 'Rufkreis',
		body: 'Auf diesem Gerät ist niemand für Alarmierungen angemeldet.',
	},
	waiting: {
		accept: 'Wird angenommen …',
		later: 'Wird notiert …',
		undo: 'Wird zurückgenommen …',
		body: 'Noch nicht bestätigt. Antippen zeigt den Stand.',
	},
	/** Nobody has heard of it: kept on the device and sent by itself. */
	kept: {
		offline: { accept: 'Gemerkt: Annehmen', later: 'Gemerkt: Später' },
		unanswered: { accept: 'Annehmen: noch nicht bestätigt', later: 'Später: noch nicht bestätigt' },
		body: (until: string) => `Wird gesendet, sobald Netz da ist, längstens bis ${until}.`,
		notYours: 'Übernommen ist erst mit der Bestätigung.',
	},
	question: {
		title: 'Noch annehmen?',
		accept: 'Ihr „Annehmen“ kam eine Viertelstunde lang nicht durch. Es wird nicht mehr von selbst gesendet.',
		later: 'Ihr „Später“ kam eine Viertelstunde lang nicht durch. Es wird nicht mehr von selbst gesendet.',
	},
	yours: {
		accepted: (time: string) => `Übernommen ${time}`,
		already: 'Von Ihnen übernommen',
		callback: (number: string) => `Rückruf ${number}`,
		/** Instead of both, where the lock screen hides them. */
		hidden: 'Rückruf und Ort stehen in Rufkreis.',
	},
	taken: {
		faster: (who: string) => `${who} war schneller`,
		by: (who: string) => `Übernommen von ${who}`,
		/** Where the lock screen names nobody. */
		fasterHidden: 'Jemand war schneller',
		byHidden: 'Schon übernommen',
		body: 'Sie müssen nichts mehr tun.',
	},
	closed: { title: 'Schon erledigt', body: 'Die Anfrage ist geschlossen. Sie müssen nichts mehr tun.' },
	expired: {
		title: 'Diese Alarmierung ist abgelaufen',
		body: 'Seitdem hat sich die Anfrage geändert. Antippen zeigt den Stand.',
	},
	notAllowed: {
		title: 'Hier nicht möglich',
		body: 'Dieses Gerät ist für die Anfrage nicht freigeschaltet. Öffnen Sie Rufkreis und melden Sie sich an.',
	},
	/** All that a lock screen without content says of a request. */
	hidden: (priority: number) => `Priorität ${priority}`,
	later: {
		title: 'Später notiert',
		body: 'Die Anfrage bleibt offen.',
		/** What is now offered to whoever asked; the person can take it back in the app. */
		from: (time: string) => `Angeboten: Sie können ab ${time}. Die Anfrage bleibt bis dahin offen.`,
		byPhone: 'Angeboten: Sie helfen am Telefon. Die Anfrage bleibt bis dahin offen.',
	},
	undone: { title: 'Zurückgenommen', body: 'Die Anfrage ist wieder offen.' },
	tooLate: {
		title: 'Zu spät zum Zurücknehmen',
		body: 'Sie haben die Anfrage weiterhin. Abgeben können Sie sie in Rufkreis.',
	},
	offline: {
		title: 'Nicht gesendet: keine Verbindung',
		accept: 'Tippen Sie erneut auf „Annehmen“.',
		later: 'Tippen Sie erneut auf „Später“.',
		undo: 'Sie haben die Anfrage weiterhin. Tippen Sie erneut auf „Rückgängig“.',
	},
	unanswered: {
		title: 'Nicht bestätigt: keine Antwort',
		accept: 'Tippen Sie erneut auf „Annehmen“.',
		later: 'Tippen Sie erneut auf „Später“.',
		undo: 'Tippen Sie erneut auf „Rückgängig“.',
	},
};

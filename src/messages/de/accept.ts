import { push } from './push.ts';

/** Words of the page behind a notification. */
export const accept = {
	title: 'Anfrage annehmen',
	priorities: push.priorities,
	loading: 'Anfrage wird geladen',
	checking: 'Stand wird geprüft …',
	choices: { accept: 'Annehmen', later: 'Später', decline: 'Nicht möglich' },
	sending: 'Wird angenommen …',
	number: (number: number) => `Nr. ${number}`,
	noted: {
		later: { title: 'Später notiert', body: 'Die Anfrage bleibt offen.' },
		/** What is offered with it now. */
		from: (time: string) => `Angeboten: Sie können ab ${time}. Ändern können Sie das in der Anfrage.`,
		byPhone: 'Angeboten: Sie helfen am Telefon. Ändern können Sie das in der Anfrage.',
		decline: { title: 'Notiert: für Sie nicht möglich', body: 'Andere können weiter annehmen.' },
	},
	/** For a minute after accepting. */
	undo: {
		action: 'Rückgängig',
		undone: { title: 'Zurückgenommen', body: 'Die Anfrage ist wieder offen.' },
		too_late: 'Zum Zurücknehmen ist es zu spät. Abgeben können Sie in der Anfrage.',
		offline: 'Keine Verbindung: Sie haben die Anfrage weiterhin. Tippen Sie erneut auf „Rückgängig“.',
		unanswered: 'Nicht bestätigt: keine Antwort. Tippen Sie erneut auf „Rückgängig“.',
		/** Both once the minute is over and the button is gone. */
		offline_too_late:
			'Sie haben die Anfrage weiterhin, Zurücknehmen geht nicht mehr. Öffnen Sie die Anfrage und tippen Sie auf „Abgeben“.',
		unanswered_too_late:
			'Ob die Anfrage zurückgenommen ist, ist nicht bestätigt. Öffnen Sie die Anfrage: Haben Sie sie noch, tippen Sie auf „Abgeben“.',
	},
	/** Nothing was tapped yet; what is shown came with the notification. */
	stale: {
		offline: { title: 'Keine Verbindung', body: 'Zu sehen ist, was die Benachrichtigung sagte.' },
		unanswered: {
			title: 'Der Server antwortet nicht',
			body: 'Zu sehen ist, was die Benachrichtigung sagte.',
		},
	},
	failed: { offline: 'Nicht gesendet: keine Verbindung', unanswered: 'Nicht bestätigt: keine Antwort' },
	again: (button: string) => `Tippen Sie erneut auf „${button}“.`,
	yours: {
		accepted: (time: string) => `Übernommen ${time}`,
		already: 'Von Ihnen übernommen',
		call: 'Anrufen',
	},
	taken: {
		title: (who: string) => `${who} hat übernommen`,
		faster: (who: string) => `${who} war schneller`,
		body: 'Sie müssen nichts mehr tun.',
	},
	closed: { title: 'Schon erledigt', body: 'Die Anfrage ist geschlossen. Sie müssen nichts mehr tun.' },
	expired: {
		title: 'Diese Alarmierung ist abgelaufen',
		body: 'Seitdem hat sich die Anfrage geändert. Öffnen Sie sie, um den Stand zu sehen.',
	},
	not_allowed: {
		title: 'Von hier aus nicht möglich',
		body: 'Dieses Gerät ist für die Anfrage nicht freigeschaltet. Melden Sie sich an und öffnen Sie die Anfrage.',
	},
	no_ticket: {
		title: 'Hier fehlt die Alarmierung',
		body: 'Annehmen ohne Anmeldung geht nur aus der Benachrichtigung. Melden Sie sich an und öffnen Sie die Anfrage.',
	},
	unreachable: {
		offline: {
			title: 'Keine Verbindung',
			body: 'Diese Anfrage ist auf dem Gerät nicht gespeichert. Sobald Sie Netz haben, wird sie geladen.',
		},
		unanswered: {
			title: 'Der Server antwortet nicht',
			body: 'Die Anfrage konnte nicht geladen werden. Versuchen Sie es in einem Moment erneut.',
		},
	},
	retry: 'Erneut versuchen',
	signIn: 'Anmelden und öffnen',
	openRequest: 'Zur Anfrage',
	requests: 'Zu den Anfragen',
};

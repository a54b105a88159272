/** How the sending of alerts goes, as coordination reads it. `when`: a moment in words; `long`: a duration in words. */
export const operations = {
	title: 'Betrieb',
	offline: {
		title: 'Dafür braucht es eine Verbindung',
		sentence:
			'Ob Alarme hinausgehen, weiß nur der Server. Sobald Sie Netz haben, versuchen Sie es noch einmal.',
	},
	stale: {
		title: 'Gerade keine Antwort vom Server',
		body: (when: string) => `Gezeigt wird, was um ${when} galt. Es wird weiter nachgefragt.`,
	},
	fine: {
		title: 'Alles in Ordnung',
		body: 'Der Versand läuft, nichts wartet zu lange, und kein Push-Dienst weist uns ab.',
	},
	stopped: {
		title: 'Der Versand steht',
		never:
			'Er ist noch nie gelaufen, und Alarme bleiben liegen. Starten Sie den Server neu; danach gehen sie von selbst hinaus.',
		body: (when: string) =>
			`Zuletzt gelaufen: ${when}. Alarme bleiben seitdem liegen. Starten Sie den Server neu; was noch gilt, geht danach von selbst hinaus.`,
	},
	stuck: {
		title: 'Alarme warten zu lange',
		body: (waiting: number, long: string) =>
			waiting === 0
				? `Ein Schritt der Alarmierung ist seit ${long} fällig. Prüfen Sie die Auslastung des Servers.`
				: `Seit ${long} wartet die älteste Meldung. Prüfen Sie Auslastung und Internetverbindung des Servers.`,
	},
	refusing: {
		title: (service: string) => `${service} weist uns ab`,
		body: (when: string) =>
			`Zuletzt abgewiesen: ${when}. Es liegt nicht an den Geräten: Prüfen Sie Schlüssel (VAPID) und Uhr des Servers. Bis dahin kommen Alarme dort nicht an.`,
	},
	unanswered: {
		title: (service: string) => `${service} antwortet nicht`,
		body: (when: string) =>
			`Zuletzt versucht: ${when}. Solange ein Alarm gilt, wird er weiter versucht. Hält es an, prüfen Sie Internetverbindung und Firewall des Servers.`,
	},
	lost: {
		title: 'Weniger als die Hälfte kommt an',
		body: 'Sehen Sie unten nach, ob ein Push-Dienst fehlt, und bitten Sie die Fachkräfte um einen Probealarm unter „Ich“.',
	},
	mail: {
		title: 'E-Mails gehen nicht hinaus',
		body: 'Von den E-Mails der letzten 24 Stunden, die auf stille Alarme folgen sollten, ging keine hinaus. Prüfen Sie den Mailserver.',
	},
	webhook: {
		title: 'Der Webhook nimmt nichts an',
		body: 'In den letzten 24 Stunden kam dort nichts an. Prüfen Sie seine Adresse und den Dienst dahinter.',
	},
	kept: {
		title: 'Altes wird nicht gelöscht',
		never: 'Die Löschfristen der Datenschutzhinweise werden nicht eingehalten. Prüfen Sie den Server.',
		body: (when: string) =>
			`Zuletzt gelaufen: ${when}. So werden die Löschfristen der Datenschutzhinweise nicht eingehalten. Prüfen Sie den Server.`,
	},
	sending: {
		title: 'Versand',
		ran: 'Zuletzt nachgesehen',
		never: 'noch nie',
		queue: 'Warteschlange',
		empty: 'Nichts wartet',
		waiting: (count: number, long: string) =>
			count === 1 ? `1 Meldung wartet seit ${long}` : `${count} Meldungen warten, die älteste seit ${long}`,
	},
	arrived: {
		title: 'Angekommen',
		day: 'Letzte 24 Stunden',
		week: 'Letzte 7 Tage',
		none: 'Noch nichts gesendet.',
		few: 'Es ging um weniger als 5 Personen. Zu ihrem Schutz steht hier keine Zahl.',
		counted: (sent: string, arrived: string) =>
			`Von ${sent} gesendeten Meldungen haben Geräte ${arrived} bestätigt.`,
		half: (long: string) => `Die Hälfte davon war nach ${long} da.`,
		note: 'Bestätigt heißt: Das Gerät hat die Meldung gezeigt. Ohne Bestätigung war es oft nur aus oder ohne Netz.',
	},
	services: {
		title: 'Push-Dienste',
		none: 'Noch mit keinem gesprochen.',
		names: {
			'googleapis.com': 'Google (Chrome, Android)',
			'push.services.mozilla.com': 'Mozilla (Firefox)',
			'push.apple.com': 'Apple (iPhone, Safari)',
			'notify.windows.com': 'Microsoft (Windows, Edge)',
		} satisfies Record<string, string>,
		fine: 'nimmt an',
		refusing: 'weist uns ab',
		unanswered: 'antwortet nicht',
	},
	devices: {
		title: 'Geräte',
		none: 'Noch kein Gerät ist für Alarme angemeldet.',
		few: 'Weniger als 5 Personen haben ein Gerät. Zu ihrem Schutz steht hier keine Zahl.',
		all: 'Für Alarme angemeldet',
		silent: 'Seit 8 Tagen still',
		quarantined: 'Ausgesetzt',
		note: 'Ausgesetzt: Der Push-Dienst hat das Gerät zu oft abgewiesen. Es zählt wieder, sobald Rufkreis dort geöffnet wird. Stille Geräte werden jede Woche geprüft.',
	},
	tests: {
		title: 'Probealarme, letzte 7 Tage',
		none: 'Keiner.',
		few: 'Weniger als 5 Personen haben einen ausgelöst. Zu ihrem Schutz steht hier keine Zahl.',
		arrived: 'Angekommen',
		failed: 'Nicht angekommen',
		running: 'Laufen noch',
	},
	retention: { title: 'Löschen nach Frist', ran: 'Zuletzt gelaufen', never: 'noch nie' },
	state: (when: string) => `Stand ${when}, wird alle 30 Sekunden erneuert.`,
};

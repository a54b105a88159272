export const me = {
	title: 'Ich',
	roles: {
		label: 'Aufgaben',
		specialist: 'IT-Fachkraft',
		coordinator: 'Koordination',
		office: 'Hauptamt',
		council: 'Personalrat',
		none: 'Anfragende',
	},
	email: 'E-Mail',
	phone: 'Telefon',
	notifications: {
		title: 'Benachrichtigungen',
		/** One entry per state of push/state.ts. */
		states: {
			not_asked: {
				badge: 'Noch nicht eingerichtet',
				body: 'Wenn jemand in Ihren Clustern Hilfe braucht, meldet sich dieses Gerät, auch wenn Rufkreis geschlossen ist. Sie nehmen mit einem Tipp an.',
				next: 'Nach dem Tippen fragt der Browser, ob Rufkreis Mitteilungen zeigen darf. Wählen Sie dort „Zulassen“.',
				action: 'Benachrichtigungen einschalten',
			},
			installed_not_asked: {
				badge: 'Installiert, noch nicht gefragt',
				body: 'Rufkreis liegt auf dem Home-Bildschirm. Damit dieses iPhone oder iPad sich meldet, fehlt noch ein Schritt.',
				next: 'Nach dem Tippen fragt das Gerät, ob Rufkreis Mitteilungen senden darf. Wählen Sie „Erlauben“.',
				action: 'Benachrichtigungen einschalten',
			},
			revoked: {
				badge: 'Beendet',
				body: 'Die Benachrichtigungen waren hier eingeschaltet. Das Gerät oder der Browser hat sie beendet; es kommt nichts mehr an.',
				next: 'Das geschieht, wenn die Erlaubnis zurückgenommen wurde oder Rufkreis lange nicht geöffnet war.',
				action: 'Wieder einschalten',
			},
			off: {
				badge: 'Aus',
				body: 'Dieses Gerät meldet sich nicht. Erlaubt haben Sie es schon; einschalten genügt.',
				action: 'Einschalten',
			},
			on: {
				badge: 'Eingeschaltet',
				body: 'Dieses Gerät ist angemeldet. Stummschaltung und „Nicht stören“ Ihres Telefons gelten weiter; darauf hat Rufkreis keinen Einfluss.',
				action: 'Auf diesem Gerät ausschalten',
			},
			unregistered: {
				badge: 'Nicht vollständig',
				body: 'Der Browser ist bereit, aber der Server kennt dieses Gerät nicht. Es würde nichts ankommen.',
				action: 'Erneut einschalten',
			},
			denied: {
				badge: 'Vom Browser gesperrt',
				body: 'Sie oder Ihr Browser haben Mitteilungen abgelehnt. Rufkreis darf nicht noch einmal fragen.',
				next: 'Öffnen Sie die Einstellungen der Website (Symbol links neben der Adresse, oder App-Info lange gedrückt auf dem Symbol), wählen Sie „Benachrichtigungen“ und dann „Zulassen“. Danach laden Sie hier neu.',
			},
			denied_on_iphone: {
				badge: 'Vom iPhone gesperrt',
				body: 'Mitteilungen sind für Rufkreis abgelehnt. Rufkreis darf nicht noch einmal fragen.',
				next: 'Öffnen Sie „Einstellungen“, „Mitteilungen“, „Rufkreis“ und schalten Sie „Mitteilungen erlauben“ ein. Kommen Sie danach hierher zurück.',
			},
			too_old: {
				badge: 'Erst aktualisieren',
				body: 'Mitteilungen gibt es auf dem iPhone und iPad ab Version 16.4; dieses Gerät hat eine ältere.',
				next: 'Öffnen Sie „Einstellungen“, „Allgemein“, „Softwareupdate“. Legen Sie Rufkreis danach auf den Home-Bildschirm.',
			},
			needs_installation: {
				badge: 'Erst installieren',
				body: 'Sie haben Rufkreis im Browser geöffnet. Auf dem iPhone und iPad kommen Mitteilungen nur an, wenn es auf dem Home-Bildschirm liegt.',
				guide: 'Anleitung mit Bildern',
			},
			unsupported: {
				badge: 'Hier nicht möglich',
				body: 'Dieser Browser kann keine Mitteilungen empfangen (oder das Fenster ist privat). Anfragen sehen Sie hier trotzdem, solange Rufkreis offen ist.',
				next: 'Nehmen Sie Chrome, Edge oder Firefox in einem normalen Fenster, auf dem iPhone Safari ab iOS 16.4.',
			},
		},
		diagnosis: 'Diagnose öffnen',
		checking: 'Wird geprüft',
		busy: 'Einen Moment …',
		/** Why switching on or off did not work. */
		failures: {
			denied:
				'Der Browser hat die Erlaubnis nicht gegeben. Wenn keine Frage erschien, hat er sie still abgelehnt.',
			no_push_service:
				'Der Browser erreicht seinen Mitteilungsdienst nicht. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
			not_registered:
				'Der Browser ist bereit, aber der Server hat nicht geantwortet. Versuchen Sie es noch einmal.',
			refused:
				'Der Server nimmt den Mitteilungsdienst dieses Browsers nicht an. Die Koordination kann ihn freigeben.',
			too_many: 'Sie haben schon 20 Geräte. Entfernen Sie unten eines, das Sie nicht mehr nutzen.',
			not_allowed: 'Ihr Konto ist noch nicht freigeschaltet.',
			not_removed:
				'Dieses Gerät ist still, aber der Server weiß es noch nicht. Versuchen Sie es noch einmal, sobald Sie Netz haben.',
		},
	},
	devices: {
		title: 'Geräte, die gerufen werden',
		empty: 'Noch kein Gerät. Solange keines hier steht, kann Sie niemand alarmieren.',
		this: 'dieses Gerät',
		seen: (time: string) => `zuletzt gesehen ${time}`,
		life: { alive: 'Meldet sich', quiet: 'Seit Tagen still', silent: 'Seit Wochen still' },
		/** What to do about silence. */
		wake: {
			quiet: 'Öffnen Sie Rufkreis dort einmal. Dann ist klar, ob es noch gerufen wird.',
			silent: 'Rechnen Sie nicht mit diesem Gerät. Öffnen Sie Rufkreis dort, oder entfernen Sie es hier.',
		},
		remove: 'Entfernen',
		removeFor: (label: string) => `${label} entfernen`,
		/** Not a verdict: the device is still on the list. */
		failures: {
			retry: {
				title: 'Der Server hat nicht geantwortet',
				body: 'Ob es angekommen ist, wissen wir nicht. Drücken Sie noch einmal: Es zählt nur einmal.',
			},
			signed_out: {
				title: 'Anmeldung nötig',
				body: 'Es ist nichts geschehen. Melden Sie sich an und drücken Sie noch einmal.',
			},
		},
		results: {
			removed: 'Entfernt. Dieses Gerät wird nicht mehr gerufen.',
			not_allowed: 'Dieses Gerät war schon entfernt.',
		},
	},
	/** Of one device. */
	lockScreen: {
		title: 'Inhalt auf dem Sperrbildschirm zeigen',
		shown: 'Titel, Kommune und Rückruf sind zu lesen, ohne das Gerät zu entsperren.',
		hidden: 'Dort steht nur „Neue Anfrage, Priorität 1“. Annehmen können Sie trotzdem.',
		kept: 'Gilt, sobald der Server es weiß.',
		refused: 'Der Server hat es nicht übernommen. Wählen Sie mit Verbindung noch einmal.',
	},
	/** Of this device alone. */
	autoAccept: {
		title: 'Von selbst annehmen',
		body: 'Nur auf diesem Gerät: Öffnet eine Benachrichtigung die Seite zum Annehmen, wird nach dieser Zeit für Sie angenommen. „Anhalten“ beendet das.',
		off: 'Aus',
		after: (seconds: number) => `nach ${seconds} Sekunden`,
		refused: 'Dieser Browser kann es sich nicht merken. Es bleibt, wie es war.',
	},
	testAlarm: { title: 'Probealarm', body: 'Ob ein Alarm Ihre Geräte erreicht, und die Wochenprobe' },
	profile: { title: 'Profil ändern', body: 'Name, Telefon, was andere sehen' },
	account: { title: 'Konto', body: 'Was Rufkreis über mich weiß, mitnehmen, löschen' },
	coordination: {
		title: 'Koordination',
		body: 'Wer hereinkommt, wer was darf, welche Kommunen teilnehmen',
	},
	outbox: {
		title: 'Ausgang',
		empty: 'Alles ist gesendet.',
		waiting: (count: number) => (count === 1 ? '1 wartet' : `${count} warten`),
		needsYou: (count: number) => (count === 1 ? '1 braucht Sie' : `${count} brauchen Sie`),
	},
	later: {
		title: 'Was „Später“ anbietet',
		body: 'Der Knopf auf der Benachrichtigung bietet an, was Sie hier wählen. In der Anfrage können Sie jedes Mal anders wählen.',
		half_hour: 'In 30 Minuten',
		two_hours: 'In 2 Stunden',
		tomorrow: 'Nächster Arbeitstag, 8 Uhr',
		by_phone: 'Nur am Telefon',
		kept: 'Gilt, sobald der Server es weiß.',
		refused: 'Der Server hat es nicht übernommen. Wählen Sie mit Verbindung noch einmal.',
	},
	secondChannel: {
		title: 'E-Mail, wenn kein Gerät den Alarm bestätigt',
		on: 'Bleibt ein Alarm auf Ihren Geräten ohne Bestätigung, kommt er als E-Mail: bei Priorität 1 nach 3 Minuten, sonst nach 10. Ohne erreichbares Gerät kommt sie sofort.',
		off: 'Schweigen Ihre Geräte, erfahren Sie von Alarmen nichts.',
		kept: 'Gilt, sobald der Server es weiß.',
		refused: 'Der Server hat es nicht übernommen. Wählen Sie mit Verbindung noch einmal.',
	},
	language: {
		title: 'Sprache',
		/** Here at once; the server, which writes notifications, learns of it later. */
		kept: 'Benachrichtigungen folgen, sobald der Server es weiß.',
		refused:
			'Der Server hat die Sprache nicht übernommen. Benachrichtigungen kommen in der früheren; wählen Sie mit Verbindung noch einmal.',
		failed: 'Die andere Sprache ließ sich nicht laden. Versuchen Sie es mit Verbindung noch einmal.',
	},
	signOut: {
		action: 'Abmelden',
		title: 'Von diesem Gerät abmelden?',
		body: 'Dieses Gerät wird nicht mehr gerufen. Anfragen und ein angefangener Entwurf werden hier gelöscht; am Server bleibt alles, wie es ist.',
		confirm: 'Abmelden',
		busy: 'Wird abgemeldet …',
		/** Things that would be lost. */
		unsent: {
			title: (count: number) =>
				count === 1 ? '1 Sache ist noch nicht gesendet' : `${count} Dinge sind noch nicht gesendet`,
			body: 'Was nicht gesendet ist, wird beim Abmelden auf diesem Gerät gelöscht, und niemand erfährt davon.',
			send: 'Erst senden',
			sending: 'Wird gesendet …',
			/** Tried, and something is still here. */
			left: 'Gerade geht nicht alles hinaus: Es fehlt das Netz, oder etwas davon braucht Sie.',
			look: 'Ausgang ansehen',
			anyway: 'Trotzdem abmelden',
		},
	},
};

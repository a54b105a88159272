import type { TestStep, TestVerdict } from '#domain/test-alarm.ts';

/** Words of the screen from which test alarms are sent. */
export const testAlarm = {
	title: 'Probealarm',
	intro:
		'Ein Probealarm nimmt denselben Weg wie ein echter. Geschafft ist er, wenn Sie auf dem Gerät „Angekommen“ tippen. Ruhezeiten und Pause halten ihn nicht auf, und niemand außer Ihnen hört davon.',
	devices: 'An welches Gerät?',
	none: 'Noch kein Gerät. Schalten Sie zuerst unter „Ich“ die Benachrichtigungen ein.',
	this: 'dieses Gerät',
	send: 'Probealarm senden',
	again: 'Noch einmal senden',
	busy: 'Wird gesendet …',
	steps: {
		started: 'Unterwegs',
		sent: 'Vom Push-Dienst angenommen',
		arrived: 'Auf dem Gerät angekommen',
		confirmed: 'Von Ihnen bestätigt',
	} satisfies Record<TestStep, string>,
	/** Beside a step that is still to come. */
	notYet: 'noch nicht',
	done: 'erledigt',
	verdicts: {
		waiting: { title: 'Unterwegs', body: 'Meist dauert es wenige Sekunden.' },
		slow: {
			title: 'Noch nicht angekommen',
			body: 'Ein echter Alarm käme gerade auch nicht durch. Ist das Gerät an und im Netz? Energiesparen kann Nachrichten aufhalten.',
		},
		shown: {
			title: 'Angekommen. Jetzt sind Sie dran',
			body: 'Tippen Sie in der Benachrichtigung auf „Angekommen“. Hat sie keinen Knopf, tippen Sie die Benachrichtigung selbst an. Ist keine zu sehen, prüfen Sie „Nicht stören“.',
		},
		confirmed: { title: 'Bestätigt', body: 'Alarmierungen erreichen Sie auf diesem Gerät.' },
		unconfirmed: {
			title: 'Angekommen, nicht bestätigt',
			body: 'Das Gerät hat den Probealarm gezeigt, bestätigt hat ihn in zehn Minuten niemand. War „Nicht stören“ eingeschaltet?',
		},
		lost: {
			title: 'Nicht angekommen',
			body: 'Zehn Minuten lang hat sich das Gerät nicht gemeldet. Rechnen Sie nicht mit ihm, bevor eine Probe gelingt.',
		},
		reached: { title: 'Angekommen', body: 'Das Gerät wird erreicht.' },
		refused: {
			title: 'Der Push-Dienst hat ihn nicht angenommen',
			body: 'Öffnen Sie Rufkreis auf dem Gerät: Das erneuert die Verbindung. Danach senden Sie noch einmal.',
		},
		gone: {
			title: 'Dieses Gerät hat keine Adresse mehr',
			body: 'Der Browser hat seine Anmeldung beendet. Schalten Sie dort unter „Ich“ die Benachrichtigungen wieder ein.',
		},
	} satisfies Record<TestVerdict, { title: string; body: string }>,
	/** Where there is no button in the notification: the page that has one. */
	confirm: 'Hier bestätigen',
	diagnosis: 'Diagnose öffnen',
	/** For a device that lies elsewhere. */
	diagnosisThere: 'Woran es liegt, zeigt auf jenem Gerät „Ich“, „Diagnose öffnen“.',
	results: {
		already_running: {
			title: 'Es läuft schon ein Probealarm',
			body: 'Warten Sie ihn ab; nach zehn Minuten ist er vorbei.',
		},
		too_many: { title: 'Fünf in zehn Minuten sind genug', body: 'Versuchen Sie es später noch einmal.' },
		not_allowed: {
			title: 'Dieses Gerät wird nicht mehr gerufen',
			body: 'Es wurde entfernt, oder Ihr Zugang ist beendet.',
		},
	},
	failures: {
		retry: {
			title: 'Der Server hat nicht geantwortet',
			body: 'Ohne Netz geht kein Probealarm hinaus. Drücken Sie mit Verbindung noch einmal.',
		},
		signed_out: {
			title: 'Anmeldung nötig',
			body: 'Es ist nichts geschehen. Melden Sie sich an und drücken Sie noch einmal.',
		},
	},
	weekly: {
		title: 'Wochenprobe',
		body: 'Meldet sich eines Ihrer Geräte acht Tage lang nicht, bekommt es einmal in der Woche eine sichtbare Probe, ohne Ton. Antippen erneuert die Verbindung. Wer pausiert, bekommt keine.',
		weekday: 'Wochentag',
		weekdays: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
		hour: 'Uhrzeit',
		hours: (hour: number) => `${hour} Uhr`,
		kept: 'Gilt, sobald der Server es weiß.',
		refused: 'Der Server hat es nicht übernommen. Wählen Sie mit Verbindung noch einmal.',
	},
	history: {
		title: 'Frühere Proben',
		kept: 'Nur Sie sehen sie. Nach 90 Tagen werden sie gelöscht.',
		none: 'Noch keine.',
		weekly: 'Wochenprobe',
		goneDevice: 'Entferntes Gerät',
		arrivedAfter: (seconds: number) =>
			seconds < 60 ? `angekommen nach ${seconds} s` : `angekommen nach ${Math.round(seconds / 60)} Min`,
	},
};

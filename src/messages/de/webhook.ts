/** The screen on which coordination says where silence is passed on to. */
import type { Priority } from '#domain/request.ts';
import type { WebhookError } from '#domain/webhook.ts';

const errors: Record<WebhookError | 'other', string> = {
	network: 'Die Verbindung kam nicht zustande oder brach ab.',
	timeout: 'Die Gegenstelle hat nicht rechtzeitig geantwortet.',
	unknown_host: 'Diesen Namen kennt der Namensdienst nicht.',
	certificate: 'Das Zertifikat der Gegenstelle ist nicht gültig.',
	private_address:
		'Der Name führt in ein internes Netz. Dort ruft der Server nur an, was sein Betreiber mit Adresse freigibt.',
	not_allowed: 'Diese Gegenstelle ist nicht mehr freigegeben.',
	redirects:
		'Die Gegenstelle leitet weiter. Weiterleitungen folgt der Server nicht: Tragen Sie die endgültige Adresse ein.',
	busy: 'Die Gegenstelle ist überlastet oder gestört.',
	refused: 'Die Gegenstelle hat abgelehnt. Prüfen Sie Adresse und Schlüssel.',
	other: 'Es kam nicht an.',
};

export const webhook = {
	title: 'Meldung nach außen',
	intro:
		'Bestätigt kein einziges Gerät eine Alarmierung, kann Rufkreis das nach außen melden, zum Beispiel an ein SMS-Gateway oder an ntfy: bei Priorität 1 nach 3 Minuten, sonst nach 10, einmal je Anfrage und Runde.',
	contents:
		'Gemeldet werden Nummer, Priorität, Kommune, Cluster und ein Link, der nur öffnet. Kein Titel, kein Text, kein Name, keine Telefonnummer.',
	loading: 'Die Einstellung wird geholt',
	none: {
		title: 'Noch ist kein Ziel freigegeben',
		body: 'Wohin gemeldet werden darf, bestimmt, wer den Server betreibt (WEBHOOK_HOSTS). Bitten Sie dort darum.',
	},
	url: {
		label: 'Adresse der Gegenstelle',
		hint: (hosts: string) => `Beginnt mit https://. Freigegeben: ${hosts}`,
	},
	problems: {
		missing: 'Tragen Sie die Adresse ein.',
		too_long: 'Die Adresse darf höchstens 500 Zeichen lang sein.',
		unknown: 'Das ist keine Adresse, die mit https:// beginnt und einen Namen nennt.',
		not_allowed: 'Diese Gegenstelle ist nicht freigegeben.',
	},
	lowest: {
		legend: 'Welche Anfragen?',
		options: {
			1: 'Nur Priorität 1: „Schalter steht“',
			2: 'Priorität 1 und 2: „Heute“ und dringender',
			3: 'Priorität 1 bis 3: „Diese Woche“ und dringender',
			4: 'Alle',
		} satisfies Record<Priority, string>,
	},
	save: 'Meldung einrichten',
	change: 'Änderung speichern',
	saving: 'Wird gespeichert …',
	forbidden: {
		title: 'Es wird nichts gemeldet',
		body: 'Die eingetragene Gegenstelle ist nicht mehr freigegeben. Tragen Sie eine andere ein.',
	},
	secret: {
		title: 'Unterschrift prüfen',
		body: 'Jede Meldung ist unterschrieben, nach der offenen Norm „Standard Webhooks“. Mit diesem Schlüssel prüft die Gegenstelle, dass sie von hier kommt.',
		show: 'Schlüssel zeigen',
		hide: 'Schlüssel verbergen',
		renew: 'Neuen Schlüssel erzeugen',
	},
	renewal: {
		title: 'Neuen Schlüssel erzeugen?',
		body: 'Der bisherige gilt sofort nicht mehr. Tragen Sie den neuen bei der Gegenstelle ein, sonst weist sie Meldungen ab.',
		confirm: 'Neuen erzeugen',
	},
	attempt: {
		title: 'Probe',
		body: 'Schickt sofort eine Meldung, die sagt, dass sie eine Probe ist.',
		send: 'Probe senden',
		sending: 'Probe ist unterwegs …',
		none: 'Es wurde noch nichts gemeldet.',
		last: 'Die letzten Meldungen',
	},
	about: {
		test: 'Probe',
		request: (number: number) => `Anfrage ${number}`,
	},
	states: {
		waiting: 'Noch unterwegs',
		sent: (status: number) => `Übergeben (Antwort ${status})`,
		failed: 'Nicht übergeben',
		again: 'Noch nicht übergeben, es wird erneut versucht',
		expired: 'Nicht übergeben, bis niemand sie mehr brauchte',
		superseded: 'Nicht mehr nötig: Jemand hat es vorher erfahren',
	},
	errors,
	sentMeans: 'Übergeben heißt: Die Gegenstelle hat die Meldung. Ob jemand sie liest, weiß Rufkreis nicht.',
	remove: 'Nichts mehr melden',
	removal: {
		title: 'Nichts mehr nach außen melden?',
		body: 'Adresse und Schlüssel werden gelöscht. Alarmierungen und E-Mails gehen weiter wie bisher.',
		confirm: 'Löschen',
	},
	results: {
		saved: { title: 'Eingerichtet', body: 'Senden Sie eine Probe, dann wissen Sie, ob es ankommt.' },
		renewed: { title: 'Neuer Schlüssel', body: 'Tragen Sie ihn jetzt bei der Gegenstelle ein.' },
		removed: { title: 'Es wird nichts mehr gemeldet', body: 'Adresse und Schlüssel sind gelöscht.' },
		not_there: { title: 'Es war schon nichts mehr eingerichtet', body: 'Jemand anderes hat es gelöscht.' },
		started: { title: 'Die Probe ist unterwegs', body: 'Was daraus wird, steht gleich unten.' },
		invalid: { title: 'Noch nicht gespeichert', body: 'Was nicht passt, steht am Feld.' },
		too_many: { title: 'Fünf Proben in zehn Minuten', body: 'Warten Sie einen Moment bis zur nächsten.' },
		not_allowed: {
			title: 'Das darf nur die Koordination',
			body: 'Bitten Sie eine Person mit dieser Aufgabe darum.',
		},
		command_reused: {
			title: 'Das kam schon einmal anders an',
			body: 'Laden Sie die Seite neu und sehen Sie nach, was gilt.',
		},
		retry: {
			title: 'Der Server hat nicht geantwortet',
			body: 'Ob es angekommen ist, wissen wir nicht. Was Sie eingetragen haben, ist noch hier.',
		},
		signed_out: {
			title: 'Anmeldung abgelaufen',
			body: 'Was Sie eingetragen haben, ist noch hier. Melden Sie sich neu an.',
		},
	},
	unreachable: {
		title: 'Der Server ist nicht erreichbar',
		body: 'Was gerade gilt, weiß nur er. Mit Verbindung geht es hier weiter.',
	},
};

import type { About, FindingOf, Verdict, Way } from '#domain/diagnosis.ts';

/** `says`: one sentence; `todo`: what to do about it. */
interface Saying {
	says: string;
	todo?: string;
}
type Lines = {
	[Line in About]: { title: string; findings: Record<FindingOf<Line>, Saying> };
};

/** Words of the page that is read out over the phone. */
const lines: Lines = {
	device: {
		title: 'Gerät und Browser',
		findings: {
			fine: { says: 'Auf diesem Gerät sind Mitteilungen möglich.' },
			too_old: {
				says: 'Mitteilungen gibt es auf dem iPhone und iPad erst ab Version 16.4.',
				todo: 'Öffnen Sie „Einstellungen“, „Allgemein“, „Softwareupdate“ und aktualisieren Sie das Gerät.',
			},
		},
	},
	installation: {
		title: 'Installation',
		findings: {
			installed: { says: 'Rufkreis ist installiert und als App geöffnet.' },
			in_tab: { says: 'Rufkreis läuft in einem Fenster des Browsers. Für Mitteilungen genügt das hier.' },
			needed: {
				says: 'Rufkreis läuft im Browser. Auf dem iPhone und iPad kommen Mitteilungen nur vom Home-Bildschirm aus an.',
				todo: 'Legen Sie Rufkreis auf den Home-Bildschirm und öffnen Sie es über das neue Symbol.',
			},
		},
	},
	permission: {
		title: 'Erlaubnis',
		findings: {
			granted: { says: 'Mitteilungen sind erlaubt.' },
			not_asked: {
				says: 'Rufkreis hat noch nicht gefragt, ob es Mitteilungen zeigen darf.',
				todo: 'Schalten Sie bei „Ich“ die Benachrichtigungen ein und wählen Sie „Zulassen“ oder „Erlauben“.',
			},
			withdrawn: {
				says: 'Die Erlaubnis war da und ist zurückgenommen, von Ihnen oder vom Browser.',
				todo: 'Schalten Sie bei „Ich“ die Benachrichtigungen wieder ein.',
			},
			denied: {
				says: 'Mitteilungen sind für Rufkreis gesperrt.',
				todo: 'Öffnen Sie die Einstellungen der Website (Symbol links neben der Adresse), wählen Sie „Benachrichtigungen“ und dann „Zulassen“.',
			},
			denied_on_iphone: {
				says: 'Mitteilungen sind für Rufkreis gesperrt.',
				todo: 'Öffnen Sie „Einstellungen“, „Mitteilungen“, „Rufkreis“ und schalten Sie „Mitteilungen erlauben“ ein.',
			},
			after_installation: { says: 'Danach fragt Rufkreis erst, wenn es auf dem Home-Bildschirm liegt.' },
			impossible: {
				says: 'Dieser Browser kann keine Mitteilungen empfangen, oder das Fenster ist privat.',
				todo: 'Nehmen Sie Chrome, Edge oder Firefox in einem normalen Fenster, auf dem iPhone Safari.',
			},
		},
	},
	subscription: {
		title: 'Anmeldung beim Mitteilungsdienst',
		findings: {
			present: { says: 'Vorhanden, und so, wie der Server sie zuletzt bestätigt hat.' },
			off: {
				says: 'Auf diesem Gerät sind Benachrichtigungen ausgeschaltet.',
				todo: 'Schalten Sie sie bei „Ich“ ein.',
			},
			ended: {
				says: 'Sie waren eingeschaltet; das Gerät oder der Browser hat sie beendet.',
				todo: 'Schalten Sie die Benachrichtigungen bei „Ich“ wieder ein.',
			},
			changed: {
				says: 'Der Browser hat sie erneuert, und der Server kennt noch die alte.',
				todo: 'Öffnen Sie „Ich“ mit Verbindung: Rufkreis meldet sie dann von selbst.',
			},
			unregistered: {
				says: 'Der Browser ist bereit, aber auf diesem Gerät für niemanden eingeschaltet.',
				todo: 'Schalten Sie die Benachrichtigungen bei „Ich“ ein.',
			},
			not_yet: { says: 'Erst möglich, wenn Mitteilungen erlaubt sind.' },
		},
	},
	key: {
		title: 'Schlüssel',
		findings: {
			same: { says: 'Die Anmeldung gehört zum heutigen Schlüssel des Servers.' },
			other: {
				says: 'Die Anmeldung gehört zu einem früheren Schlüssel des Servers. Es kommt nichts an.',
				todo: 'Schalten Sie die Benachrichtigungen bei „Ich“ wieder ein.',
			},
			unknown: { says: 'Nicht geprüft: Dieses Gerät kennt den Schlüssel des Servers noch nicht.' },
			none: { says: 'Nichts zu prüfen: Es gibt keine Anmeldung.' },
		},
	},
	server: {
		title: 'Server kennt dieses Gerät',
		findings: {
			calls: { says: 'Ja, soeben gefragt: Der Server ruft dieses Gerät.' },
			does_not_call: {
				says: 'Nein: Der Server ruft dieses Gerät nicht, oder nicht mehr.',
				todo: 'Schalten Sie die Benachrichtigungen bei „Ich“ erneut ein.',
			},
			unconfirmed: { says: 'Zuletzt ja. Jetzt ließ sich der Server nicht fragen.' },
			not_registered: { says: 'Nein: Auf diesem Gerät ist nichts eingeschaltet.' },
		},
	},
	arrival: {
		title: 'Letzte Mitteilung',
		findings: {
			arrived: { says: 'Auf diesem Gerät ist schon eine Mitteilung angekommen.' },
			never: { says: 'Hier ist noch keine angekommen. Solange niemand gerufen hat, ist das kein Fehler.' },
		},
	},
	worker: {
		title: 'Hintergrunddienst der App',
		findings: {
			active: { says: 'Läuft, in derselben Fassung wie die App.' },
			other_version: {
				says: 'Läuft, aber in einer anderen Fassung als diese Seite.',
				todo: 'Schließen Sie alle Fenster von Rufkreis und öffnen Sie es neu.',
			},
			update_waits: {
				says: 'Läuft. Eine neue Fassung ist geladen und wartet.',
				todo: 'Schließen Sie alle Fenster von Rufkreis und öffnen Sie es neu.',
			},
			starting: { says: 'Wird gerade eingerichtet.' },
			none: {
				says: 'Nicht eingerichtet. Ohne ihn kommt nichts an.',
				todo: 'Öffnen Sie Rufkreis mit Verbindung und prüfen Sie noch einmal.',
			},
			impossible: { says: 'Dieser Browser hat keinen, oder das Fenster ist privat.' },
		},
	},
	storage: {
		title: 'Speicher',
		findings: {
			works: { says: 'Die Datenbank auf dem Gerät geht.' },
			not_kept: {
				says: 'Die Datenbank geht. Der Browser darf sie leeren, wenn der Platz knapp wird.',
				todo: 'Installieren Sie Rufkreis als App, dann behält er sie eher.',
			},
			full: {
				says: 'Der Platz, den der Browser gibt, ist fast verbraucht.',
				todo: 'Schaffen Sie auf dem Gerät Platz.',
			},
			blocked: {
				says: 'Der Browser gibt keine Datenbank frei. Annehmen aus der Mitteilung geht trotzdem, sonst nichts.',
				todo: 'Nehmen Sie ein normales Fenster und erlauben Sie Websitedaten für Rufkreis.',
			},
		},
	},
	session: {
		title: 'Anmeldung bei Rufkreis',
		findings: {
			confirmed: { says: 'Sie sind angemeldet, soeben vom Server bestätigt.' },
			unconfirmed: { says: 'Auf diesem Gerät ist jemand angemeldet. Der Server ließ sich nicht fragen.' },
			ended: {
				says: 'Die Anmeldung ist abgelaufen. Alarmierungen kommen weiter an, die App zeigt nichts Neues.',
				todo: 'Melden Sie sich neu an.',
			},
			nobody: { says: 'Auf diesem Gerät ist niemand angemeldet.', todo: 'Melden Sie sich an.' },
		},
	},
	connection: {
		title: 'Verbindung',
		findings: {
			answers: { says: 'Der Server antwortet.' },
			offline: {
				says: 'Das Gerät hat kein Netz. Alarmierungen kommen an, sobald es wieder Netz hat.',
				todo: 'Schalten Sie WLAN oder mobile Daten ein und prüfen Sie noch einmal.',
			},
			silent: {
				says: 'Das Gerät hat Netz, aber der Server antwortet nicht.',
				todo: 'Versuchen Sie ein anderes Netz. Geht es dort auch nicht, sagen Sie der Koordination Bescheid.',
			},
			failing: {
				says: 'Der Server antwortet und meldet selbst eine Störung.',
				todo: 'Sagen Sie der Koordination Bescheid.',
			},
		},
	},
	version: {
		title: 'Fassung der App',
		findings: {
			current: { says: 'Dieselbe wie auf dem Server.' },
			other: {
				says: 'Eine andere als auf dem Server.',
				todo: 'Schließen Sie alle Fenster von Rufkreis und öffnen Sie es neu.',
			},
			unchecked: { says: 'Nicht mit dem Server verglichen.' },
		},
	},
};

const verdicts: Record<Verdict, string> = { good: 'In Ordnung', notice: 'Hinweis', bad: 'Fehler' };
const ways: Record<Way, string> = {
	installation: 'Anleitung mit Bildern',
	notifications: 'Zu „Ich“',
	signIn: 'Anmelden',
	start: 'Rufkreis neu laden',
};

export const diagnosis = {
	title: 'Diagnose',
	checking: 'Dieses Gerät wird geprüft',
	intro:
		'Diese Seite können Sie am Telefon vorlesen. Es steht nichts darin, was geheim ist oder andere betrifft.',
	summary: {
		would: 'Soweit dieses Gerät weiß, kommen Alarmierungen hier an.',
		unsure: 'Bis auf die Hinweise unten spricht nichts dagegen, dass Alarmierungen hier ankommen.',
		would_not: 'Alarmierungen kommen hier nicht an. Beginnen Sie mit dem ersten Fehler.',
	},
	silent: 'Stummschaltung und „Nicht stören“ Ihres Telefons kann Rufkreis nicht sehen.',
	verdicts,
	ways,
	lines,
	/** What stands beside the sentence. */
	details: {
		built: (time: string) => `Stand ${time}`,
		used: (used: string, quota: string) => `${used} von ${quota} verbraucht`,
		orNewer: 'oder neuer',
	},
	todo: 'Zu tun',
	checkedAt: (time: string) => `Geprüft: ${time}`,
	again: 'Neu prüfen',
	testAlarm: 'Probealarm senden',
	copy: 'Kopieren',
	copied: 'Kopiert. Sie können den Text jetzt einfügen, zum Beispiel in eine E-Mail.',
	notCopied: 'Kopieren geht in diesem Browser nicht. Lesen Sie die Zeilen vor.',
};

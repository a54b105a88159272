/** What goes wrong rarely and has to be known wherever one is. Apart, because hardly any page ever shows it. */
export const trouble = {
	signedOut: {
		title: 'Anmeldung nötig',
		body: 'Der Server kennt dieses Gerät nicht mehr. Was Sie sehen, ist der letzte Stand; Ihre Eingaben bleiben hier.',
		action: 'Neu anmelden',
	},
	refused: {
		title: 'Kein Abgleich mit dem Server',
		body: 'Vermutlich ist die App auf diesem Gerät älter als der Server. Laden Sie neu; Ihre Entwürfe bleiben.',
		action: 'Neu laden',
	},
	noSpace: {
		title: 'Auf diesem Gerät ist kein Platz mehr',
		body: 'Neues vom Server passt nicht mehr darauf; was Sie sehen, ist der letzte Stand. Schaffen Sie etwas Platz, dann geht es weiter.',
	},
	lost: {
		title: 'Der Speicher dieses Browsers wurde geleert',
		body: (unsent: number) =>
			unsent === 0
				? 'Anfragen und Anleitungen werden neu geholt. Nicht gesendet war nichts; ein angefangener Entwurf kann fehlen.'
				: `${unsent === 1 ? 'Eine Sache war noch nicht gesendet und ist verloren' : `${unsent} Dinge waren noch nicht gesendet und sind verloren`}. Sehen Sie nach, was Sie zuletzt getan haben, und tun Sie es noch einmal. Alles Übrige wird neu geholt.`,
	},
	unread: {
		title: 'Eine neuere Version ist nötig',
		body: 'Der Server schickt Dinge, die diese Version nicht versteht; sie fehlen hier. Ihre Entwürfe bleiben.',
	},
	newerElsewhere: {
		title: 'In einem anderen Fenster läuft schon eine neuere Version',
		body: 'Dieses Fenster bekommt nichts Neues mehr. Laden Sie es neu; Ihre Entwürfe bleiben.',
	},
	update: {
		title: 'Neue Version bereit',
		body: 'Ihre Entwürfe bleiben erhalten.',
		action: 'Jetzt neu laden',
	},
	/** The newest alert on this device; whether it is still open the page behind the button says. */
	offer: {
		title: (what: string) => `Alarmierung: ${what}`,
		action: 'Ansehen und annehmen',
		/** Of a test alarm, where its notification has no button. */
		confirm: 'Probealarm bestätigen',
		hide: 'Ausblenden',
	},
	notCalled: {
		title: 'Dieses Gerät wird nicht mehr gerufen',
		body: 'Die Benachrichtigungen waren eingeschaltet und sind es nicht mehr.',
		action: 'Ansehen',
		diagnosis: 'Diagnose',
	},
	noStorage: {
		title: 'Der Speicher dieses Browsers lässt sich nicht öffnen',
		body: 'Rufkreis legt Anfragen auf dem Gerät ab, damit sie auch ohne Netz da sind. Schließen Sie private Fenster, schaffen Sie etwas Platz und laden Sie neu.',
		action: 'Neu laden',
		diagnosis: 'Diagnose',
		/** The last resort, and only the person's own choice. */
		anew: {
			open: 'Speicher neu anlegen',
			title: 'Speicher neu anlegen?',
			body: 'Was auf diesem Gerät liegt, wird gelöscht, auch ein angefangener Entwurf. Alles, was der Server kennt, wird neu geholt.',
			unsent: (count: number) =>
				count === 1
					? 'Verloren ist dann auch 1 Sache, die noch nicht gesendet war.'
					: `Verloren sind dann auch ${count} Dinge, die noch nicht gesendet waren.`,
			confirm: 'Löschen und neu anlegen',
			failed:
				'Auch das lässt der Browser nicht zu. Prüfen Sie, ob das Fenster privat ist und ob noch Platz frei ist.',
		},
	},
};

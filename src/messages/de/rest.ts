/** When somebody is left in peace: pause, quiet hours, a device that takes no alerts. */
export const rest = {
	pause: {
		title: 'Pause',
		body: 'In einer Pause erreicht Sie keine Alarmierung, auf keinem Gerät und in keinem Cluster. Einen Grund brauchen Sie nicht.',
		choices: { today: 'Nur heute', morning: 'Bis morgen 8 Uhr', week: 'Eine Woche' },
		byDay: 'Bis zu einem Tag …',
		day: 'Wieder erreichbar ab',
		dayHint: 'An diesem Tag ab 8 Uhr werden Sie wieder alarmiert.',
		dayWrong: 'Wählen Sie einen Tag ab morgen und innerhalb eines Jahres.',
		start: 'Pause beginnen',
		/** At the top of the screen while it lasts. */
		on: (until: string) => `Sie pausieren bis ${until}`,
		onBody: 'Bis dahin erreicht Sie keine Alarmierung. Danach geht es von selbst weiter.',
		/** The server does not know it yet. */
		waits: (until: string) => `Pause bis ${until} ist noch nicht gesendet`,
		waitsBody: 'Bis der Server es weiß, werden Sie weiter alarmiert. Es geht von selbst hinaus.',
		end: 'Pause beenden',
		endWaits: {
			title: 'Das Ende der Pause ist noch nicht gesendet',
			body: 'Bis der Server es weiß, werden Sie nicht alarmiert. Es geht von selbst hinaus.',
		},
		gap: {
			title: 'Sie pausieren. Ihre Bereitschaft bleibt eine Lücke',
			body: 'Alarmierungen gehen in dieser Zeit gleich an die nächste Stufe. Die Themen-Zuständigen sehen die Lücke, ohne sie die Koordination.',
		},
		question: {
			title: 'Sie haben in dieser Zeit Bereitschaft',
			/** `when`: as a time reads; `cluster`: its name. */
			duty: (when: string, cluster: string) => `${when} in „${cluster}“`,
			more: (count: number) => `und ${count} weitere`,
			body: 'Bitte übergeben Sie sie, oder es bleibt eine Lücke. Eine Lücke sehen die Themen-Zuständigen, ohne sie die Koordination.',
			leave: 'Trotzdem pausieren',
			stay: 'Nicht pausieren',
		},
		refused: {
			title: 'Der Server hat es nicht übernommen',
			body: 'Es bleibt, wie es war. Versuchen Sie es mit Verbindung noch einmal.',
		},
	},
	quiet: {
		title: 'Ruhezeiten',
		intro:
			'In Ruhezeiten werden Sie nicht alarmiert. Haben Sie Bereitschaft, gelten sie nicht. Alle Zeiten sind die in Sachsen.',
		none: 'Keine Ruhezeiten. Sie werden rund um die Uhr alarmiert.',
		presets: {
			label: 'Mit einem Tipp',
			off_work: 'Werktags 17–7 Uhr und am Wochenende',
			nights: 'Jede Nacht 22–7 Uhr',
			none: 'Keine Ruhezeiten',
		},
		stretch: (number: number) => `Ruhezeit ${number}`,
		days: 'An diesen Tagen',
		dayMissing: 'Wählen Sie mindestens einen Tag.',
		from: 'Von',
		until: 'Bis',
		timeMissing: 'Diese Uhrzeit fehlt.',
		reaches: { same: '', next: 'Bis zum nächsten Tag.', whole: 'Den ganzen Tag.' },
		remove: 'Entfernen',
		removeFor: (number: number) => `Ruhezeit ${number} entfernen`,
		add: 'Weitere Ruhezeit',
		tooMany: 'Mehr als 14 Ruhezeiten in einer Woche gehen nicht. Nehmen Sie einen Tag weg.',
		holidays: 'An sächsischen Feiertagen den ganzen Tag',
		breakThrough: {
			label: 'Was trotzdem durchdringt',
			0: 'Nichts',
			1: 'Nur Priorität 1 (ein Schalter steht)',
			2: 'Priorität 1 und 2',
			3: 'Priorität 1 bis 3',
			4: 'Alles',
		},
		preview: {
			title: 'So gilt es dann',
			quiet: (stretches: string) => `Ruhe ${stretches}.`,
			run: (first: string, last: string) => `${first} bis ${last}`,
			and: (list: readonly string[]) =>
				list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} und ${list.at(-1) ?? ''}`,
			same: (days: string, from: string, until: string) => `${days} von ${from} bis ${until} Uhr`,
			next: (days: string, from: string, until: string) =>
				`${days} von ${from} bis ${until} Uhr am nächsten Tag`,
			whole: (days: string) => `${days} den ganzen Tag`,
			holidays: 'an sächsischen Feiertagen den ganzen Tag',
			through: {
				0: 'Nichts dringt durch.',
				1: 'Priorität 1 dringt durch.',
				2: 'Priorität 1 und 2 dringen durch.',
				3: 'Priorität 1 bis 3 dringen durch.',
				4: 'Weil alles durchdringt, werden Sie trotzdem immer alarmiert.',
			},
			onCall: 'In Bereitschaft werden Sie immer alarmiert.',
			nowQuiet: 'Jetzt gerade: Ruhe.',
			nowOpen: 'Jetzt gerade: Sie werden alarmiert.',
		},
		save: 'Ruhezeiten speichern',
		saved: { title: 'Gespeichert', body: 'Die Ruhezeiten gelten ab jetzt, auf allen Ihren Geräten.' },
		kept: {
			title: 'Auf diesem Gerät gemerkt',
			body: 'Gilt, sobald der Server es weiß. Bis dahin werden Sie alarmiert wie bisher.',
		},
		refused: {
			title: 'Der Server hat die Ruhezeiten nicht übernommen',
			body: 'Es gilt, was vorher galt. Versuchen Sie es mit Verbindung noch einmal.',
		},
	},
	/** Of one device. */
	device: {
		title: 'Dieses Gerät alarmieren',
		titleOther: 'Auch dort alarmieren',
		on: 'Alarmierungen werden an dieses Gerät gesendet.',
		off: 'Es bleibt angemeldet und still. Ihre anderen Geräte werden weiter gerufen.',
		offAlone:
			'Es bleibt angemeldet und still. Kein anderes Gerät von Ihnen wird gerufen: Niemand kann Sie alarmieren.',
		kept: 'Gilt, sobald der Server es weiß.',
		refused: 'Der Server hat es nicht übernommen. Wählen Sie mit Verbindung noch einmal.',
	},
};

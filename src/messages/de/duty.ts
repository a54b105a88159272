/** Being on call: gaps, who cannot be reached, and handing one's duty over. */
export const duty = {
	/** Of a cluster, for its topic owners. */
	gap: {
		title: 'Lücke in der Bereitschaft',
		/** `when`: as a stretch of time reads. */
		body: 'In dieser Zeit wird statt der Bereitschaft gleich die nächste Stufe gerufen. Fragen Sie im Cluster, wer übernimmt.',
	},
	reach: {
		all: (members: number) =>
			members === 1 ? 'Das einzige Mitglied ist erreichbar.' : `Alle ${members} Mitglieder sind erreichbar.`,
		notAll: 'Nicht alle Mitglieder sind erreichbar',
		some: (unreachable: number, members: number) =>
			unreachable === 1
				? `1 von ${members} Mitgliedern ist nicht erreichbar`
				: `${unreachable} von ${members} Mitgliedern sind nicht erreichbar`,
		none: (count: number) => `${count} ohne ein Gerät, an das Alarmierungen gehen`,
		silent: (count: number) => `${count} mit einem Gerät, von dem seit vier Wochen nichts zu hören ist`,
		quiet: (count: number) => `${count} mit einem Gerät, von dem seit acht Tagen nichts zu hören ist`,
		paused: (count: number) => `${count} in einer Pause`,
		hidden: 'Bei weniger als fünf Mitgliedern steht hier keine Zahl: Sie würde auf jemanden zeigen.',
		advice: 'Bitten Sie alle, unter „Ich“ einen Probealarm zu machen.',
	},
	/** For coordination. */
	alarms: {
		title: 'Bereitschaft in Gefahr',
		person: 'Bereitschaft ohne erreichbares Gerät',
		reach: {
			none: 'An kein Gerät dieser Person gehen Alarmierungen.',
			silent: 'Von ihrem Gerät ist seit vier Wochen nichts zu hören.',
		},
		advice: 'Rufen Sie an: Ein Gerät anmelden und einen Probealarm machen geht unter „Ich“.',
		/** `number`: a telephone number. */
		call: (number: string) => `${number} anrufen`,
		gap: 'Lücke in der Bereitschaft',
		gapBody:
			'Dort ist gerade kein Themen-Zuständiger da, der es sehen könnte. Suchen Sie jemanden, der übernimmt.',
	},
	/** Handing one's own duty over when a pause begins. */
	handOver: {
		open: 'Übergeben …',
		title: 'Übergabe',
		intro: 'Wer sie übernimmt, wird in dieser Zeit statt Ihnen gerufen und kann sie wieder zurückgeben.',
		/** Of one cluster. */
		to: (cluster: string) => `„${cluster}“ geht an`,
		choose: 'Bitte wählen',
		chooseMissing: 'Wählen Sie, wer übernimmt, oder dass es eine Lücke bleibt.',
		nobody: 'Niemand, es bleibt eine Lücke',
		agreed: 'Das ist so abgesprochen',
		agreedWhy: 'Mitmachen ist freiwillig: Fragen Sie vorher, am besten am Telefon.',
		agreedMissing: 'Fragen Sie zuerst, und haken Sie dann an, dass es abgesprochen ist.',
		confirm: 'Übergeben und pausieren',
		cannotTake: {
			title: (name: string) => `${name} kann sie gerade nicht übernehmen`,
			body: 'Es hat sich nichts geändert, Sie pausieren nicht. Wählen Sie jemand anderen.',
		},
		more: {
			title: 'Sie haben noch in einem anderen Cluster Bereitschaft',
			body: 'Wählen Sie auch dort, wer übernimmt. Bis dahin hat sich nichts geändert.',
		},
		refused: {
			title: 'Der Server hat es nicht übernommen',
			body: 'Es hat sich nichts geändert, Sie pausieren nicht. Schließen Sie dies und beginnen Sie die Pause noch einmal.',
		},
		unanswered: {
			title: 'Keine Antwort vom Server',
			body: 'Eine Übergabe geht nur mit Verbindung. Drücken Sie mit Netz noch einmal: Es zählt nur einmal.',
		},
		signedOut: {
			title: 'Ihre Anmeldung ist abgelaufen',
			body: 'Es hat sich nichts geändert. Melden Sie sich neu an und beginnen Sie die Pause noch einmal.',
		},
	},
	/** What one took over, handed over, and left. */
	own: {
		taken: (name: string) => `${name} hat Ihnen die Bereitschaft übergeben`,
		takenBody: 'In dieser Zeit werden Sie gerufen, auch in Ihren Ruhezeiten.',
		giveBack: 'Zurückgeben',
		giveBackFor: (what: string) => `Zurückgeben: ${what}`,
		given: 'Übergebene Bereitschaft',
		givenTo: (what: string, name: string) => `${what}: ${name} wird gerufen`,
		givenBody: 'Das bleibt so, auch wenn Sie Ihre Pause früher beenden.',
		gaps: 'Ihre Bereitschaft hat niemand',
		gapsBody:
			'Die Themen-Zuständigen sehen die Lücke, ohne sie die Koordination. Beenden Sie die Pause, oder beginnen Sie sie neu und übergeben dabei.',
		ended: {
			given_back: {
				title: 'Zurückgegeben',
				body: 'Sie werden dort nicht mehr gerufen. Ist sonst niemand da, sehen die Themen-Zuständigen die Lücke, ohne sie die Koordination.',
			},
			not_there: {
				title: 'Diese Bereitschaft lag nicht mehr bei Ihnen',
				body: 'Sie ist vorbei oder weitergegeben. Es ist nichts weiter zu tun.',
			},
			refused: {
				title: 'Noch nicht zurückgegeben',
				body: 'Der Server hat nicht geantwortet oder nimmt es nicht an. Sie werden weiter gerufen. Versuchen Sie es mit Verbindung noch einmal.',
			},
		},
	},
	formerMember: 'eine Person, die dieses Gerät nicht kennt',
	/** `when`: a stretch of time. */
	duty: (when: string, cluster: string) => `${when} in „${cluster}“`,
	/** `list`: who, where, when. */
	facts: (list: readonly string[]) => list.join(', '),
};

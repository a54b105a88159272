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
	formerMember: 'eine Person, die dieses Gerät nicht kennt',
	/** `list`: who, where, when. */
	facts: (list: readonly string[]) => list.join(', '),
};

export const network = {
	title: 'Netz',
	clusters: 'Themencluster',
	intro:
		'Wer Mitglied ist, wird bei Anfragen zum Thema alarmiert. Beitreten und verlassen geht jederzeit, ohne Grund.',
	introAsker: 'Zu diesen Themen können Sie das Netz fragen.',
	members: (count: number) => (count === 1 ? '1 Mitglied' : `${count} Mitglieder`),
	noMembers: 'Noch niemand ist dabei.',
	owner: 'Themen-zuständig',
	paused: 'Pause',
	mine: 'Sie sind dabei',
	readAlerting: 'Alarmierung ansehen',
	readAlertingOf: (cluster: string) => `Alarmierung ansehen: ${cluster}`,
	editAlerting: 'Alarmierung bearbeiten',
	editAlertingOf: (cluster: string) => `Alarmierung bearbeiten: ${cluster}`,
	join: 'Beitreten',
	joinFor: (cluster: string) => `${cluster} beitreten`,
	leave: 'Verlassen',
	leaveFor: (cluster: string) => `${cluster} verlassen`,
	leaveOwner: {
		title: 'Cluster verlassen?',
		body: 'Sie sind hier themen-zuständig. Treten Sie später wieder bei, dann als Mitglied; die Zuständigkeit vergibt die Koordination.',
		action: 'Ja, verlassen',
	},
	/** Of one cluster. */
	mute: {
		titleFor: (cluster: string) => `${cluster} stumm stellen`,
		on: 'Sie bleiben Mitglied und werden zu diesem Thema nicht alarmiert, außer in Bereitschaft.',
		off: 'Sie werden zu diesem Thema alarmiert.',
		kept: 'Gilt, sobald der Server es weiß.',
		refused: 'Der Server hat es nicht übernommen. Wählen Sie mit Verbindung noch einmal.',
	},
	/** Pressed without an answer so far. */
	joining: 'Sobald der Beitritt bestätigt ist, werden Sie zu diesem Thema alarmiert.',
	leaving: 'Bis der Austritt bestätigt ist, werden Sie weiter alarmiert.',
	joinResults: {
		joined: {
			title: (cluster: string) => `Sie sind jetzt in „${cluster}“`,
			body: 'Neue Anfragen dazu stehen unter „Für mich“.',
		},
		already_member: {
			title: (cluster: string) => `Sie sind schon in „${cluster}“`,
			body: 'Es ist nichts weiter zu tun.',
		},
		invalid: {
			title: () => 'Dieses Cluster gibt es nicht mehr',
			body: 'Beim nächsten Abgleich verschwindet es.',
		},
		not_allowed: {
			title: () => 'Beitreten können IT-Fachkräfte',
			body: 'Die Koordination Ihres Netzes kann Sie als Fachkraft eintragen.',
		},
	},
	leaveResults: {
		left: {
			title: (cluster: string) => `Sie haben „${cluster}“ verlassen`,
			body: 'Was Sie schon übernommen haben, bleibt bei Ihnen.',
		},
		not_member: {
			title: (cluster: string) => `Sie waren nicht in „${cluster}“`,
			body: 'Es ist nichts weiter zu tun.',
		},
	},
	municipalities: (count: number) => `${count} Kommunen im Netz`,
	yours: (town: string) => `Ihre Kommune: ${town}`,
};

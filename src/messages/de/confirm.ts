/** Words of the page behind the notification of a test alarm. */
export const confirm = {
	title: 'Probealarm',
	heading: 'Probealarm',
	body: 'Keine echte Anfrage. Tippen Sie, um zu bestätigen, dass er Sie erreicht hat.',
	arrived: 'Angekommen',
	sending: 'Wird bestätigt …',
	confirmed: {
		title: 'Probealarm bestätigt',
		body: 'Alarmierungen erreichen Sie auf diesem Gerät. Es ist nichts weiter zu tun.',
	},
	expired: {
		title: 'Dieser Probealarm ist vorbei',
		body: 'Er galt zehn Minuten. Senden Sie einen neuen, wenn Sie sicher sein wollen.',
	},
	not_allowed: {
		title: 'Von hier aus nicht möglich',
		body: 'Dieses Gerät ist nicht mehr angemeldet. Melden Sie sich an und schalten Sie die Benachrichtigungen ein.',
	},
	no_ticket: {
		title: 'Hier gibt es nichts zu bestätigen',
		body: 'Diese Seite gehört zur Benachrichtigung eines Probealarms. Öffnen Sie sie von dort.',
	},
	trouble: {
		offline: { title: 'Nicht gesendet: keine Verbindung', body: 'Tippen Sie erneut auf „Angekommen“.' },
		unanswered: { title: 'Nicht bestätigt: keine Antwort', body: 'Tippen Sie erneut auf „Angekommen“.' },
	},
	again: 'Zu den Probealarmen',
	signIn: 'Anmelden',
};

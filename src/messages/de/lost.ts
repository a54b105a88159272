/** The page for addresses that lead nowhere and for what nobody foresaw. Apart, because every page carries it. */
export const lost = {
	notFound: {
		title: 'Diese Seite gibt es nicht',
		body: 'Vielleicht ist die Adresse unvollständig, oder diese Version kennt sie noch nicht. Von den Anfragen aus finden Sie alles wieder.',
	},
	unreachable: {
		title: 'Keine Verbindung',
		body: 'Diese Seite liegt nicht auf dem Gerät. Was es schon kennt, finden Sie bei den Anfragen, auch ohne Netz.',
	},
	broken: {
		title: 'Hier ist etwas schiefgegangen',
		body: 'Laden Sie neu. Bleibt es dabei, sagen Sie der Koordination Ihres Netzes Bescheid.',
	},
	reload: 'Neu laden',
	toRequests: 'Zu den Anfragen',
	toStart: 'Zur Startseite',
};

/** The page for addresses that lead nowhere and for what nobody foresaw. Apart, because every page carries it. */
export const lost = {
	notFound: {
		title: 'Diese Seite gibt es nicht',
		body: 'Vielleicht ist die Adresse unvollständig. Von den Anfragen aus finden Sie alles wieder.',
	},
	offlinePage: {
		title: 'Diese Seite braucht eine Verbindung',
		body: 'Sie liegt nicht auf dem Gerät. Ihre Anfragen sind auch ohne Netz da.',
	},
	broken: {
		title: 'Hier ist etwas schiefgegangen',
		body: 'Laden Sie neu. Bleibt es dabei, sagen Sie der Koordination Ihres Netzes Bescheid.',
	},
	reload: 'Neu laden',
	toRequests: 'Zu den Anfragen',
	toStart: 'Zur Startseite',
};

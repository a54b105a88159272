/** The public page. */
export const front = {
	title: 'Rufkreis: das IT-Netz der Kommunen',
	description: 'Eine Kommune fragt, die richtige Fachkraft des Landkreises antwortet mit einem Tipp.',
	headline: 'Wenn im Rathaus die IT steht, hilft der ganze Landkreis.',
	lead: 'Rufkreis verbindet die IT-Fachkräfte der Kommunen. Wer Hilfe braucht, fragt einmal. Die Fachkräfte des Themas werden alarmiert, und wer Zeit hat, übernimmt mit einem Tipp.',
	open: 'App öffnen',
	how: {
		title: 'So läuft es',
		steps: [
			{ title: 'Fragen', body: 'Was geht nicht, wo, wie dringend. Das dauert keine Minute.' },
			{
				title: 'Alarmieren',
				body: 'Die Mitglieder des Themenclusters bekommen eine Mitteilung auf ihr Telefon, gleich in welcher Kommune sie arbeiten.',
			},
			{
				title: 'Annehmen',
				body: 'Eine Person übernimmt. Alle anderen sehen sofort, wer sich kümmert, und müssen nichts tun.',
			},
		],
	},
	towns: {
		title: 'Wer mitmacht',
		count: (count: number) =>
			count === 1
				? 'Eine Kommune hilft sich mit Rufkreis.'
				: `${count} Kommunen helfen sich gegenseitig mit ihren IT-Fachkräften.`,
		none: 'Noch hat sich keine Kommune eingetragen.',
		unreachable: 'Die Liste der Kommunen erscheint hier, sobald eine Verbindung da ist.',
	},
	join: {
		title: 'Mitmachen',
		town: {
			title: 'Ihre Kommune',
			body: 'Schreiben Sie der Koordination. Sie trägt Ihre Kommune und die Endung Ihrer E-Mail-Adressen ein. Danach kommen Ihre Leute selbst hinein. Aussteigen geht jederzeit.',
			action: 'Koordination schreiben',
			nobody: 'Wer hier koordiniert, steht im Impressum, sobald es eingetragen ist.',
		},
		person: {
			title: 'Sie selbst',
			body: 'Macht Ihre Kommune mit, melden Sie sich mit Ihrer dienstlichen E-Mail-Adresse an. Fragen kann jede und jeder. IT-Fachkräfte wählen dazu ihre Themen.',
			action: 'Anmelden',
		},
	},
	values: {
		title: 'Worauf Sie sich verlassen können',
		items: [
			{ title: 'Freiwillig', body: 'Einem Cluster beitreten oder es verlassen geht jederzeit, ohne Grund.' },
			{
				title: 'Keine Überwachung',
				body: 'Es gibt keine Auswertung über einzelne Menschen, auch nicht für die Leitung.',
			},
			{ title: 'Auch ohne Netz', body: 'Was das Gerät schon kennt, zeigt es auch im Funkloch.' },
			{
				title: 'Ehrlich',
				body: 'Gesendet ist nicht angekommen, gemerkt ist nicht übernommen. Rufkreis sagt, was es weiß.',
			},
		],
	},
	install: {
		title: 'Aufs Telefon holen',
		body: 'Rufkreis ist eine Web-App: kein App-Store, immer aktuell.',
		android: 'Android: Menü des Browsers öffnen und „App installieren“ wählen.',
		iphone: 'iPhone: in Safari auf „Teilen“ tippen, dann „Zum Home-Bildschirm“.',
		desktop: 'Computer: Symbol „Installieren“ in der Adresszeile von Chrome oder Edge.',
		done: 'Rufkreis ist auf diesem Gerät installiert.',
	},
};

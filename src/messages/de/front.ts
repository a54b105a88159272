/** The public page. */
export const front = {
	title: 'Rufkreis: das IT-Netz der Kommunen',
	description: 'Eine Kommune fragt, die richtige Fachkraft des Landkreises antwortet mit einem Tipp.',
	headline: 'Wenn im Rathaus die IT steht, hilft der ganze Landkreis.',
	lead: 'Rufkreis verbindet die IT-Fachkräfte der Kommunen. Wer Hilfe braucht, fragt einmal. Die Fachkräfte des Themas werden alarmiert, und wer Zeit hat, übernimmt mit einem Tipp.',
	open: 'App öffnen',
	signIn: 'Anmelden',
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
		action: 'Installieren',
		android: 'Android: Menü des Browsers öffnen und „App installieren“ wählen.',
		iphone: 'iPhone: in Safari auf „Teilen“ tippen, dann „Zum Home-Bildschirm“.',
		desktop: 'Computer: Symbol „Installieren“ in der Adresszeile von Chrome oder Edge.',
		done: 'Rufkreis ist auf diesem Gerät installiert.',
	},
	foot: 'Ein Werkzeug von Kommunen für Kommunen. Quelloffen unter der EUPL 1.2.',
};

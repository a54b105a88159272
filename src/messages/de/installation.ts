import type { Guide, Step } from '#domain/installation.ts';

const versions: Record<Guide, string> = { ios16: 'iOS 16.4 bis 17', ios18: 'iOS 18', ios26: 'iOS 26' };
const steps: Record<Step, string> = {
	bar_share: 'Tippen Sie in Safari unten in der Mitte auf „Teilen“: das Quadrat mit dem Pfeil nach oben.',
	address_share: 'Tippen Sie oben neben der Adresse auf „Teilen“: das Quadrat mit dem Pfeil nach oben.',
	corner_more:
		'Tippen Sie in Safari unten rechts auf die drei Punkte. Sehen Sie unten gleich das Quadrat mit dem Pfeil, tippen Sie darauf.',
	menu_share: 'Tippen Sie in der Liste auf „Teilen“.',
	sheet_home: 'Schieben Sie die Liste nach oben und tippen Sie auf „Zum Home-Bildschirm“.',
	sheet_more:
		'Schieben Sie die Liste nach oben und tippen Sie auf „Zum Home-Bildschirm“. Fehlt der Eintrag, tippen Sie zuerst auf „Mehr“.',
	add: 'Tippen Sie oben rechts auf „Hinzufügen“.',
	add_as_app: 'Lassen Sie „Als Web-App öffnen“ eingeschaltet und tippen Sie auf „Hinzufügen“.',
	open: 'Öffnen Sie Rufkreis über das neue Symbol, melden Sie sich dort an und schalten Sie bei „Ich“ die Benachrichtigungen ein.',
};

/** Words of the guide onto the Home Screen. */
export const installation = {
	title: 'Installieren',
	intro: 'Auf dem iPhone und iPad kommen Mitteilungen nur an, wenn Rufkreis auf dem Home-Bildschirm liegt.',
	done: {
		title: 'Rufkreis ist hier schon installiert',
		body: 'Sie haben es als App geöffnet. Was noch fehlt, steht bei „Ich“.',
		action: 'Zu „Ich“',
	},
	version: 'Version Ihres iPhones oder iPads',
	whichVersion: 'Die Version steht in „Einstellungen“, „Allgemein“, „Info“.',
	inApp:
		'Haben Sie Rufkreis aus einer E-Mail oder einer anderen App geöffnet? Öffnen Sie die Adresse dann erst in Safari.',
	versions,
	steps,
	elsewhere: {
		title: 'Andere Geräte',
		android: 'Android: Öffnen Sie das Menü des Browsers und wählen Sie „App installieren“.',
		desktop: 'Computer: Wählen Sie das Symbol „Installieren“ in der Adresszeile von Chrome oder Edge.',
	},
};

import { feedbackBounds } from '#domain/feedback.ts';
import type { LegalWords } from '../legal-words.ts';

const statement: LegalWords = {
	title: 'Barrierefreiheit',
	description: 'Wie barrierefrei Rufkreis ist, was noch fehlt und wie Sie uns eine Hürde melden.',
	lead: 'Rufkreis soll für alle bedienbar sein. Hier steht, wie weit wir sind, was noch fehlt und wie Sie eine Hürde melden.',
	changed: '2026-11-25',
	sections: [
		{
			id: 'massstab',
			title: 'Woran messen wir uns?',
			blocks: [
				'An den Web Content Accessibility Guidelines (WCAG) 2.2, Stufe AA. Darauf stützen sich die europäische Norm EN 301 549, die BITV 2.0 und das sächsische Barrierefreie-Websites-Gesetz (BfWebG). Die Erklärung gilt für alle Seiten unter dieser Adresse und für die installierte App.',
			],
		},
		{
			id: 'stand',
			title: 'Wie weit sind wir?',
			blocks: [
				'Nach unserer eigenen Prüfung erfüllt Rufkreis die Anforderungen zum größten Teil. Eine Prüfung von außen gab es noch nicht. Darum nennen wir Rufkreis „teilweise vereinbar“.',
			],
		},
		{
			id: 'pruefung',
			title: 'Wie haben wir geprüft?',
			blocks: [
				'Selbst, mit einem Prüfprogramm (axe) und eigenen Tests. Beides läuft bei jeder Änderung am Programm:',
				[
					'fast jede Seite, hell und dunkel, mit 200 % großem Text und auf 320 Pixel Breite',
					'Kontraste aller Farben, die etwas bedeuten, in beiden Farbwelten',
					'eine Anfrage schreiben und senden, nur mit der Tastatur',
					'diese Seiten ohne JavaScript',
				],
			],
		},
		{
			id: 'grenzen',
			title: 'Was geht noch nicht?',
			blocks: [
				[
					'Menschen, die einen Screenreader oder eine andere Hilfe täglich nutzen, haben Rufkreis noch nicht geprüft.',
					'Fotos und Dateien an Anfragen stammen von Menschen im Netz. Sie haben keine Beschreibung.',
					'Wie eine Benachrichtigung vorgelesen wird, bestimmt Ihr Telefon. Auf dem iPhone hat sie keine Tasten; dort öffnet ein Tipp eine Seite mit einer großen Taste.',
					'Die App braucht JavaScript. Diese öffentlichen Seiten brauchen keines.',
					'Texte in Leichter Sprache und in Gebärdensprache fehlen.',
					'Die Namen der Einträge im Menü der installierten App gibt es nur auf Deutsch.',
				],
			],
		},
		{
			id: 'durchsetzung',
			title: 'Was, wenn wir nicht helfen?',
			blocks: [
				'Bekommen Sie von uns keine Antwort, die Ihnen hilft, können Sie sich an die zuständige Stelle wenden:',
				{ part: 'enforcement_body' },
			],
		},
	],
};

/** Statement on accessibility, and the form for what hinders somebody. */
export const accessibility = {
	statement,
	feedback: {
		title: 'Eine Hürde melden',
		intro:
			'Etwas ist nicht zu lesen, nicht zu bedienen oder nicht zu verstehen? Schreiben Sie es hier. Sie brauchen kein Konto.',
		message: {
			label: 'Was hindert Sie?',
			hint: 'Am besten mit der Seite, auf der es passiert, und Ihrem Gerät. Bitte keine Daten von Bürgerinnen und Bürgern.',
		},
		contact: {
			label: 'Wie erreichen wir Sie? (freiwillig)',
			hint: 'E-Mail oder Telefon, nur wenn Sie eine Antwort möchten.',
		},
		/** People do not see this field; programs fill it in. */
		website: 'Bitte leer lassen',
		send: 'Rückmeldung senden',
		privacy: 'Was damit geschieht, steht im Datenschutz.',
		results: {
			kept: {
				title: 'Ihre Rückmeldung ist angekommen',
				body: 'Die Koordination liest sie. Haben Sie eine Kontaktangabe gemacht, antwortet sie Ihnen.',
			},
			invalid: { title: 'Noch nicht gesendet', body: 'Was fehlt, steht am Feld. Ihr Text ist noch da.' },
			too_many: {
				title: 'Noch nicht gesendet',
				body: 'Von Ihrem Anschluss kamen gerade viele Rückmeldungen. Ihr Text ist noch da; senden Sie ihn in zehn Minuten noch einmal.',
			},
			unavailable: {
				title: 'Noch nicht gesendet',
				body: 'Die Datenbank antwortet gerade nicht. Ihr Text ist noch da; senden Sie ihn gleich noch einmal.',
			},
			malformed: {
				title: 'Nicht gesendet',
				body: 'Der Server konnte das nicht lesen. Schreiben Sie es bitte in dieses Formular.',
			},
			wrong_origin: {
				title: 'Nicht gesendet',
				body: 'Das kam nicht von dieser Seite. Schreiben Sie es bitte in dieses Formular.',
			},
			offline: {
				title: 'Gerade keine Verbindung',
				body: 'Ihr Text bleibt im Formular. Senden Sie ihn, sobald Sie Netz haben.',
			},
		},
		problems: {
			message: {
				missing: 'Schreiben Sie, was Sie hindert.',
				too_long: `Kürzen Sie auf ${feedbackBounds.message} Zeichen.`,
			},
			contact: {
				missing: 'Schreiben Sie, wie wir Sie erreichen.',
				too_long: `Kürzen Sie auf ${feedbackBounds.contact} Zeichen.`,
			},
		},
	},
};

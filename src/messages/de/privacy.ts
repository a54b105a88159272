import type { LegalWords } from '../legal-words.ts';

/** Data protection. Says only what the code does today; tests hold tables, periods and push services against it. */
export const privacy: LegalWords = {
	title: 'Datenschutz',
	description: 'Was Rufkreis über Sie speichert, wozu, wie lange und wer es sieht.',
	lead: 'Hier steht, was Rufkreis über Sie speichert, wozu, wie lange und wer es sieht.',
	changed: '2026-11-26',
	sections: [
		{
			id: 'verantwortlich',
			title: 'Wer ist verantwortlich?',
			blocks: [
				'Verantwortlich für die Daten in dieser Installation ist:',
				{ part: 'controller' },
				'Fragen zum Datenschutz beantwortet:',
				{ part: 'data_protection_officer' },
			],
		},
		{
			id: 'besuch',
			title: 'Was passiert, wenn ich nur diese Seiten lese?',
			blocks: [
				'Sie brauchen dafür kein Konto. Ihr Browser schickt dem Server Ihre IP-Adresse, sonst käme keine Antwort an. Rufkreis legt sie nicht ab.',
				'An einigen Stellen zählt der Server, wie oft eine IP-Adresse etwas versucht. Das bremst Missbrauch. Gezählt wird im Arbeitsspeicher, nach Minuten ist es vergessen.',
				'Vor Rufkreis kann ein Webserver stehen, der eigene Protokolle führt. Ob und wie lange, sagt Ihnen der Verantwortliche.',
				'Es gibt keine Werbung, keine Besucherzählung und nichts von fremden Servern.',
				'Es gibt ein einziges Cookie. Es merkt sich Deutsch oder Englisch, aber erst, wenn Sie die Sprache selbst wählen. Es hält ein Jahr.',
			],
		},
		{
			id: 'server',
			title: 'Was steht über mich auf dem Server?',
			blocks: [
				'Nur wenn Sie ein Konto haben:',
				[
					'Konto: Ihre E-Mail-Adresse, wann es angelegt wurde, wann Sie sich angemeldet haben, und Ihre laufenden Sitzungen. Führt Supabase die Anmeldung, gehören zur Sitzung auch IP-Adresse und Browser.',
					'Profil: Ihr Name, Ihre Kommune, Ihr Gebäude, wenn Sie eines gewählt haben, Ihre Sprache, Ihre Aufgaben im Netz, Ihre dienstliche Telefonnummer und E-Mail-Adresse, und ob Sie beides zeigen.',
					'Cluster: in welchen Themenclustern Sie sind, seit wann, und bis wann Sie pausieren. Verlassen Sie ein Cluster, wird der Eintrag gelöscht.',
					'Bereitschaft: wann Sie für ein Cluster in Bereitschaft sind, ob Sie in seiner Alarmierung ein eigener Schritt sind, und wem Sie sie übergeben oder für wen Sie sie übernommen haben. Bleibt sie eine Lücke, geht eine E-Mail ohne Ihren Namen an die Themen-Zuständigen, ohne sie an die Koordination.',
					'Anfragen: was Sie schreiben, mit Ort, Rückrufnummer und Dateien. Dazu der Verlauf: wer gefragt, angenommen, abgegeben, übergeben oder „Später“ gesagt hat, mit Uhrzeit, und ab wann jemand helfen kann. Wer mithilft, ohne Uhrzeit.',
					'Einstellungen, wenn Sie sie gewählt haben: was Ihr Knopf „Später“ anbietet, Ihre Ruhezeiten, bis wann Sie pausieren, welche Cluster und Geräte stumm sind, wann die Wochenprobe kommt, ob eine E-Mail kommt, wenn Ihre Geräte schweigen. Niemand sonst kann sie lesen; was andere davon merken, steht unter „Wer sieht was?“. Wird jemand deshalb nicht alarmiert, steht an der Anfrage nur, wie viele gerade ruhen.',
					'Anleitungen: was Sie geschrieben haben, mit Ihnen als Verfasserin oder Verfasser.',
					'Geräte, wenn Sie Benachrichtigungen einschalten: ein Name wie „Chrome auf Android“, wann das Gerät angemeldet und zuletzt gesehen wurde, seine Adresse beim Push-Dienst und zwei Schlüssel.',
					'Zustellungen: welches Gerät wann welche Alarmierung bekam und ob darauf geantwortet wurde. Bestätigt keines Ihrer Geräte eine Alarmierung, geht eine E-Mail an Ihre Adresse; gespeichert wird, wann und ob der Mailserver sie nahm, nicht ihr Text.',
					'Probealarme und Wochenproben: welches Ihrer Geräte wann geprüft wurde, wann die Probe ankam und wann Sie sie bestätigt haben. Das sehen nur Sie.',
					'Schritte: eine Kennung von allem, was Sie in der App tun, damit nichts doppelt geschieht. Ihre Texte stehen nicht darin.',
				],
				'Wer sich mit einem Code anmeldet, hinterlässt dabei: die E-Mail-Adresse, eine unleserliche Form des Codes, wann E-Mails hinausgingen und wie oft geraten wurde. Das wird eine bis sieben Stunden nach der letzten E-Mail gelöscht. Führt Supabase die Anmeldung, gelten dessen Fristen.',
				'Hat die Koordination Ihre E-Mail-Adresse für ein Konto vorgemerkt, steht sie auf dem Server, bis Sie sich das erste Mal anmelden.',
			],
		},
		{
			id: 'zweck',
			title: 'Wozu braucht Rufkreis das?',
			blocks: [
				[
					'Konto und Profil: damit nur Menschen aus beteiligten Kommunen hineinkommen und man sich zurückrufen kann.',
					'Cluster, Bereitschaftsplan, Geräte und Zustellungen: damit die richtigen Fachkräfte alarmiert werden und niemand doppelt.',
					'Anfragen und Verlauf: damit geholfen wird und alle Beteiligten sehen, wie es steht.',
				],
				'In der Regel stützt sich das auf Artikel 6 Absatz 1 Buchstabe e der Datenschutz-Grundverordnung (DSGVO): eine Aufgabe im öffentlichen Interesse. Benachrichtigungen kommen nur, wenn Sie sie einschalten (Buchstabe a); ausschalten geht jederzeit unter „Ich“. Welche Vorschrift für Ihre Kommune gilt, legt der Verantwortliche fest.',
			],
		},
		{
			id: 'sichtbar',
			title: 'Wer sieht was?',
			blocks: [
				[
					'Name, Kommune und Gebäude der IT-Fachkräfte und der Koordination: alle freigeschalteten Mitglieder. Die aller anderen: IT-Fachkräfte und Koordination.',
					'Telefon und E-Mail, soweit Sie sie im Profil zeigen: IT-Fachkräfte und Koordination. Wer gefragt hat, sieht die der Fachkraft, solange sie hilft.',
					'Titel, Dringlichkeit und Kommune einer offenen Anfrage: alle IT-Fachkräfte.',
					'Text, Ort, Rückruf, Dateien, Verlauf, Angebote und wer mithilft: wer gefragt hat, wer hilft, die Mitglieder des Clusters und die Koordination.',
					'Mitgliedschaften und Pausen: Sie selbst, IT-Fachkräfte und Koordination.',
					'Bereitschaft: wer sie gerade hat, sehen IT-Fachkräfte und Koordination. Themen-Zuständige sehen ohne Namen, wann niemand da ist und wie viele Mitglieder nicht erreichbar sind, Zahlen erst ab fünf Mitgliedern. Haben Sie Bereitschaft und kein erreichbares Gerät, sieht die Koordination Ihren Namen. Wem Sie eine Bereitschaft übergeben, sieht Ihren Namen und die Zeit.',
					'Wann welches Gerät etwas bekam: niemand in der App, auch nicht die Koordination.',
				],
				'Wer den Server betreut, kommt technisch an alles heran, was darauf liegt.',
			],
		},
		{
			id: 'bewertung',
			title: 'Werde ich bewertet oder verfolgt?',
			blocks: [
				'Nein. Es gibt keine Rangliste und keine Auswertung über einzelne Menschen, auch nicht für die Leitung. Rufkreis fragt nie nach Ihrem Standort. Keine Maschine entscheidet über Sie.',
				{ href: '/transparenz', text: 'Die Regeln im Einzelnen' },
			],
		},
		{
			id: 'push',
			title: 'Was sehen Google, Apple, Mozilla und Microsoft?',
			blocks: [
				'Eine Benachrichtigung kann nur der Hersteller Ihres Browsers zustellen. Das betrifft Sie erst, wenn Sie Benachrichtigungen einschalten. Welcher es ist, hängt vom Browser ab:',
				[
					'Google: Chrome, Samsung Internet und andere auf Android',
					'Apple: iPhone, iPad und Safari',
					'Mozilla: Firefox',
					'Microsoft: Edge auf Windows',
				],
				'Dieser Dienst sieht:',
				[
					'die Adresse, unter der er Ihr Gerät erreicht',
					'wann etwas kommt, wie groß es ist, dass es eilt und wie lange er es versuchen soll',
					'ein Kennzeichen je Anfrage, damit Neues Altes ersetzt',
					'von welchem Server es kommt, mit einer Kontaktadresse des Betreibers',
				],
				'Der Dienst sieht nicht, was darin steht. Der Inhalt wird auf unserem Server verschlüsselt, und nur Ihr Gerät kann ihn lesen.',
				'Google, Apple, Mozilla und Microsoft haben ihren Sitz in den USA und können diese Angaben dort verarbeiten.',
				'Entschlüsselt steht auf Ihrem Bildschirm: Titel, Kommune, Dringlichkeit, Rückruf und Ort. Ob das auch bei gesperrtem Bildschirm zu lesen ist, stellen Sie in Ihrem Telefon ein.',
			],
		},
		{
			id: 'empfaenger',
			title: 'Wer bekommt sonst noch Daten?',
			blocks: [
				[
					'Das Rechenzentrum, in dem der Server steht. Läuft die Datenbank bei Supabase, auch dieser Anbieter.',
					'Der Mailserver, über den E-Mails von Rufkreis gehen: Er sieht Ihre Adresse, die Zeit und den Inhalt.',
					'Hat die Koordination eine Meldung nach außen eingerichtet, die Gegenstelle, zum Beispiel ein SMS-Gateway: Bestätigt kein Gerät eine Alarmierung, erfährt sie Nummer, Priorität, Kommune und Cluster der Anfrage. Über Personen erfährt sie nichts.',
				],
				'Welche Firmen das hier sind, sagt Ihnen der Verantwortliche. Sonst bekommt niemand Daten, und verkauft wird nichts.',
			],
		},
		{
			id: 'geraet',
			title: 'Was liegt auf meinem Gerät?',
			blocks: [
				'Rufkreis arbeitet auch ohne Netz. Darum liegt auf Ihrem Telefon oder Computer:',
				[
					'eine Kopie von dem, was Sie sehen dürfen: laufende Anfragen, abgeschlossene der letzten 90 Tage, das Verzeichnis, die Anleitungen Ihrer Cluster',
					'Ihre Entwürfe, und was noch nicht gesendet ist, auch Dateien',
					'Ihr Name und Ihre Anmeldung',
					'die letzte Alarmierung und bis zu 60 gezeigte Benachrichtigungen',
					'wenn Sie aus der Benachrichtigung annehmen: die Anfrage mit Rückruf und ein Kontaktblatt der Kommune, bis zum nächsten Abgleich, längstens 14 Tage',
					'das Programm selbst und die öffentlichen Angaben dieser Seiten',
				],
				'Beim Abmelden löscht Rufkreis das alles, bis auf das Programm, die öffentlichen Angaben und den Vermerk, dass hier niemand angemeldet ist. Wer sich nicht abmeldet, lässt seine Kopie auf dem Gerät.',
			],
		},
		{
			id: 'fristen',
			title: 'Wie lange bleibt etwas gespeichert?',
			blocks: [
				'Das löscht Rufkreis heute von selbst:',
				[
					'Zustellungen an Geräte und E-Mails über Alarmierungen: nach 14 Tagen',
					'Bereitschaftsdienste, die vorbei sind: nach 14 Tagen, Pausen am Tag nach ihrem Ende',
					'Kennungen Ihrer Schritte: nach 90 Tagen',
					'Probealarme: nach 90 Tagen',
					'Rückmeldungen zur Barrierefreiheit: nach 180 Tagen, oder sobald sie beantwortet sind',
					'die Nummern gelöschter Einträge, damit auch Ihre Geräte sie löschen: nach 180 Tagen',
				],
				'Ihr Konto löschen Sie selbst, unter „Ich“. Dann verschwinden sofort: Anmeldung, Name, Telefon, E-Mail, Aufgaben, Mitgliedschaften, kommende Bereitschaften und die Adressen Ihrer Geräte. Anfragen und Anleitungen bleiben ohne Ihren Namen. Was Sie hineingeschrieben haben, bleibt stehen; die Rückrufnummer wird geleert.',
				'Für Anfragen, Verlauf, Dateien, Anleitungen und Konten, die niemand löscht, gibt es noch keine Frist, nach der sie von selbst verschwinden. Sie bleiben, bis der Verantwortliche sie löscht.',
			],
		},
		{
			id: 'rueckmeldung',
			title: 'Was passiert mit einer Rückmeldung zur Barrierefreiheit?',
			blocks: [
				'Gespeichert werden Ihr Text, Ihre Kontaktangabe, falls Sie eine machen, die Sprache und die Zeit. Lesen kann es die Koordination. Es dient nur dazu, Ihnen zu antworten und die Hürde zu beseitigen.',
			],
		},
		{
			id: 'rechte',
			title: 'Welche Rechte habe ich?',
			blocks: [
				[
					'Auskunft: Sie erfahren, was über Sie gespeichert ist (Artikel 15 DSGVO).',
					'Berichtigung: Falsches wird geändert (Artikel 16).',
					'Löschung und Einschränkung: Was nicht mehr gebraucht wird, wird gelöscht oder gesperrt (Artikel 17 und 18).',
					'Mitnehmen: Sie bekommen Ihre Daten in einer Datei, soweit Sie sie selbst gegeben haben (Artikel 20).',
					'Widerspruch: Sie können sagen, dass Ihre Lage gegen die Verarbeitung spricht (Artikel 21).',
					'Zurücknehmen: Was Sie eingeschaltet haben, können Sie jederzeit ausschalten (Artikel 7).',
				],
				{ href: '/ich/konto', text: 'Das meiste geht selbst: ansehen, mitnehmen, Konto löschen' },
				'Für alles andere schreiben Sie formlos an den Verantwortlichen oben. Einen Grund brauchen Sie nur für den Widerspruch.',
				'Sie können sich auch beschweren (Artikel 77), hier oder bei jeder anderen Aufsichtsbehörde:',
				{ part: 'supervisory_authority' },
			],
		},
		{
			id: 'pflicht',
			title: 'Muss ich meine Daten angeben?',
			blocks: [
				'Mitmachen ist freiwillig. Ohne E-Mail-Adresse einer beteiligten Kommune gibt es kein Konto. Telefonnummer und Benachrichtigungen sind Ihre Entscheidung.',
			],
		},
		{
			id: 'fremde',
			title: 'Was gehört nicht in Rufkreis?',
			blocks: [
				'Daten von Bürgerinnen und Bürgern. Beschreiben Sie das Problem, nicht den Fall. Achten Sie auch bei Fotos vom Bildschirm darauf.',
			],
		},
	],
};

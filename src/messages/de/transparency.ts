import type { LegalWords } from '../legal-words.ts';

/** For staff councils and data protection officers: the rules, as the code has them today. */
export const transparency: LegalWords = {
	title: 'Transparenz',
	description: 'Die Regeln von Rufkreis: wer alarmiert wird, was gemessen wird und was nicht.',
	lead: 'Für Personalrat, Datenschutz und alle, die es genau wissen wollen: nach welchen Regeln Rufkreis arbeitet.',
	changed: '2026-11-30',
	sections: [
		{
			id: 'freiwillig',
			title: 'Ist Mitmachen freiwillig?',
			blocks: [
				'Ja. IT-Fachkräfte treten einem Themencluster selbst bei und verlassen es selbst, ohne Grund und mit einem Tipp. Danach ist an der Mitgliedschaft nicht mehr abzulesen, wer einmal darin war.',
			],
		},
		{
			id: 'alarm',
			title: 'Wer wird wann alarmiert?',
			blocks: [
				[
					'Kommt eine Anfrage, ruft Rufkreis Schritt für Schritt, bis jemand annimmt. Üblich ist: sofort die Bereitschaft, nach 5 Minuten alle verfügbaren Mitglieder des Clusters, nach 10 Minuten noch einmal, nach 20 Minuten die Themen-Zuständigen, nach 40 Minuten die Koordination. Bei Priorität 1 („Schalter steht“) ruft es Bereitschaft und Mitglieder gleichzeitig.',
					'Das sind die spätesten Zeiten. Ein Schritt, in dem niemand zu erreichen ist, wird sofort übersprungen. Kommt von einem Schritt binnen einer Minute auf keinem Gerät etwas an, folgt der nächste früher.',
					'Die Schritte eines Clusters legen seine Themen-Zuständigen oder die Koordination fest. Jede IT-Fachkraft kann sie unter „Netz“ lesen.',
					'Die Reihenfolge folgt der Aufgabe: Bereitschaft, Mitgliedschaft, Zuständigkeit oder eine Person, die in den Schritten steht. Sie folgt nie dem, wie oft oder wie schnell jemand antwortet.',
					'Ein Gerät wird in einer Runde nur einmal gerufen. Ausnahmen sind Wiederholungen, die in den Schritten stehen, und Priorität 1: Sie beginnt 10 Minuten nach dem letzten Schritt von vorn, längstens 4 Stunden lang.',
					'Nach dem letzten Schritt wird nur noch gerufen, wer bis dahin ruhte, und zwar einmal nach dem Ende der Ruhe. Nach drei Tagen wird niemand mehr gerufen. Die Anfrage bleibt offen. Nach einer Stunde versucht Rufkreis nicht weiter, dieselbe Alarmierung zuzustellen.',
					'Bestätigt kein Gerät eines Menschen die Alarmierung, bekommt er eine E-Mail: bei Priorität 1 nach 3 Minuten, sonst nach 10, ohne erreichbares Gerät sofort. Höchstens eine je Anfrage und Runde, keine bei Ruhe oder Pause, keine, nachdem jemand angenommen hat. Unter „Ich“ ist sie auszuschalten.',
					'Bestätigt überhaupt kein Gerät die Alarmierung, meldet Rufkreis das nach außen, wenn die Koordination es eingerichtet hat: Nummer, Priorität, Kommune, Cluster und einen Link, der nur öffnet.',
				],
				'Den Bereitschaftsplan kann man in der App noch nicht pflegen. Ist niemand in Bereitschaft eingetragen, beginnt es mit dem nächsten Schritt.',
			],
		},
		{
			id: 'ruhe',
			title: 'Wann wird jemand nicht gerufen?',
			blocks: [
				[
					'Nie gerufen wird, wer selbst gefragt, die Anfrage gerade zurückgegeben oder in dieser Runde schon „Später“ gesagt oder abgesagt hat.',
					'Eine Pause gilt immer, auch in der Bereitschaft.',
					'Ein stummes Cluster ruft nicht. In eigenen Ruhezeiten, auf Wunsch auch an sächsischen Feiertagen, rufen nur die Prioritäten, die man selbst durchlässt.',
					'Wer gerade Bereitschaft hat, wird auch in Ruhezeiten und von stummen Clustern gerufen.',
				],
			],
		},
		{
			id: 'nachweis',
			title: 'Was steht darüber an der Anfrage?',
			blocks: [
				[
					'Eine Zeile in Zahlen für die Menschen, die den Fall sehen: für wie viele Personen gesendet wurde, wie viele Geräte die Ankunft bestätigt haben, wie viele Personen ruhen oder kein Gerät haben. Gesendet heißt nicht angekommen, angekommen heißt nicht gelesen.',
					'Wer ruht und warum, steht dort nicht.',
					'Nimmt jemand an, erfahren es alle, die gerufen wurden. Sie müssen nichts tun.',
					'Nicht zu antworten hat keine Folge. „Später“ ist keine Absage, die Anfrage bleibt für alle offen.',
				],
			],
		},
		{
			id: 'auswertung',
			title: 'Was wird über einzelne Menschen ausgewertet?',
			blocks: [
				'Nichts. Es gibt keine Rangliste, keine Zählung angenommener Anfragen je Person, keine Antwortzeiten je Person. Das gilt für alle, auch für Leitung und Koordination.',
				'Es gibt heute auch keine Statistik über Gruppen. Kommt sie, dann nur je Cluster oder Kommune und erst ab fünf Menschen.',
			],
		},
		{
			id: 'verlauf',
			title: 'Was bleibt von einem Fall?',
			blocks: [
				'Im Verlauf einer Anfrage steht, wer wann gefragt, angenommen, abgegeben, übergeben oder „Später“ gesagt hat, und ab wann jemand helfen kann. Wer mithilft, steht daneben, ohne Uhrzeit. Das sehen die Menschen, die den Fall sehen, sonst niemand. Heute bleibt dieser Verlauf mit Namen stehen; ein Ablauf, der ihn von selbst kürzt, ist noch nicht gebaut.',
				'Wann welches Gerät eine Alarmierung bekam, verlässt den Server nie und wird nach 14 Tagen gelöscht.',
			],
		},
		{
			id: 'koordination',
			title: 'Was kann die Koordination sehen?',
			blocks: [
				'Alle Anfragen mit Verlauf, alle Namen, Kommunen, Kontakte und Mitgliedschaften. Nicht: Zustellzeiten, Entwürfe auf Geräten, wer wann die App geöffnet hat.',
			],
		},
		{
			id: 'ort',
			title: 'Wird der Standort erfasst?',
			blocks: ['Nein. Rufkreis fragt das Gerät nie danach.'],
		},
		{
			id: 'nachpruefen',
			title: 'Wie kann ich das nachprüfen?',
			blocks: [
				'Das Programm ist quelloffen. Wer was lesen darf, entscheidet die Datenbank selbst, nicht die Anzeige. Zu jeder Regel gehört ein Test, der bei jeder Änderung läuft: Er versucht zuerst, mehr zu sehen, als erlaubt ist.',
				{ href: '/datenschutz', text: 'Was gespeichert wird und wie lange' },
			],
		},
	],
};

import type { LegalWords } from '../legal-words.ts';

/** For staff councils and data protection officers: the rules, as the code has them today. */
export const transparency: LegalWords = {
	title: 'Transparenz',
	description: 'Die Regeln von Rufkreis: wer alarmiert wird, was gemessen wird und was nicht.',
	lead: 'Für Personalrat, Datenschutz und alle, die es genau wissen wollen: nach welchen Regeln Rufkreis arbeitet.',
	changed: '2026-11-25',
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
			title: 'Wer wird alarmiert, und wann?',
			blocks: [
				[
					'Kommt eine Anfrage, werden alle IT-Fachkräfte ihres Clusters gleichzeitig alarmiert, auf jedem Gerät, das sie dafür eingeschaltet haben.',
					'Nicht alarmiert wird, wer pausiert, wer selbst gefragt hat und wer die Anfrage gerade zurückgegeben hat.',
					'Nach einer Stunde versucht Rufkreis nicht weiter, dieselbe Alarmierung zuzustellen.',
					'Nimmt jemand an, erfahren es alle anderen. Sie müssen nichts tun.',
					'Nicht zu antworten hat keine Folge. „Später“ ist keine Absage, die Anfrage bleibt für alle offen.',
				],
				'Rufzeiten, Vertretung und eine Weitergabe, wenn niemand antwortet, sind noch nicht gebaut.',
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

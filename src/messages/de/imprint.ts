import type { LegalWords } from '../legal-words.ts';

export const imprint: LegalWords = {
	title: 'Impressum',
	description: 'Wer diese Installation von Rufkreis betreibt und wie Sie ihn erreichen.',
	lead: 'Wer diese Installation betreibt und für den Inhalt dieser Seiten einsteht.',
	changed: '2026-11-25',
	sections: [
		{
			id: 'betreiber',
			title: 'Wer betreibt Rufkreis hier?',
			blocks: [{ part: 'imprint' }],
		},
		{
			id: 'aufsicht',
			title: 'Wer führt die Aufsicht?',
			blocks: [{ part: 'supervisory_authority' }],
		},
		{
			id: 'programm',
			title: 'Wem gehört das Programm?',
			blocks: [
				'Rufkreis ist freie Software unter der European Union Public Licence 1.2 (EUPL). Jede Kommune darf es nutzen, ansehen, ändern und weitergeben.',
				'Für die Texte in Anfragen und Anleitungen stehen die Menschen ein, die sie geschrieben haben.',
			],
		},
	],
};

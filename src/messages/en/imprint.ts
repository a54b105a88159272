import type { LegalWords } from '../legal-words.ts';

export const imprint: LegalWords = {
	title: 'Imprint',
	description: 'Who runs this installation of Rufkreis, and how to reach them.',
	lead: 'Who runs this installation and answers for the content of these pages.',
	changed: '2026-11-25',
	sections: [
		{
			id: 'betreiber',
			title: 'Who runs Rufkreis here?',
			blocks: [{ part: 'imprint' }],
		},
		{
			id: 'aufsicht',
			title: 'Who supervises it?',
			blocks: [{ part: 'supervisory_authority' }],
		},
		{
			id: 'programm',
			title: 'Whose program is it?',
			blocks: [
				'Rufkreis is free software under the European Union Public Licence 1.2 (EUPL). Every municipality may use, read, change and pass it on.',
				'The people who wrote them answer for the texts of requests and how-tos.',
			],
		},
	],
};

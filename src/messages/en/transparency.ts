import type { LegalWords } from '../legal-words.ts';

export const transparency: LegalWords = {
	title: 'Transparency',
	description: 'The rules of Rufkreis: who is alerted, what is measured and what is not.',
	lead: 'For staff councils, data protection officers and everybody who wants to know exactly: the rules by which Rufkreis works.',
	changed: '2026-11-25',
	sections: [
		{
			id: 'freiwillig',
			title: 'Is taking part voluntary?',
			blocks: [
				'Yes. IT specialists join a topic cluster themselves and leave it themselves, without a reason and with one tap. After that the membership no longer shows who was once in it.',
			],
		},
		{
			id: 'alarm',
			title: 'Who is alerted, and when?',
			blocks: [
				[
					'When a request comes in, all IT specialists of its cluster are alerted at the same time, on every device they have switched on for that.',
					'Not alerted are those who pause, who asked themselves and who have just given the request back.',
					'After one hour Rufkreis no longer tries to deliver the same alert.',
					'Once somebody accepts, all others learn of it. They need not do anything.',
					'Not answering has no consequence. “Later” is no refusal, the request stays open for everybody.',
				],
				'On-call hours, substitutes and passing on when nobody answers are not built yet.',
			],
		},
		{
			id: 'auswertung',
			title: 'What is evaluated about individuals?',
			blocks: [
				'Nothing. There is no ranking, no count of accepted requests per person, no response times per person. That holds for everybody, managers and coordination included.',
				'Today there are no statistics about groups either. If they come, then only per cluster or municipality, and from five people on.',
			],
		},
		{
			id: 'verlauf',
			title: 'What remains of a case?',
			blocks: [
				'The history of a request says who asked, accepted, gave back, handed over or said “later”, and when, and from when on somebody can help. Who helps along stands beside it, without a time. The people who see the case see that, nobody else. Today this history keeps its names; something that shortens it by itself is not built yet.',
				'When which device got an alert never leaves the server and is deleted after 14 days.',
			],
		},
		{
			id: 'koordination',
			title: 'What can coordination see?',
			blocks: [
				'All requests with their history, all names, municipalities, contacts and memberships. Not: delivery times, drafts on devices, who opened the app when.',
			],
		},
		{
			id: 'ort',
			title: 'Is the location recorded?',
			blocks: ['No. Rufkreis never asks the device for it.'],
		},
		{
			id: 'nachpruefen',
			title: 'How can I check that?',
			blocks: [
				'The program is open source. The database itself decides who may read what, not the display. Every rule has a test that runs with every change: it first tries to see more than is allowed.',
				{ href: '/datenschutz', text: 'What is stored, and how long' },
			],
		},
	],
};

import type { LegalWords } from '../legal-words.ts';

export const transparency: LegalWords = {
	title: 'Transparency',
	description: 'The rules of Rufkreis: who is alerted, what is measured and what is not.',
	lead: 'For staff councils, data protection officers and everybody who wants to know exactly: the rules by which Rufkreis works.',
	changed: '2026-11-30',
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
			title: 'Who is alerted when?',
			blocks: [
				[
					'When a request comes in, Rufkreis calls step by step until somebody accepts. Usual is: at once whoever is on call, after 5 minutes all available members of the cluster, after 10 minutes once more, after 20 minutes the topic owners, after 40 minutes coordination. At priority 1 (“Counter closed”) whoever is on call and the members are called at the same time.',
					'These are the latest times. A step in which nobody can be reached is skipped at once. When nothing of a step arrives on any device within a minute, the next one comes earlier.',
					'The steps of a cluster are set by its topic owners or by coordination. Every IT specialist can read them under “Network”.',
					'The order follows the task: on call, membership, ownership, or a person who is named in the steps. It never follows how often or how fast somebody answers.',
					'A device is called only once in a round. Exceptions are repeats that the steps state, and priority 1: it begins again 10 minutes after the last step, for 4 hours at most.',
					'After the last step only those are still called who rested until then, once their rest has ended. After three days nobody is called any more. The request stays open. After one hour Rufkreis no longer tries to deliver the same alert.',
					'When no device of a person confirms the alert, they get an e-mail: after 3 minutes for priority 1, otherwise after 10, at once without a device that can be reached. At most one per request and round, none during rest or a pause, none once somebody has accepted. It can be switched off under “Me”.',
					'When no device at all confirms the alert, Rufkreis reports that outside where coordination has set it up: number, priority, municipality, cluster and a link that only opens.',
				],
				'The rota cannot be kept in the app yet. With nobody entered as on call, it begins with the next step.',
			],
		},
		{
			id: 'ruhe',
			title: 'When is somebody not called?',
			blocks: [
				[
					'Never called are those who asked themselves, who have just given the request back, or who have said in this round that they can only later, or not at all.',
					'A pause always holds, also while on call.',
					'A muted cluster does not call. In one’s own quiet hours, and on Saxon public holidays if one wants, only the priorities one lets through call.',
					'Whoever is on call is called in quiet hours and by muted clusters, too.',
				],
			],
		},
		{
			id: 'nachweis',
			title: 'What does the request say about it?',
			blocks: [
				[
					'One line in numbers for the people who see the case: for how many people it was sent, how many devices have confirmed arrival, how many people rest or have no device. Sent is not arrived, arrived is not read.',
					'Who rests, and why, is not said there.',
					'Once somebody accepts, all who were called learn of it. They need not do anything.',
					'Not answering has no consequence. “Later” is no refusal, the request stays open for everybody.',
				],
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

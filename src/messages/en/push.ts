import type { push as german } from '../de/push.ts';

export const push = {
	priorities: {
		1: 'Counter at a standstill',
		2: 'Today',
		3: 'This week',
		4: 'When there is time',
	},
	callback: (number) => `Call back ${number}`,
	takenBy: (name, municipality) =>
		municipality === '' ? `Taken by ${name}` : `Taken by ${name} (${municipality})`,
	openAgain: (title) => `Open again: ${title}`,
	unanswered: (title) => `Nobody yet: ${title}`,
	takenByYou: 'Taken by you',
	assigned: 'Your offer was taken: the request is yours',
	takenBySomebody: 'Already taken',
	several: (count) => `${count} open requests are waiting`,
	more: (count) => (count === 1 ? 'and one more' : `and ${count} more`),
	test: {
		title: 'Test alarm',
		body: 'Not a real request. Please confirm that you see it.',
	},
	weekly: {
		title: 'Weekly check',
		body: 'Rufkreis reaches this device. Tapping renews the connection; there is nothing else to do.',
	},
	withoutContent: {
		alert: (priority) => `New request, priority ${priority}`,
		unanswered: (priority) => `Not yet accepted by anybody: priority ${priority}`,
		openAgain: (priority) => `Open again: request, priority ${priority}`,
		about: (priority) => `Priority ${priority}`,
		mostUrgent: (priority) => `The most urgent: priority ${priority}`,
	},
} satisfies typeof german;

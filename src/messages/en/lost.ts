import type { lost as german } from '../de/lost.ts';

export const lost = {
	notFound: {
		title: 'This page does not exist',
		body: 'Perhaps the address is incomplete, or this version does not know it yet. You find everything again from the requests.',
	},
	unreachable: {
		title: 'No connection',
		body: 'This page is not kept on the device. What it knows already is with the requests, without a network, too.',
	},
	broken: {
		title: 'Something went wrong here',
		body: 'Reload. If it stays like this, tell the coordination of your network.',
	},
	reload: 'Reload',
	toRequests: 'To the requests',
	toStart: 'To the start page',
} satisfies typeof german;

import type { lost as german } from '../de/lost.ts';

export const lost = {
	notFound: {
		title: 'This page does not exist',
		body: 'Perhaps the address is incomplete. You find everything again from the requests.',
	},
	offlinePage: {
		title: 'This page needs a connection',
		body: 'It is not kept on the device. Your requests are there without a network, too.',
	},
	broken: {
		title: 'Something went wrong here',
		body: 'Reload. If it stays like this, tell the coordination of your network.',
	},
	reload: 'Reload',
	toRequests: 'To the requests',
	toStart: 'To the start page',
} satisfies typeof german;

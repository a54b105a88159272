import type { request as german } from '../de/request.ts';

export const request = {
	anotherCluster: 'another cluster',
	detail: {
		missing: {
			title: 'This request cannot be seen here',
			body: 'Perhaps somebody of another cluster took it, it is finished, or the address is wrong. There is nothing for you to do.',
		},
		notHere: {
			title: 'Not on this device yet',
			body: 'This request has not been loaded. It appears here as soon as there is a connection.',
		},
		unheard: {
			title: 'Nobody is being called right now',
			body: 'No member has a device that rings. They see your request as soon as they open Rufkreis. If it is urgent, telephone as well.',
		},
		outside: (cluster) => `Text and call-back are for the members of “${cluster}”.`,
		noText: 'No further description.',
		call: 'Call',
		callName: (who) => `Call ${who}`,
		people: 'People',
		requester: { other: 'asks', you: 'ask' },
		helper: { other: 'is on it', you: 'are on it' },
		history: 'History',
	},
	unsent: {
		title: 'Request',
		offline: 'It goes out by itself as soon as there is a connection. If it is urgent, call somebody.',
		going: 'It is sent as soon as the server answers. You need not do anything.',
		signedOut: 'It goes out as soon as you have signed in again.',
		withdraw: 'Take back',
		confirm: {
			title: 'Take the request back?',
			body: (count) =>
				count === 1
					? 'Your text comes back into the form. One thing that waits for it is lost.'
					: `Your text comes back into the form. ${count} things that wait for it are lost.`,
			action: 'Yes, take back',
		},
		refused: {
			title: 'The server did not take this request',
			body: 'Your text lies in the outbox. There you see why, and what you can do.',
		},
	},
	handOver: {
		action: 'Hand over to another cluster',
		title: 'To which cluster?',
		body: 'Its members are alerted anew. You need not give a reason.',
		bodyMine: 'Its members are alerted anew, and you no longer have the request then.',
		legend: 'Cluster',
		missing: 'Choose the cluster the request belongs to.',
		confirm: 'Hand over',
		busy: 'Handing over …',
		results: {
			handed_over: {
				title: 'Handed over',
				body: 'The members of the other cluster are being alerted.',
			},
			already_there: { title: 'It is there already', body: 'There is nothing else to do.' },
			taken: {
				title: (who) => `${who} already has the request`,
				body: 'Whoever has it can hand it over. You need not do anything.',
			},
			closed: { title: 'Already closed', body: 'There is nothing left to hand over.' },
			invalid: {
				title: 'This cluster no longer exists',
				body: 'It disappears with the next sync. Choose another one.',
			},
			not_allowed: {
				title: 'Handing over is not possible here',
				body: 'Whoever has the request can do it; while nobody has, every member of the cluster.',
			},
		},
	},
	events: {
		created: (who) => `${who} asked`,
		createdByYou: 'You asked',
		accepted: (who) => `${who} took it`,
		acceptedByYou: 'You took it',
		released: (who) => `${who} released it`,
		releasedByYou: 'You released it',
		undone: (who) => `${who} took the acceptance back`,
		undoneByYou: 'You took the acceptance back',
		later: (who) => `${who} can help later`,
		laterByYou: 'You can help later',
		declined: (who) => `${who} cannot help`,
		declinedByYou: 'You cannot help',
		handed_over: (who, cluster) => `${who} handed it over to ${cluster}`,
		handed_overByYou: (cluster) => `You handed it over to ${cluster}`,
		alerted: (people, devices) =>
			`Alert to ${people} ${people === 1 ? 'person' : 'people'}, ${devices} ${devices === 1 ? 'device' : 'devices'}`,
		alertedNobody: 'There was nobody to alert',
		paused: (count) => (count === 1 ? '1 person is on a break' : `${count} people are on a break`),
		withoutDevice: (count) =>
			count === 1 ? '1 person without a device' : `${count} people without a device`,
	},
	release: {
		action: 'Release',
		busy: 'Releasing …',
		confirm: {
			title: 'Release the request?',
			body: (cluster) =>
				`It is then open again, and the other members of “${cluster}” are alerted anew. You need not give a reason.`,
			action: 'Yes, release it',
		},
		results: {
			released: {
				title: 'Released',
				body: 'The request is open again. The history says whom the new alert reaches.',
			},
			closed: { title: 'Already finished', body: 'There is nothing left to release.' },
			not_allowed: {
				title: 'You no longer have this request',
				body: 'Somebody else has it by now, or it was released already.',
			},
		},
	},
} satisfies typeof german;

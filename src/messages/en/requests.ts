import type { requests as german } from '../de/requests.ts';

export const requests = {
	title: 'Requests',
	numbered: (number) => `#${number}`,
	views: {
		label: 'Which requests',
		forMe: 'For me',
		clusters: 'My clusters',
		open: 'All open',
		asked: 'Live',
		done: 'Done',
	},
	sections: {
		now: 'Now',
		mine: 'Taken by me',
		asked: 'My requests',
		waitingForSomeone: 'Nobody has them yet',
		takenByOthers: 'In other hands',
		open: 'Open in the whole network',
		done: 'Done in the last 90 days',
	},
	empty: {
		forMe: {
			title: 'Nothing waits for you',
			body: 'New requests of your clusters appear here by themselves.',
		},
		noCluster: {
			title: 'You are in no cluster',
			body: 'Join a topic cluster under Network. Then you see here where you are needed.',
			action: 'See clusters',
		},
		clusters: {
			title: 'Nothing is open in your clusters',
			body: '“All open” shows where else in the network somebody is waiting.',
		},
		open: {
			title: 'Nothing is open in the whole network',
			body: 'As soon as somebody asks, it appears here.',
		},
		asked: {
			title: 'You have no live request',
			body: 'When something does not work, ask the network: the specialists of the topic are alerted at once.',
			action: 'Ask for help',
		},
		done: {
			title: 'Nothing done yet',
			body: 'Solved requests stay here for 90 days.',
		},
	},
	ask: 'Ask for help',
	status: {
		open: 'Open',
		accepted: 'Taken',
		in_progress: 'In progress',
		waiting: 'Waiting',
		resolved: 'Solved',
		cancelled: 'Withdrawn',
	},
	priority: { 1: 'Counter closed', 2: 'Today', 3: 'This week', 4: 'When there is time' },
	kind: { incident: 'Incident', question: 'Question', task: 'Task' },
	person: (person) => (person.municipality === '' ? person.name : `${person.name} (${person.municipality})`),
	formerMember: 'former member',
	anotherCluster: 'another cluster',
	someone: 'somebody',
	you: 'You',
	taken: (who) => `${who} is on it`,
	nobodyYet: 'Nobody has taken it yet',
	callMe: {
		title: 'Nobody can alert you yet',
		body: 'None of your devices receives notifications.',
		action: 'Set up',
		later: 'Later',
	},
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
		label: 'Not sent yet',
		title: 'Your request',
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
	waiting: {
		title: 'Noted, not confirmed yet',
		accept_request: 'Whether you get the request is decided by the server, as soon as there is a connection.',
		release_request: 'Until the server confirms it, you still have the request.',
		hand_over_request: 'Until the server confirms it, the request stays where it is.',
		join_cluster: 'As soon as joining is confirmed you can accept.',
		unanswered: 'The server has not answered yet. It is tried again by itself.',
		undo: 'Rather not',
		needsYou: {
			title: 'Something about this was not carried out',
			body: 'The outbox says what and why.',
		},
		toOutbox: 'Open the outbox',
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
	accept: {
		action: 'Accept',
		actionFor: (title) => `Accept: ${title}`,
		busy: 'Accepting …',
		join: 'Join the cluster',
		joinFirst: (cluster) => `Members of “${cluster}” can accept.`,
		results: {
			accepted: { title: 'You took it', body: 'The others are being told.' },
			already_yours: { title: 'You have this request already', body: 'There is nothing more to do.' },
			taken: {
				title: (who) => `${who} was faster`,
				body: 'The request is in good hands. There is nothing for you to do.',
			},
			closed: { title: 'Already finished', body: 'The request needs nobody any more.' },
			expired: { title: 'This alert is over', body: 'Open the request and see how it stands.' },
			not_allowed: {
				title: 'Accepting is not possible here',
				body: 'Only specialists of the cluster can accept. You can join it under Network.',
			},
		},
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

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
		along: { other: 'helps along', you: 'help along' },
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
		offered: (who, time) => `${who} can help from ${time}`,
		offeredByYou: (time) => `You can help from ${time}`,
		byPhone: (who) => `${who} can help by phone`,
		byPhoneByYou: 'You can help by phone',
		withdrawn: (who) => `${who} withdrew the offer`,
		withdrawnByYou: 'You withdrew your offer',
		offer_taken: (who) => `${who} took the offer`,
		offer_takenByYou: 'You took the offer',
		handed_over: (who, cluster) => `${who} handed it over to ${cluster}`,
		handed_overByYou: (cluster) => `You handed it over to ${cluster}`,
		alerted: (people, devices) =>
			`Alert to ${people} ${people === 1 ? 'person' : 'people'}, ${devices} ${devices === 1 ? 'device' : 'devices'}`,
		alertedNobody: 'There was nobody to alert',
		paused: (count) => (count === 1 ? '1 person is on a break' : `${count} people are on a break`),
		withoutDevice: (count) =>
			count === 1 ? '1 person without a device' : `${count} people without a device`,
	},
	waiting: {
		undo_acceptance: 'Until the server confirms it you still have the request.',
		offer_later: 'The others see your offer as soon as it has been sent.',
		decline_request: 'The others see it as soon as it has been sent.',
		withdraw_offer: 'Until the server confirms it your offer still stands.',
		take_offer: 'Whether the offer still stands the server decides, as soon as there is a connection.',
		join_request: 'The others see it as soon as there is a connection.',
		leave_request: 'The others see it as soon as there is a connection.',
	},
	later: {
		action: 'Later',
		title: 'When can you help?',
		body: 'Whoever asked and your cluster see your offer and can take it. Until then the request stays open.',
		legend: 'Your offer',
		half_hour: 'In 30 minutes',
		two_hours: 'In 2 hours',
		tomorrow: 'Next working day',
		by_phone: 'By phone only',
		from: (time) => `from ${time}`,
		byPhone: 'You do not come by, but you can be reached.',
		missing: 'Choose when you can help.',
		confirm: 'Offer',
		busy: 'Sending …',
		decline: 'Not possible this time',
		declined: 'You said: not possible this time. You can accept all the same.',
	},
	offers: {
		title: 'Offers',
		from: (time) => `can help from ${time}`,
		fromYou: (time) => `can help from ${time}`,
		byPhone: 'can help by phone',
		byPhoneYou: 'can help by phone',
		take: 'Take the offer',
		takeOf: (who) => `Take the offer of ${who}`,
		taking: 'Taking …',
		withdraw: 'Withdraw',
		withdrawing: 'Withdrawing …',
		results: {
			noted: {
				offer_later: {
					title: 'Offered',
					body: 'Whoever asked and your cluster see it. You can withdraw it at any time.',
				},
				decline_request: {
					title: 'Noted: not possible this time',
					body: 'Others can still accept. The next alert asks you again.',
				},
			},
			withdrawn: { title: 'Withdrawn', body: 'Nobody counts on you any more.' },
			assigned: {
				title: (who) => `${who} has the request now`,
				body: 'All devices of that person are notified.',
			},
			already_yours: { title: 'You already have this request', body: 'There is nothing else to do.' },
			taken: {
				title: (who) => `${who} already took it`,
				body: 'The request is in good hands. You need not do anything.',
			},
			closed: { title: 'Already closed', body: 'The request needs nobody any more.' },
			no_offer: {
				title: 'This offer does not stand any more',
				body: 'It was withdrawn, or the person can no longer come. The request is still open.',
			},
			expired: { title: 'That time is over', body: 'Offer a later one.' },
			invalid: { title: 'That time is not possible', body: 'Choose one within the next two weeks.' },
			not_allowed: {
				title: 'That is not possible here',
				body: 'Specialists of the cluster can offer; whoever asked can take an offer, too.',
			},
		},
	},
	help: {
		join: 'I help along',
		leave: 'No longer help along',
		busy: 'Sending …',
		results: {
			joined: { title: 'You help along', body: 'Both sides see it. The request stays with whoever has it.' },
			already_helping: { title: 'You already help along', body: 'There is nothing else to do.' },
			left: { title: 'You no longer help along', body: 'You need not give a reason.' },
			not_helping: { title: 'You no longer help along', body: 'There is nothing else to do.' },
			already_yours: { title: 'You have this request', body: 'The others can help along.' },
			closed: { title: 'Already closed', body: 'The request needs nobody any more.' },
			not_allowed: {
				title: 'Helping along is not possible here',
				body: 'The specialists of the cluster can. You can join it under Network.',
			},
		},
	},
	undo: {
		action: 'Undo',
		busy: 'Taking it back …',
		results: {
			undone: { title: 'Taken back', body: 'The request is open again, as if nothing had happened.' },
			too_late: {
				title: 'Too late to take it back',
				body: 'You still have the request. You can release it at any time.',
			},
			taken: { title: (who) => `${who} has the request by now`, body: 'You need not do anything.' },
			closed: { title: 'Already closed', body: 'There is nothing left to take back.' },
			not_allowed: {
				title: 'You no longer have this request',
				body: 'It was released already. You need not do anything.',
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

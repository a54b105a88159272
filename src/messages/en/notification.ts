import type { notification as german } from '../de/notification.ts';

export const notification = {
	buttons: {
		accept: 'Accept',
		later: 'Later',
		open: 'Open',
		undo: 'Undo',
		forget: 'Do not send',
		confirm: 'Arrived',
	},
	test: {
		waiting: { title: 'Test alarm: being confirmed …', body: 'Tap to see where it stands.' },
		kept: {
			offline: {
				title: 'Test alarm: “Arrived” noted',
				body: 'It is sent as soon as there is a network. After ten minutes the test is over.',
			},
			unanswered: {
				title: 'Test alarm: not confirmed yet',
				body: 'It is sent once more. After ten minutes the test is over.',
			},
		},
		confirmed: {
			title: 'Test alarm confirmed',
			body: 'Alerts reach you on this device. There is nothing else to do.',
		},
		expired: {
			title: 'This test alarm is over',
			body: 'It was good for ten minutes. You can send a new one under “Me”.',
		},
		not_allowed: {
			title: 'Test alarm: not possible here',
			body: 'This device is no longer registered. Open Rufkreis and sign in.',
		},
		offline: { title: 'Test alarm: no connection', body: 'Tap “Arrived” again.' },
		unanswered: { title: 'Test alarm: no answer', body: 'Tap “Arrived” again.' },
	},
	unreadable: { title: 'Rufkreis', body: 'There is something new. Open Rufkreis to see it.' },
	signedOut: { title: 'Rufkreis', body: 'Nobody is signed in for alerts on this device.' },
	waiting: {
		accept: 'Accepting …',
		later: 'Being noted …',
		undo: 'Taking it back …',
		body: 'Not confirmed yet. Tap to see where it stands.',
	},
	kept: {
		offline: { accept: 'Noted: accept', later: 'Noted: later' },
		unanswered: { accept: 'Accept: not confirmed yet', later: 'Later: not confirmed yet' },
		body: (until) => `Is sent as soon as there is a network, until ${until} at the latest.`,
		notYours: 'It is yours only once that is confirmed.',
	},
	question: {
		title: 'Still accept it?',
		accept: 'Your “Accept” did not get through for a quarter of an hour. It is no longer sent by itself.',
		later: 'Your “Later” did not get through for a quarter of an hour. It is no longer sent by itself.',
	},
	yours: {
		accepted: (time) => `Taken ${time}`,
		already: 'Taken by you',
		callback: (number) => `Call back ${number}`,
		hidden: 'Call-back and place are in Rufkreis.',
	},
	taken: {
		faster: (who) => `${who} was faster`,
		by: (who) => `Taken by ${who}`,
		fasterHidden: 'Somebody was faster',
		byHidden: 'Already taken',
		body: 'There is nothing left for you to do.',
	},
	closed: { title: 'Already settled', body: 'The request is closed. There is nothing left for you to do.' },
	expired: {
		title: 'This alert has expired',
		body: 'The request has changed since. Tap to see where it stands.',
	},
	notAllowed: {
		title: 'Not possible here',
		body: 'This device is not cleared for the request. Open Rufkreis and sign in.',
	},
	hidden: (priority) => `Priority ${priority}`,
	later: {
		title: 'Later: noted',
		body: 'The request stays open.',
		from: (time) => `Offered: you can help from ${time}. Until then the request stays open.`,
		byPhone: 'Offered: you can help by phone. Until then the request stays open.',
	},
	undone: { title: 'Taken back', body: 'The request is open again.' },
	tooLate: {
		title: 'Too late to take it back',
		body: 'You still have the request. You can release it in Rufkreis.',
	},
	offline: {
		title: 'Not sent: no connection',
		accept: 'Tap “Accept” again.',
		later: 'Tap “Later” again.',
		undo: 'You still have the request. Tap “Undo” again.',
	},
	unanswered: {
		title: 'Not confirmed: no answer',
		accept: 'Tap “Accept” again.',
		later: 'Tap “Later” again.',
		undo: 'Tap “Undo” again.',
	},
} satisfies typeof german;

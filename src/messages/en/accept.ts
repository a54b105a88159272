import type { accept as german } from '../de/accept.ts';
import { push } from './push.ts';

export const accept = {
	title: 'Accept request',
	priorities: push.priorities,
	loading: 'Loading the request',
	checking: 'Checking …',
	choices: { accept: 'Accept', later: 'Later', decline: 'Not possible' },
	sending: 'Accepting …',
	number: (number) => `No. ${number}`,
	noted: {
		later: { title: 'Later: noted', body: 'The request stays open.' },
		from: (time) => `Offered: you can help from ${time}. You can change that in the request.`,
		byPhone: 'Offered: you can help by phone. You can change that in the request.',
		decline: { title: 'Noted: not possible for you', body: 'Others can still accept.' },
	},
	undo: {
		action: 'Undo',
		undone: { title: 'Taken back', body: 'The request is open again.' },
		too_late: 'It is too late to take it back. You can release it in the request.',
		offline: 'No connection: you still have the request. Tap “Undo” again.',
		unanswered: 'Not confirmed: no answer. Tap “Undo” again.',
		offline_too_late:
			'You still have the request, it is too late to undo. Open the request and tap “Release”.',
		unanswered_too_late:
			'It is not confirmed whether you gave the request back. Open it: if it is still yours, tap “Release”.',
	},
	stale: {
		offline: { title: 'No connection', body: 'You see what the notification said.' },
		unanswered: { title: 'The server does not answer', body: 'You see what the notification said.' },
	},
	failed: { offline: 'Not sent: no connection', unanswered: 'Not confirmed: no answer' },
	again: (button) => `Tap “${button}” again.`,
	yours: {
		accepted: (time) => `Taken ${time}`,
		already: 'Taken by you',
		call: 'Call',
	},
	taken: {
		title: (who) => `Taken by ${who}`,
		faster: (who) => `${who} was faster`,
		body: 'There is nothing left for you to do.',
	},
	closed: { title: 'Already settled', body: 'The request is closed. There is nothing left for you to do.' },
	expired: {
		title: 'This alert has expired',
		body: 'The request has changed since. Open it to see where it stands.',
	},
	not_allowed: {
		title: 'Not possible from here',
		body: 'This device is not cleared for the request. Sign in and open the request.',
	},
	no_ticket: {
		title: 'The alert is missing here',
		body: 'Accepting without signing in works only from the notification. Sign in and open the request.',
	},
	unreachable: {
		offline: {
			title: 'No connection',
			body: 'This request is not kept on the device. It is loaded as soon as you are connected.',
		},
		unanswered: {
			title: 'The server does not answer',
			body: 'The request could not be loaded. Try again in a moment.',
		},
	},
	retry: 'Try again',
	signIn: 'Sign in and open',
	openRequest: 'View request',
	requests: 'To the requests',
} satisfies typeof german;

import type { confirm as german } from '../de/confirm.ts';

export const confirm = {
	title: 'Test alarm',
	heading: 'Test alarm',
	body: 'Not a real request. Tap to confirm that it has reached you.',
	arrived: 'Arrived',
	sending: 'Being confirmed …',
	confirmed: {
		title: 'Test alarm confirmed',
		body: 'Alerts reach you on this device. There is nothing else to do.',
	},
	expired: {
		title: 'This test alarm is over',
		body: 'It was good for ten minutes. Send a new one if you want to be sure.',
	},
	not_allowed: {
		title: 'Not possible from here',
		body: 'This device is no longer registered. Sign in and switch notifications on.',
	},
	no_ticket: {
		title: 'There is nothing to confirm here',
		body: 'This page belongs to the notification of a test alarm. Open it from there.',
	},
	trouble: {
		offline: { title: 'Not sent: no connection', body: 'Tap “Arrived” again.' },
		unanswered: { title: 'Not confirmed: no answer', body: 'Tap “Arrived” again.' },
	},
	again: 'To the test alarms',
	signIn: 'Sign in',
} satisfies typeof german;

import type { AreaWords } from '#messages/german.ts';

export const testAlarm: AreaWords['testAlarm'] = {
	title: 'Test alarm',
	intro:
		'A test alarm goes the same way as a real one. It has worked once you tap “Arrived” on the device. Quiet hours and a pause do not hold it up, and nobody but you hears of it.',
	devices: 'To which device?',
	none: 'No device yet. First switch notifications on under “Me”.',
	this: 'this device',
	send: 'Send test alarm',
	again: 'Send once more',
	busy: 'Being sent …',
	steps: {
		started: 'On its way',
		sent: 'Taken by the push service',
		arrived: 'Arrived on the device',
		confirmed: 'Confirmed by you',
	},
	notYet: 'not yet',
	done: 'done',
	verdicts: {
		waiting: { title: 'On its way', body: 'It usually takes a few seconds.' },
		slow: {
			title: 'Not arrived yet',
			body: 'A real alert would not get through either right now. Is the device on and in the network? Saving power can hold messages up.',
		},
		shown: {
			title: 'Arrived. Now it is your turn',
			body: 'Tap “Arrived” in the notification. If it has no button, tap the notification itself. If there is none, check “Do not disturb”.',
		},
		confirmed: { title: 'Confirmed', body: 'Alerts reach you on this device.' },
		unconfirmed: {
			title: 'Arrived, not confirmed',
			body: 'The device has shown the test alarm, and within ten minutes nobody confirmed it. Was “Do not disturb” on?',
		},
		lost: {
			title: 'Not arrived',
			body: 'For ten minutes nothing was heard of the device. Do not count on it before a test has worked.',
		},
		reached: { title: 'Arrived', body: 'The device is reached.' },
		refused: {
			title: 'The push service did not take it',
			body: 'Open Rufkreis on the device: that renews the connection. Then send once more.',
		},
		gone: {
			title: 'This device has no address any more',
			body: 'The browser has ended its registration. Switch notifications on again there, under “Me”.',
		},
	},
	confirm: 'Confirm here',
	diagnosis: 'Open diagnosis',
	diagnosisThere: 'What the reason is, “Me”, “Open diagnosis” shows on that device.',
	results: {
		already_running: {
			title: 'A test alarm is already under way',
			body: 'Wait for it; after ten minutes it is over.',
		},
		too_many: { title: 'Five in ten minutes are enough', body: 'Try again later.' },
		not_allowed: {
			title: 'This device is no longer called',
			body: 'It was removed, or your access has ended.',
		},
	},
	failures: {
		retry: {
			title: 'The server did not answer',
			body: 'Without a network no test alarm goes out. Press again once you are connected.',
		},
		signed_out: { title: 'Signing in is needed', body: 'Nothing has happened. Sign in and press again.' },
	},
	weekly: {
		title: 'Weekly check',
		body: 'If nothing is heard of one of your devices for eight days, it gets a visible check once a week, without a sound. Tapping renews the connection. Whoever pauses gets none.',
		weekday: 'Weekday',
		weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
		hour: 'Time',
		hours: (hour) => `${hour}:00`,
		kept: 'Holds as soon as the server knows it.',
		refused: 'The server did not take it over. Choose again once you are connected.',
	},
	history: {
		title: 'Former tests',
		kept: 'Only you see them. They are deleted after 90 days.',
		none: 'None yet.',
		weekly: 'Weekly check',
		goneDevice: 'Removed device',
		arrivedAfter: (seconds) =>
			seconds < 60 ? `arrived after ${seconds} s` : `arrived after ${Math.round(seconds / 60)} min`,
	},
};

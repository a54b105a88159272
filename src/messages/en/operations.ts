import type { operations as german } from '../de/operations.ts';

export const operations: typeof german = {
	title: 'Operations',
	offline: {
		title: 'This needs a connection',
		sentence: 'Only the server knows whether alerts leave. Try again once you are online.',
	},
	stale: {
		title: 'No answer from the server just now',
		body: (when) => `What you see was so at ${when}. It is being asked again.`,
	},
	fine: {
		title: 'All is well',
		body: 'Alerts are being sent, nothing waits too long, and no push service refuses us.',
	},
	stopped: {
		title: 'Sending stands still',
		never: 'It has never run, and alerts are left lying. Restart the server; they then leave by themselves.',
		body: (when) =>
			`Last run: ${when}. Alerts have been left lying since. Restart the server; what still counts then leaves by itself.`,
	},
	stuck: {
		title: 'Alerts wait too long',
		body: (waiting, long) =>
			waiting === 0
				? `A step of alerting has been due for ${long}. Check the load of the server.`
				: `The oldest message has waited for ${long}. Check load and internet connection of the server.`,
	},
	refusing: {
		title: (service) => `${service} refuses us`,
		body: (when) =>
			`Last refused: ${when}. It is not the devices: check key (VAPID) and clock of the server. Until then alerts do not arrive there.`,
	},
	unanswered: {
		title: (service) => `${service} does not answer`,
		body: (when) =>
			`Last tried: ${when}. An alert is tried again for as long as it counts. If this lasts, check internet connection and firewall of the server.`,
	},
	lost: {
		title: 'Less than half arrives',
		body: 'Look below whether a push service is missing, and ask the specialists for a test alarm under “Me”.',
	},
	mail: {
		title: 'E-mails do not leave',
		body: 'Of the e-mails that should have followed silent alerts in the last 24 hours none went out. Check the mail server.',
	},
	webhook: {
		title: 'The webhook accepts nothing',
		body: 'Nothing got through to it in the last 24 hours. Check its address and the service behind it.',
	},
	kept: {
		title: 'What is too old is not deleted',
		never: 'The periods of the data protection notice are not kept. Check the server.',
		body: (when) =>
			`Last run: ${when}. Like this the periods of the data protection notice are not kept. Check the server.`,
	},
	sending: {
		title: 'Sending',
		ran: 'Last look',
		never: 'never',
		queue: 'Queue',
		empty: 'Nothing waits',
		waiting: (count, long) =>
			count === 1 ? `1 message has waited for ${long}` : `${count} messages wait, the oldest for ${long}`,
	},
	arrived: {
		title: 'Arrived',
		day: 'Last 24 hours',
		week: 'Last 7 days',
		none: 'Nothing sent yet.',
		few: 'Fewer than 5 people were concerned. To protect them there is no figure.',
		counted: (sent, arrived) => `Of ${sent} messages sent, devices confirmed ${arrived}.`,
		half: (long) => `Half of these were there after ${long}.`,
		note: 'Confirmed means: the device has shown the message. Without that it was often just off or offline.',
	},
	services: {
		title: 'Push services',
		none: 'None spoken to yet.',
		names: {
			'googleapis.com': 'Google (Chrome, Android)',
			'push.services.mozilla.com': 'Mozilla (Firefox)',
			'push.apple.com': 'Apple (iPhone, Safari)',
			'notify.windows.com': 'Microsoft (Windows, Edge)',
		},
		fine: 'accepts',
		refusing: 'refuses us',
		unanswered: 'does not answer',
	},
	devices: {
		title: 'Devices',
		none: 'No device is registered for alerts yet.',
		few: 'Fewer than 5 people have a device. To protect them there is no figure.',
		all: 'Registered for alerts',
		silent: 'Silent for 8 days',
		quarantined: 'Suspended',
		note: 'Suspended: the push service refused the device too often. It counts again once Rufkreis is opened there. Silent devices are checked every week.',
	},
	tests: {
		title: 'Test alarms, last 7 days',
		none: 'None.',
		few: 'Fewer than 5 people started one. To protect them there is no figure.',
		arrived: 'Arrived',
		failed: 'Not arrived',
		running: 'Still running',
	},
	retention: { title: 'Deletion when time is over', ran: 'Last run', never: 'never' },
	state: (when) => `As of ${when}, renewed every 30 seconds.`,
};

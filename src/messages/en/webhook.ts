import type { webhook as german } from '#messages/de/webhook.ts';

export const webhook: typeof german = {
	title: 'Reporting outside',
	intro:
		'When not a single device confirms an alert, Rufkreis can report that outside, for example to a gateway for text messages or to ntfy: after 3 minutes for priority 1, otherwise after 10, once per request and round.',
	contents:
		'Reported are number, priority, municipality, cluster and a link that only opens. No title, no text, no name, no phone number.',
	loading: 'Fetching the setting',
	none: {
		title: 'No destination is allowed yet',
		body: 'Where reports may go is decided by whoever runs the server (WEBHOOK_HOSTS). Ask there.',
	},
	url: {
		label: 'Address of the receiver',
		hint: (hosts) => `Begins with https://. Allowed: ${hosts}`,
	},
	problems: {
		missing: 'Enter the address.',
		too_long: 'The address may be 500 characters long at most.',
		unknown: 'That is no address that begins with https:// and names a host.',
		not_allowed: 'This receiver is not allowed.',
	},
	lowest: {
		legend: 'Which requests?',
		options: {
			1: 'Priority 1 only: “Counter closed”',
			2: 'Priority 1 and 2: “Today” and more urgent',
			3: 'Priority 1 to 3: “This week” and more urgent',
			4: 'All',
		},
	},
	save: 'Set up reporting',
	change: 'Save change',
	saving: 'Saving …',
	forbidden: {
		title: 'Nothing is reported',
		body: 'The receiver entered here is not allowed any more. Enter another one.',
	},
	secret: {
		title: 'Checking the signature',
		body: 'Every report is signed, by the open specification “Standard Webhooks”. With this secret the receiver checks that it comes from here.',
		show: 'Show secret',
		hide: 'Hide secret',
		renew: 'Make a new secret',
	},
	renewal: {
		title: 'Make a new secret?',
		body: 'The present one ends at once. Enter the new one at the receiver, or it will turn reports away.',
		confirm: 'Make a new one',
	},
	attempt: {
		title: 'Test',
		body: 'Sends a report at once that says it is a test.',
		send: 'Send a test',
		sending: 'The test is on its way …',
		none: 'Nothing has been reported yet.',
		last: 'The last reports',
	},
	about: {
		test: 'Test',
		request: (number) => `Request ${number}`,
	},
	states: {
		waiting: 'Still on its way',
		sent: (status) => `Handed over (answer ${status})`,
		failed: 'Not handed over',
		again: 'Not handed over yet, it will be tried again',
		expired: 'Not handed over until nobody needed it any more',
		superseded: 'Not needed any more: somebody learned of it before',
	},
	errors: {
		network: 'The connection failed or broke.',
		timeout: 'The receiver did not answer in time.',
		unknown_host: 'The name service does not know this name.',
		certificate: 'The certificate of the receiver is not valid.',
		private_address:
			'The name leads into an internal network. There the server calls only what its operator allows with an address.',
		not_allowed: 'This receiver is not allowed any more.',
		redirects: 'The receiver redirects. The server follows no redirects: enter the final address.',
		busy: 'The receiver is overloaded or out of order.',
		refused: 'The receiver refused. Check address and secret.',
		other: 'It did not arrive.',
	},
	sentMeans:
		'Handed over means: the receiver has the report. Whether anybody reads it Rufkreis does not know.',
	remove: 'Report nothing any more',
	removal: {
		title: 'Report nothing outside any more?',
		body: 'Address and secret are deleted. Alerts and e-mails go on as before.',
		confirm: 'Delete',
	},
	results: {
		saved: { title: 'Set up', body: 'Send a test, then you know whether it arrives.' },
		renewed: { title: 'New secret', body: 'Enter it at the receiver now.' },
		removed: { title: 'Nothing is reported any more', body: 'Address and secret are deleted.' },
		not_there: { title: 'Nothing was set up any more', body: 'Somebody else has deleted it.' },
		started: { title: 'The test is on its way', body: 'What becomes of it is said below in a moment.' },
		invalid: { title: 'Not saved yet', body: 'What does not fit is said at the field.' },
		too_many: { title: 'Five tests in ten minutes', body: 'Wait a moment before the next one.' },
		not_allowed: { title: 'Only coordination may do that', body: 'Ask a person with this role.' },
		command_reused: {
			title: 'This arrived before, differently',
			body: 'Reload the page and see what holds.',
		},
		retry: {
			title: 'The server did not answer',
			body: 'Whether it arrived we do not know. What you entered is still here.',
		},
		signed_out: { title: 'Sign-in has ended', body: 'What you entered is still here. Sign in anew.' },
	},
	unreachable: {
		title: 'The server cannot be reached',
		body: 'Only it knows what holds. With a connection it goes on here.',
	},
};

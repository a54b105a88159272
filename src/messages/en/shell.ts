import type { shell as german } from '../de/shell.ts';

export const shell = {
	pageTitle: (title) => `${title} · Rufkreis`,
	connection: {
		current: 'up to date',
		syncing: 'syncing',
		sending: (count) => `sending (${count})`,
		needs_you: (count) => `needs you (${count})`,
		offline: 'offline',
		offlineSince: (time) => `offline since ${time}`,
		offlineAsOf: (time) => `offline, as of ${time}`,
		waiting: (count) => `${count} waiting`,
		refused: 'not synced',
		refusedAsOf: (time) => `as of ${time}`,
		toOutbox: 'Open the outbox',
		news: {
			lost: 'The connection is gone. What you do is kept.',
			back: 'The connection is back.',
			needsYou: (count) =>
				count === 1 ? 'Something in the outbox needs you.' : `${count} things in the outbox need you.`,
		},
	},
	signedOut: {
		title: 'Please sign in',
		body: 'The server no longer knows this device. You see the last state; what you typed stays here.',
		action: 'Sign in again',
	},
	refused: {
		title: 'Not in sync with the server',
		body: 'The app on this device is probably older than the server. Reload; your drafts stay.',
		action: 'Reload',
	},
	noSpace: {
		title: 'There is no room left on this device',
		body: 'What is new on the server no longer fits; you see the last state. Free some space and it goes on.',
	},
	lost: {
		title: 'This browser’s storage was emptied',
		body: (unsent) =>
			unsent === 0
				? 'Requests and how-tos are being fetched again. Nothing was unsent; a draft may be missing.'
				: `${unsent === 1 ? 'One thing had not been sent and is lost' : `${unsent} things had not been sent and are lost`}. Look at what you did last and do it again. Everything else is being fetched again.`,
	},
	unread: {
		title: 'A newer version is needed',
		body: 'The server sends things that this version does not understand; they are missing here. Your drafts are kept.',
	},
	newerElsewhere: {
		title: 'A newer version already runs in another window',
		body: 'This window gets nothing new any more. Reload it; your drafts are kept.',
	},
	update: {
		title: 'New version ready',
		body: 'Your drafts are kept.',
		action: 'Reload now',
	},
	notCalled: {
		title: 'This device is no longer called',
		body: 'Notifications were switched on and no longer are.',
		action: 'Have a look',
	},
	noStorage: {
		title: 'This browser’s storage cannot be opened',
		body: 'Rufkreis keeps requests on the device so that they are there without a connection. Close private windows, free some space and reload.',
		action: 'Reload',
		anew: {
			open: 'Create the storage anew',
			title: 'Create the storage anew?',
			body: 'What lies on this device is deleted, an unfinished draft too. Everything the server knows is fetched again.',
			unsent: (count) =>
				count === 1
					? '1 thing that had not been sent is lost then as well.'
					: `${count} things that had not been sent are lost then as well.`,
			confirm: 'Delete and create anew',
			failed:
				'The browser does not allow this either. See whether the window is private and whether there is room left.',
		},
	},
	firstPull: {
		waiting: 'Your requests are being fetched to this device for the first time.',
		received: (count) => `${count} entries fetched`,
		offline: {
			title: 'Nothing on this device yet',
			body: 'The first time, Rufkreis needs a connection. It goes on by itself as soon as there is one.',
		},
	},
	pending: {
		title: 'Your account has not been admitted yet',
		body: 'The coordination of your network assigns you to a municipality. Requests then appear here without any action of yours.',
	},
	sending: {
		not_kept: {
			title: 'Not sent and not noted',
			body: 'There is no room on this device and the server did not answer. Make some room or find a connection, then press once more.',
		},
		retry: {
			title: 'The server did not answer',
			body: 'We do not know whether it arrived. Press once more: it counts only once.',
		},
		signed_out: {
			title: 'Please sign in',
			body: 'Nothing has happened. Sign in and press once more.',
		},
		too_large: {
			title: 'That is too much at once',
			body: 'Shorten it and send again.',
		},
		broken: {
			title: 'That did not work',
			body: 'The server does not understand the app. Reload; if it stays like this, tell the coordination.',
		},
		too_old: {
			title: 'This lay on the device for too long',
			body: 'It is more than 60 days old. See whether it is still needed, then press once more.',
		},
		command_reused: {
			title: 'This was already sent differently',
			body: 'Reload and see what holds.',
		},
	},
} satisfies typeof german;

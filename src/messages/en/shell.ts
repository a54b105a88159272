import type { shell as german } from '../de/shell.ts';

export const shell = {
	pageTitle: (title) => `${title} · Rufkreis`,
	connection: {
		current: 'up to date',
		syncing: 'syncing',
		sending: (count) => `sending (${count})`,
		needs_you: (count) => `needs you (${count})`,
		offline: 'offline',
		offlineAsOf: (clock) => `offline, as of ${clock}`,
		refused: 'not synced',
		refusedAsOf: (clock) => `as of ${clock}`,
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
	},
	firstPull: {
		waiting: 'Your requests are being fetched to this device for the first time.',
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
		kept: {
			offline: {
				title: 'Noted, not confirmed yet',
				body: 'There is no connection right now. It goes out by itself as soon as there is one.',
			},
			unanswered: {
				title: 'Noted, not confirmed yet',
				body: 'The server has not answered yet. It is tried again by itself.',
			},
			signed_out: {
				title: 'Noted, not confirmed yet',
				body: 'It goes out as soon as you have signed in again.',
			},
		},
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

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
	signIn: 'Sign in again',
	firstPull: {
		waiting: 'Your requests are being fetched to this device for the first time.',
		received: (count) => `${count} entries fetched`,
		offline: {
			title: 'Nothing on this device yet',
			body: 'The first time, Rufkreis needs a connection. It goes on by itself as soon as there is one.',
		},
	},
	sending: {
		not_kept: {
			title: 'Not sent and not noted',
			body: 'There is no room on this device and the server did not answer. Make some room or find a connection, then press once more.',
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

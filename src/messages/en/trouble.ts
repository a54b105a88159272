import type { trouble as german } from '../de/trouble.ts';

export const trouble = {
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
	offer: {
		title: (what) => `Alert: ${what}`,
		action: 'Look and accept',
		confirm: 'Confirm test alarm',
		hide: 'Hide',
	},
	notCalled: {
		title: 'This device is no longer called',
		body: 'Notifications were switched on and no longer are.',
		action: 'Have a look',
		diagnosis: 'Diagnosis',
	},
	noStorage: {
		title: 'This browser’s storage cannot be opened',
		body: 'Rufkreis keeps requests on the device so that they are there without a connection. Close private windows, free some space and reload.',
		action: 'Reload',
		diagnosis: 'Diagnosis',
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
} satisfies typeof german;

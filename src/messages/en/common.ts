import type { common as german } from '../de/common.ts';

export const common = {
	name: 'Rufkreis',
	languages: { label: 'Language', de: 'Deutsch', en: 'English' },
	navigation: {
		label: 'Main navigation',
		requests: 'Requests',
		ask: 'Help',
		board: 'Board',
		articles: 'How-tos',
		network: 'Network',
		me: 'Me',
	},
	connection: {
		current: 'up to date',
		syncing: 'syncing',
		offline: 'offline',
	},
	actions: {
		back: 'Back',
		cancel: 'Cancel',
		close: 'Close',
		copy: 'Copy',
		copied: 'Copied',
		edit: 'Edit',
		more: 'More',
		reload: 'Reload',
		remove: 'Remove',
		retry: 'Try again',
		save: 'Save',
		search: 'Search',
		share: 'Share',
		skipToContent: 'Skip to content',
		undo: 'Undo',
	},
	states: {
		loading: 'Loading',
		saved: 'Saved',
		queued: (count) =>
			count === 1 ? '1 change is waiting for a connection' : `${count} changes are waiting for a connection`,
		asOf: (time) => `as of ${time}`,
	},
	errors: {
		offline: {
			title: 'No connection',
			body: 'What you entered stays on this device and is sent as soon as there is a connection.',
		},
		offlineView: {
			title: 'This view needs a connection',
			body: 'It is not kept on the device. Open it again when you are connected.',
		},
		failed: {
			title: 'That did not work',
			body: 'What you entered is still there. Try again in a moment.',
		},
		forbidden: {
			title: 'You do not have permission for this',
			body: 'The coordination of your network can grant it to you.',
		},
		tooLarge: {
			title: 'The file is too large',
			body: (megabytes) => `Up to ${megabytes} MB are allowed. Shrink the image or choose another one.`,
		},
		notFound: {
			title: 'This page does not exist',
			body: 'It may have been moved or deleted. The search finds what is still there.',
		},
		signedOut: {
			title: 'You are signed out',
			body: 'Sign in again. What you wrote is still there.',
		},
	},
} satisfies typeof german;

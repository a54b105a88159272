import type { common as german } from '../de/common.ts';

export const common = {
	name: 'Rufkreis',
	languages: { label: 'Language', de: 'Deutsch', en: 'English' },
	navigation: {
		label: 'Main navigation',
		requests: 'Requests',
		ask: 'Help',
		network: 'Network',
		me: 'Me',
	},
	actions: {
		back: 'Back',
		cancel: 'Cancel',
		close: 'Close',
		more: 'More',
		retry: 'Try again',
		skipToContent: 'Skip to content',
		undo: 'Undo',
	},
	states: { loading: 'Loading' },
} satisfies typeof german;

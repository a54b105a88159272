import type { installation as german } from '../de/installation.ts';

export const installation: typeof german = {
	title: 'Install',
	intro: 'On iPhone and iPad notifications arrive only when Rufkreis is on the Home Screen.',
	done: {
		title: 'Rufkreis is installed here already',
		body: 'You have opened it as an app. What is still missing stands at “Me”.',
		action: 'To “Me”',
	},
	version: 'Version of your iPhone or iPad',
	whichVersion: 'The version stands in “Settings”, “General”, “About”.',
	inApp: 'Did you open Rufkreis from an e-mail or another app? Then open the address in Safari first.',
	versions: { ios16: 'iOS 16.4 to 17', ios18: 'iOS 18', ios26: 'iOS 26' },
	steps: {
		bar_share: 'In Safari tap “Share” at the bottom in the middle: the square with an arrow pointing up.',
		address_share: 'Tap “Share” at the top beside the address: the square with an arrow pointing up.',
		corner_more:
			'In Safari tap the three dots at the bottom right. If you see the square with the arrow there, tap that.',
		menu_share: 'Tap “Share” in the list.',
		sheet_home: 'Push the list up and tap “Add to Home Screen”.',
		sheet_more: 'Push the list up and tap “Add to Home Screen”. If the entry is missing, tap “More” first.',
		add: 'Tap “Add” at the top right.',
		add_as_app: 'Leave “Open as Web App” switched on and tap “Add”.',
		open: 'Open Rufkreis through the new icon, sign in there and switch notifications on at “Me”.',
	},
	elsewhere: {
		title: 'Other devices',
		android: 'Android: open the menu of the browser and choose “Install app”.',
		desktop: 'Computer: choose the “Install” symbol in the address bar of Chrome or Edge.',
	},
};

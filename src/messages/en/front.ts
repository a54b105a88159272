import type { front as german } from '../de/front.ts';

export const front = {
	title: 'Rufkreis: the IT network of the municipalities',
	description: 'One municipality asks, the right specialist of the county answers with one tap.',
	headline: 'When IT stands still in a town hall, the whole county helps.',
	lead: 'Rufkreis connects the IT specialists of the municipalities. Whoever needs help asks once. The specialists of the topic are alerted, and whoever has time takes it with one tap.',
	open: 'Open the app',
	signIn: 'Sign in',
	how: {
		title: 'How it works',
		steps: [
			{ title: 'Ask', body: 'What does not work, where, how urgent. It takes less than a minute.' },
			{
				title: 'Alert',
				body: 'The members of the topic cluster get a notification on their phone, whichever municipality they work for.',
			},
			{
				title: 'Accept',
				body: 'One person takes it. Everybody else sees at once who is on it and has nothing to do.',
			},
		],
	},
	values: {
		title: 'What you can rely on',
		items: [
			{ title: 'Voluntary', body: 'Joining or leaving a cluster is possible at any time, without a reason.' },
			{
				title: 'No surveillance',
				body: 'There is no evaluation of individual people, not even for those in charge.',
			},
			{ title: 'Works offline', body: 'What the device knows already, it shows without a connection.' },
			{ title: 'Honest', body: 'Sent is not arrived, noted is not taken. Rufkreis says what it knows.' },
		],
	},
	install: {
		title: 'On your phone',
		body: 'Rufkreis is a web app: no store, always current.',
		action: 'Install',
		android: 'Android: open the browser menu and choose “Install app”.',
		iphone: 'iPhone: in Safari tap “Share”, then “Add to Home Screen”.',
		desktop: 'Computer: the “Install” symbol in the address bar of Chrome or Edge.',
		done: 'Rufkreis is installed on this device.',
	},
	foot: 'A tool by municipalities for municipalities. Open source under the EUPL 1.2.',
} satisfies typeof german;

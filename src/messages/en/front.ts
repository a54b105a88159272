import type { front as german } from '../de/front.ts';

export const front = {
	title: 'Rufkreis: the IT network of the municipalities',
	description: 'One municipality asks, the right specialist of the county answers with one tap.',
	headline: 'When IT stands still in a town hall, the whole county helps.',
	lead: 'Rufkreis connects the IT specialists of the municipalities. Whoever needs help asks once. The specialists of the topic are alerted, and whoever has time takes it with one tap.',
	open: 'Open the app',
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
	towns: {
		title: 'Who takes part',
		count: (count) =>
			count === 1
				? 'One municipality helps itself with Rufkreis.'
				: `${count} municipalities help each other with their IT specialists.`,
		none: 'No municipality has joined yet.',
		unreachable: 'The list of municipalities appears here once there is a connection.',
	},
	join: {
		title: 'Join',
		town: {
			title: 'Your municipality',
			body: 'Write to coordination. They enter your municipality and the ending of your e-mail addresses. After that your people get in by themselves. You can leave at any time.',
			action: 'Write to coordination',
			nobody: 'Who coordinates here is in the imprint once it has been entered.',
		},
		person: {
			title: 'Yourself',
			body: 'If your municipality takes part, sign in with your e-mail address at work. Anybody can ask. IT specialists also choose their topics.',
			action: 'Sign in',
		},
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
		android: 'Android: open the browser menu and choose “Install app”.',
		iphone: 'iPhone: in Safari tap “Share”, then “Add to Home Screen”.',
		desktop: 'Computer: the “Install” symbol in the address bar of Chrome or Edge.',
		done: 'Rufkreis is installed on this device.',
	},
} satisfies typeof german;

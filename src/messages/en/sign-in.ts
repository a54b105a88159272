import type { signIn as german } from '../de/sign-in.ts';

export const signIn = {
	title: 'Sign in',
	demo: {
		intro: 'This installation shows an invented world. Through whose eyes would you like to see it?',
		as: (name) => `Sign in as ${name}`,
		password: 'All demo accounts have the password “rufkreis”.',
	},
	people: {
		requester: 'Works in a town hall, asks the network and sees who is on it.',
		anna: 'Specialist in three clusters. Accepts requests and has one already.',
		ben: 'Specialist for network and servers. Good as the second device in a race.',
		clara: 'Specialist, owner of the line-of-business software cluster.',
		owner: 'Topic owner of network and internet.',
		coordinator: 'Coordination of the network. Sees all requests.',
		office: 'Main office. Asks, later also settlement and figures.',
		council: 'Staff council. Sees what the network knows about people: hardly anything.',
	},
	code: {
		title: 'Sign in with a code',
		body: 'Signing in with a code by e-mail is being set up. Until then the coordination of your network arranges access.',
	},
	busy: 'Signing in …',
	results: {
		refused: {
			title: 'Signing in was refused',
			body: 'This demo account does not exist here, or its password was changed.',
		},
		retry: {
			title: 'The server cannot be reached',
			body: 'Check the connection and try again.',
		},
	},
	loading: 'Loading the ways to sign in',
	already: (name) => `${name} is signed in on this device.`,
	goOn: 'Go on to the requests',
} satisfies typeof german;

import type { signIn as german } from '../de/sign-in.ts';

export const signIn = {
	title: 'Sign in',
	needsScripts: 'Rufkreis needs JavaScript to sign you in. Switch it on for this page in your browser.',
	demo: {
		title: 'With a demo account',
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
		title: 'With a code by e-mail',
		intro: 'You get six digits at your office address. There is no password.',
		address: 'E-mail address',
		send: 'Send code',
		have: 'I have a code already',
		sending: 'Sending the code …',
		typeTitle: 'Enter the code',
		sentTo: 'It went to',
		toMailbox: 'To the demo mailbox',
		label: 'Six digits from the e-mail',
		hint: 'The code is valid for 15 minutes. You can also paste it.',
		enter: 'Sign in',
		checking: 'Checking the code …',
		again: 'Send a new code',
		againIn: (seconds) =>
			seconds < 120
				? `New code possible in ${seconds} s`
				: `New code possible in ${Math.ceil(seconds / 60)} minutes`,
		otherAddress: 'Another address',
		notThere: 'Nothing has come? Look into the spam folder, too, and check the address.',
		triesLeft: (tries) => (tries === 1 ? 'One try left.' : `${tries} tries left.`),
		troubles: {
			no_address: { title: 'The address is missing.', body: 'Enter your office e-mail address.' },
			bad_address: { title: 'No code can go to this address.', body: 'Check the spelling.' },
			mail_trouble: {
				title: 'The e-mail could not be sent',
				body: 'This is not your fault. Try again in a moment.',
			},
			too_often: {
				title: 'Too often in a short time',
				body: 'A code you have already is still valid.',
			},
			incomplete: { title: 'Digits are missing.', body: 'The code has six.' },
			wrong: { title: 'This code is not right.', body: 'Compare it with the newest e-mail.' },
			dead: { title: 'Too many wrong tries', body: 'This code is no longer valid. Ask for a new one.' },
			expired: { title: 'The code has expired', body: 'It was valid for 15 minutes. Ask for a new one.' },
			not_valid: {
				title: 'This code is not valid',
				body: 'It is mistyped, used already, or replaced by a newer one. Take the one from the newest e-mail.',
			},
			shut: { title: 'This account is shut', body: 'Ask the coordination of your network.' },
			retry: {
				title: 'The server cannot be reached',
				body: 'Check the connection and try again. What you typed stays.',
			},
		},
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
	already: (name) => `${name} is signed in on this device.`,
	goOn: 'Go on to the requests',
} satisfies typeof german;

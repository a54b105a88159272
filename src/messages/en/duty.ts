import type { duty as german } from '#messages/de/duty.ts';

export const duty: typeof german = {
	gap: {
		title: 'Gap: nobody is on call',
		body: 'During this time the next step is called at once instead. Ask in the cluster who takes over.',
	},
	reach: {
		all: (members) =>
			members === 1 ? 'The only member can be reached.' : `All ${members} members can be reached.`,
		notAll: 'Not all members can be reached',
		some: (unreachable, members) => `${unreachable} of ${members} members cannot be reached`,
		none: (count) => `${count} without a device that alerts go to`,
		silent: (count) => `${count} with a device that has not been heard of for four weeks`,
		quiet: (count) => `${count} with a device that has not been heard of for eight days`,
		paused: (count) => `${count} taking a pause`,
		hidden: 'Below five members there is no number here: it would point at somebody.',
		advice: 'Ask everybody to send themselves a test alarm under “Me”.',
	},
	alarms: {
		title: 'On call at risk',
		person: 'On call without a reachable device',
		reach: {
			none: 'Alerts go to no device of this person.',
			silent: 'Their device has not been heard of for four weeks.',
		},
		advice: 'Call them: a device is registered, and a test alarm sent, under “Me”.',
		call: (number) => `Call ${number}`,
		gap: 'Gap: nobody is on call',
		gapBody: 'No topic owner is there at the moment who could see it. Look for somebody who takes over.',
	},
	handOver: {
		open: 'Hand over …',
		title: 'Handing over',
		intro: 'Whoever takes it is called in your place during this time, and can give it back.',
		to: (cluster) => `“${cluster}” goes to`,
		choose: 'Please choose',
		chooseMissing: 'Choose who takes over, or that it stays a gap.',
		nobody: 'Nobody, it stays a gap',
		agreed: 'This has been agreed',
		agreedWhy: 'Taking part is voluntary: ask first, best by phone.',
		agreedMissing: 'Ask first, then tick that it has been agreed.',
		confirm: 'Hand over and pause',
		cannotTake: {
			title: (name) => `${name} cannot take it at the moment`,
			body: 'Nothing has changed, you are not pausing. Choose somebody else.',
		},
		more: {
			title: 'You are on call in another cluster as well',
			body: 'Choose who takes over there, too. Nothing has changed until then.',
		},
		refused: {
			title: 'The server did not accept it',
			body: 'Nothing has changed, you are not pausing. Close this and begin the pause again.',
		},
		unanswered: {
			title: 'No answer from the server',
			body: 'Handing over needs a connection. Press again once you have one: it counts only once.',
		},
		signedOut: {
			title: 'You have been signed out',
			body: 'Nothing has changed. Sign in again and begin the pause again.',
		},
	},
	own: {
		taken: (name) => `${name} handed their duty over to you`,
		takenBody: 'During this time you are called, also in your quiet hours.',
		giveBack: 'Give back',
		giveBackFor: (what) => `Give back: ${what}`,
		given: 'Duty you handed over',
		givenTo: (what, name) => `${what}: ${name} is called`,
		givenBody: 'It stays that way, even if you end your pause early.',
		gaps: 'Nobody has your duty',
		gapsBody:
			'The topic owners see the gap, without them coordination does. End the pause, or begin it again and hand over then.',
		ended: {
			given_back: {
				title: 'Given back',
				body: 'You are not called there any more. If nobody else is there, the topic owners see the gap, without them coordination does.',
			},
			not_there: {
				title: 'This duty was no longer yours',
				body: 'It is over or was passed on. There is nothing more to do.',
			},
			refused: {
				title: 'Not given back yet',
				body: 'The server did not answer or does not accept it. You are still called. Try again with a connection.',
			},
		},
	},
	formerMember: 'a person this device does not know',
	duty: (when, cluster) => `${when} in “${cluster}”`,
	facts: (list) => list.join(', '),
};

import type { duty as german } from '#messages/de/duty.ts';

export const duty: typeof german = {
	gap: {
		title: 'Nobody is on call',
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
		gap: 'Nobody is on call',
		gapBody: 'No topic owner is there at the moment who could see it. Look for somebody who takes over.',
	},
	formerMember: 'a person this device does not know',
	facts: (list) => list.join(', '),
};

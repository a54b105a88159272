import type { escalation as german } from '../de/escalation.ts';

export const escalation: typeof german = {
	title: 'Alerting',
	loading: 'The steps are being fetched',
	refused: {
		title: 'This page is for IT specialists and coordination',
		sentence: 'Who is alerted is also said in public, under “Transparency”.',
		action: 'Open transparency',
	},
	unknown: {
		title: 'There is no such cluster',
		sentence: 'It was renamed or removed. All of them are under “Network”.',
		action: 'To the network',
	},
	offline: {
		title: 'This needs a connection',
		sentence: 'Only the server knows which steps are in force. Try again as soon as you have a network.',
	},
	unanswered: {
		title: 'The server does not answer',
		sentence: 'Only it knows which steps are in force. Try again in a moment.',
	},
	signedOut: {
		title: 'Your session has ended',
		sentence: 'Sign in again, then it goes on here.',
	},
	broken: {
		title: 'The answer could not be understood',
		sentence: 'Reload the page; if it stays like this, tell coordination.',
	},
	keptMeanwhile: 'What you have begun still lies on this device.',
	onCall: {
		title: 'On call now',
		asOf: (time) => `as of ${time}`,
		formerMember: 'a person this device does not know',
		nobody: 'Nobody is on call',
		unused: 'No step asks for who is on call, so this changes nothing.',
		nobodyLeft: 'The steps name nobody but whoever is on call: a request reaches nobody now.',
		last: 'The step “on call” is left out, and nobody comes after it.',
		next: (whom) => `The step “on call” is left out. In its place comes at once: ${whom}.`,
	},
	preview: {
		title: 'As long as nobody accepts',
		draftTitle: 'This is how it would be, as long as nobody accepts',
		usual: 'The usual steps are in force; nobody has saved others here.',
		priorities: (numbers) => `Priority ${numbers}`,
		and: ' and ',
		nobody: 'Nobody is called.',
		once: 'Each device is called once in a round, once more only where it says so here.',
		end: 'After that only those who rested until then are called, once. The request stays open.',
		endUrgent: (minutes, hours) =>
			`Only at priority 1 (“Counter closed”) it begins again ${minutes} minutes after the last step, for up to ${hours} hours.`,
		latestTitle: 'It may also go faster',
		skipped:
			'A step in which nobody can be reached is skipped at once: because all pause, rest, have no device or have answered already.',
		early: (minutes) =>
			minutes === 1
				? 'When nothing of a step arrives on any device within a minute, the next one comes earlier.'
				: `When nothing of a step arrives on any device within ${minutes} minutes, the next one comes earlier.`,
		oldest: (days) => `Every round ends after ${days} days.`,
	},
	whoEdits: (owners) =>
		owners === ''
			? 'Coordination can change this. There are no topic owners here yet.'
			: `The topic owners (${owners}) and coordination can change this.`,
	steps: {
		title: 'Steps',
		afterRequest: (time) => `${time} after the request`,
		afterStep: (time) => `${time} after the step before`,
		again: (count) => (count === 1 ? 'once more' : `${count} times more`),
		change: 'Change',
		changeFor: (place, whom) => `Change step ${place}: ${whom}`,
		up: (place, whom) => `Move step ${place} up: ${whom}`,
		down: (place, whom) => `Move step ${place} down: ${whom}`,
		remove: (place, whom) => `Remove step ${place}: ${whom}`,
		moved: (place, count) => `Now step ${place} of ${count}.`,
		only: {
			1: 'priority 1 only',
			2: 'priorities 1 and 2 only',
			3: 'priorities 1 to 3 only',
			4: '',
		},
		covered:
			'These people have been called as members already. For it to ring again at theirs, set “Call once more?”.',
		wrong: 'It cannot be like this yet',
		add: 'Add a step',
		full: (most) => `There can be no more than ${most} steps.`,
		usual: 'Restore the usual steps',
	},
	fields: {
		target: 'Who is called?',
		targets: {
			on_call: 'Whoever is on call',
			members: 'All available members',
			owners: 'Topic owners',
			coordination: 'Coordination',
			person: 'One particular person',
		},
		person: 'Which person?',
		choosePerson: 'Please choose',
		formerMember: 'No longer in the cluster',
		delay: 'How long after the step before?',
		delayFirst: 'How long after the request?',
		noDelay: 'At once',
		delayOf: (time) => `${time} later`,
		own: 'Own value',
		minutes: 'Minutes',
		minutesHint: (most) => `0 to ${most}`,
		repeats: 'Call once more?',
		repeatsHint: (minutes) => `${minutes} minutes apart`,
		repeat: (count) => (count === 0 ? 'No' : count === 1 ? 'Once' : `${count} times`),
		priority: 'For which requests?',
		priorities: {
			4: 'For all',
			3: 'Priorities 1 to 3: “This week” and more urgent',
			2: 'Priorities 1 and 2: “Today” and more urgent',
			1: 'Priority 1 only: “Counter closed”',
		},
	},
	problems: {
		delay: 'Give whole minutes from 0 to 1440.',
		no_person: 'Choose a person, or remove the step.',
		not_member:
			'This person is no longer in the cluster and is not called. Choose another one, or remove the step.',
		exists:
			'These people are in an earlier step for the same requests already. Choose others; to call them several times there is “Call once more?” there.',
		missing: 'Without a step nobody would be called. Add at least one.',
		too_many: 'There can be no more than ten steps. Remove some.',
		gap: 'Requests of priority 4 (“When there is time”) would reach nobody. Set at least one step to “For all”.',
	},
	unsaved: 'Not saved yet. Your changes stay on this device.',
	save: 'Save steps',
	saving: 'Saving …',
	discard: 'Discard',
	replaced: {
		usual: { title: 'The usual steps are filled in', body: 'They are in force only when you save.' },
		removed: { title: 'Step removed', body: 'That is in force only when you save.' },
		discarded: { title: 'Changes discarded', body: 'You see the steps that are in force.' },
		theirs: { title: 'The newer steps are loaded', body: 'You can still bring back your own.' },
	},
	takeBack: 'Bring back',
	changed: {
		title: 'Somebody else has saved meanwhile',
		body: 'What you entered is still here and not saved. In force now:',
		load: 'Load the newer steps',
		keep: 'Keep mine',
		kept: { title: 'Your steps stay', body: 'With “Save steps” you replace the newer ones.' },
	},
	begun: {
		title: 'There is still something of yours that is not saved',
		body: 'You can go on with it, save it or discard it.',
	},
	results: {
		saved: {
			title: 'Saved',
			body: 'It holds for every new round. What is under way ends with the old steps.',
		},
		invalid: { title: 'Not saved yet', body: 'What does not fit is said at the steps.' },
		refused: {
			title: 'Not saved yet',
			body: 'The server does not take the steps like this. Reload the page; what you entered stays.',
		},
		not_allowed: {
			title: 'Only topic owners and coordination may do this',
			body: 'What you entered is still here. Ask one of them to save it.',
		},
		retry: {
			title: 'Not saved: no answer from the server',
			body: 'What you entered is still here. Save again with a connection.',
		},
		signed_out: {
			title: 'Not saved: your session has ended',
			body: 'What you entered is still here. Sign in again and save once more.',
		},
	},
};

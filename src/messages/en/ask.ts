import type { ask as german } from '../de/ask.ts';

export const ask = {
	title: 'Help',
	kind: {
		label: 'What do you need?',
		incident: 'Something does not work',
		question: 'I have a question',
		task: 'Something has to be done',
	},
	fields: {
		title: { label: 'What is it about?', placeholder: 'for example: citizens’ office without internet' },
		body: {
			label: 'What happened?',
			hint: 'Since when, at how many desks, what have you tried?',
			citizens: 'Please no data of citizens.',
		},
		cluster: { legend: 'Which topic fits?' },
		priority: { legend: 'How urgent is it?' },
		municipality: { label: 'For which municipality?' },
		place: { label: 'Where?', placeholder: 'Building, floor, room', own: (building) => `Enter ${building}` },
		callback: { label: 'Call back', hint: 'The specialist calls you at this number.' },
	},
	priorities: {
		1: {
			title: 'Counter closed',
			consequence:
				'Citizens are waiting. Calls go out again and again, for up to 4 hours, until somebody accepts.',
		},
		2: {
			title: 'Today',
			consequence: 'Work goes on, but not for long. The specialists are called one after the other.',
		},
		3: { title: 'This week', consequence: 'You can work in another way. The specialists get a message.' },
		4: { title: 'When there is time', consequence: 'It is a nuisance, but nobody is held up.' },
	},
	left: (count) => `${count} characters left`,
	problems: {
		title: {
			missing: 'Write in one sentence what it is about.',
			too_long: 'Shorten the title; the rest fits into the description.',
		},
		body: { too_long: 'Shorten the description to 10,000 characters.' },
		cluster_id: {
			missing: 'Choose the topic that comes closest.',
			unknown: 'This topic no longer exists. Choose another one.',
		},
		priority: { missing: 'Choose how urgent it is.' },
		municipality_id: {
			unknown: 'This municipality is no longer part of the network. Choose another one.',
			not_allowed: 'You can ask for your own municipality.',
		},
		place: { too_long: 'Shorten the place.' },
		callback: { too_long: 'Shorten this to a number and a name.' },
		other: 'Check this entry.',
	},
	tooLongBy: (count) => (count === 1 ? '1 character too many.' : `${count} characters too many.`),
	send: 'Send request',
	sending: 'Sending …',
	clear: 'Discard draft',
	results: {
		incomplete: { title: 'Some entries are not right yet', body: 'The fields are marked.' },
		not_kept: {
			title: 'Not sent, but still here',
			body: 'There is no room on this device to keep the request, and the server did not answer. Your text stays in the form. If it is urgent, call somebody.',
		},
		too_many: {
			title: 'Five requests in ten minutes are the limit',
			body: 'Your text stays here. Wait a few minutes, or add to a live request by telephone.',
		},
		not_allowed: {
			title: 'Your account may not ask yet',
			body: 'The coordination has to assign you to a municipality first. Your text stays here.',
		},
		invalid: {
			title: 'One entry does not fit',
			body: 'The field is marked. Everything else stays as it is.',
		},
		arrived_before: {
			title: 'Your request had already arrived',
			body: 'The first attempt made it. You see it here with the text of that time.',
			action: 'Have a look',
		},
		discarded: { title: 'Draft discarded' },
	},
	noClusters: {
		title: 'No topics on this device yet',
		body: 'They come with the first sync. Your text stays here meanwhile.',
	},
} satisfies typeof german;

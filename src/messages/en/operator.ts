import type { operator as german } from '../de/operator.ts';

export const operator: typeof german = {
	title: 'Edit imprint',
	intro:
		'These facts are public, in the imprint, the data protection notice and the statement on accessibility. What you saved here last holds.',
	look: 'Look at the public imprint',
	loading: 'Facts are being fetched',
	fields: {
		name: { label: 'Name of the operator', hint: 'for instance the municipality or the association' },
		address: { label: 'Address', hint: 'street, postcode and town, as on a letter' },
		represented_by: { label: 'Represented by', hint: 'name and office' },
		email: { label: 'E-mail', hint: '' },
		phone: { label: 'Phone', hint: '' },
		supervisory_authority: {
			label: 'Supervisory authority',
			hint: 'In the imprint and, for complaints, in the data protection notice. Name and contact.',
		},
		data_protection_officer: { label: 'Data protection', hint: 'who answers questions, with contact' },
		enforcement_body: {
			label: 'Enforcement body for accessibility',
			hint: 'Where somebody turns whom we did not help. Name and contact.',
		},
	},
	problems: {
		missing: 'This has to be there.',
		too_long: 'Shorten this.',
		unknown: 'This is no e-mail address.',
	},
	save: 'Publish facts',
	saving: 'Saving …',
	kept: 'What you write stays on this device until it is saved.',
	results: {
		saved: { title: 'Published', body: 'The public pages show it from now on.' },
		invalid: { title: 'Not saved yet', body: 'What does not fit stands at the field.' },
		not_allowed: { title: 'Only coordination may do this', body: 'Ask somebody who has that task.' },
		retry: {
			title: 'Not saved: no answer from the server',
			body: 'Your text is still here. Save it again once there is a connection.',
		},
		signed_out: {
			title: 'Not saved: the session has ended',
			body: 'Your text is still here. Sign in again and save it once more.',
		},
	},
	unreachable: {
		title: 'The server cannot be reached',
		body: 'Only it knows what holds right now. With a connection it goes on here.',
	},
};

import type { feedback as german } from '../de/feedback.ts';

export const feedback: typeof german = {
	title: 'Feedback',
	intro:
		'From people without an account, by the form on the accessibility page. Each one is deleted by itself after 180 days.',
	loading: 'Feedback is being fetched',
	empty: { title: 'No feedback', sentence: 'If somebody reports a barrier it is here.' },
	contact: 'Answer to',
	noContact: 'No answer wanted',
	remove: 'Done, delete',
	sheet: {
		title: 'Delete this feedback?',
		body: 'It is then gone for everybody and does not come back.',
		confirm: 'Delete',
		busy: 'Deleting …',
	},
	results: {
		deleted: { title: 'Deleted', body: '' },
		not_allowed: { title: 'Only coordination may do this', body: 'Ask somebody who has that task.' },
		retry: { title: 'No answer from the server', body: 'Try again once there is a connection.' },
		signed_out: { title: 'The session has ended', body: 'Sign in again. Then it goes on here.' },
	},
};

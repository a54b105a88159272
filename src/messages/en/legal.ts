import type { legal as german } from '../de/legal.ts';

export const legal: typeof german = {
	toStart: 'Rufkreis, to the front page',
	signIn: 'Sign in',
	contents: 'Contents',
	changed: (day) => `Last changed: ${day}`,
	foot: 'A tool by municipalities for municipalities. Open source under the EUPL 1.2.',
	demo: {
		title: 'This is a demonstration',
		body: 'People, requests and operator on these pages are invented.',
	},
	missing: 'Not entered yet. The coordination of this network has to do that.',
	unreachable: 'This is not on this device. It appears here once the server can be reached.',
	labels: {
		represented_by: 'Represented by',
		phone: 'Phone',
		email: 'E-mail',
	},
};

import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ vary: 'Accept-Language, Cookie' });
	return { language: locals.language };
};

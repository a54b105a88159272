/**
 * The question a browser asks before a page of another origin may use the data API (Fetch standard, CORS preflight). The library answers it
 * too narrowly: it leaves out `authorization`, which supabase-js sends. Which pages may ask at all is decided before, at the gate; the API
 * knows no cookies, so an origin gives nobody a right.
 */
const headersAsked = /^[\w-]+(?:\s*,\s*[\w-]+)*$/;

/** Allows what is asked, for ten minutes. Never throws. */
export function answerPreflight(request: Request): Response {
	const asked = request.headers.get('access-control-request-headers')?.trim() ?? '';
	return new Response(null, {
		status: 204,
		headers: {
			'access-control-allow-origin': '*',
			'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
			...(headersAsked.test(asked) ? { 'access-control-allow-headers': asked } : {}),
			'access-control-max-age': '600',
			vary: 'access-control-request-headers',
		},
	});
}

/** The answer, readable by the page that asked from another origin. Some of the library's and all of our own say so themselves or not at all. */
export function letPagesRead(answer: Response): Response {
	answer.headers.set('access-control-allow-origin', '*');
	return answer;
}

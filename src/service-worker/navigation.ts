/** Which page loads the precached shell answers. Everything else goes to the network as if there were no worker. */

/** First parts of the app's addresses. Public pages, doors and files are not among them and never will be. */
const appPages = new Set([
	'anmelden',
	'hilfe',
	'anfragen',
	'annehmen',
	'board',
	'anleitungen',
	'netz',
	'ich',
	'koordination',
	'kennzahlen',
	'ausgleich',
]);

/** True for a page load of the app itself: `/anfragen`, `/anfragen/…`, with or without a query; false for `/anfragenden`. */
export function isAppPage(request: { mode: string; method: string }, pathname: string): boolean {
	if (request.mode !== 'navigate' || request.method !== 'GET') return false;
	return appPages.has(pathname.split('/')[1] ?? '');
}

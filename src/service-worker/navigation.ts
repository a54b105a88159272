/** Who answers a page load: the device, the server as long as it can be reached, or whoever would without a worker. */

/**
 * First parts of the addresses that this version of the app draws itself. One that is missing here waits for the network before it is
 * drawn; one that is too many shows "does not exist" where the server may already know better.
 */
export const appPages: ReadonlySet<string> = new Set([
	'anmelden',
	'hilfe',
	'anfragen',
	'annehmen',
	'probe',
	'netz',
	'ich',
	'koordination',
]);

/** First parts that are no pages: doors of the server and the app's own files. */
const doors: ReadonlySet<string> = new Set([
	'api',
	'auth',
	'rest',
	'storage',
	'demo',
	'metrics',
	'_app',
	'shell',
]);

/**
 * `shell`: the precached shell, the network is not waited for. `network_first`: the server, and the shell only when it cannot be reached.
 * `browser`: not ours. For an address of our own origin, with or without a query.
 */
export type NavigationAnswer = 'shell' | 'network_first' | 'browser';

export function chooseAnswer(request: { mode: string; method: string }, pathname: string): NavigationAnswer {
	if (request.mode !== 'navigate' || request.method !== 'GET') return 'browser';
	const parts = pathname.split('/').slice(1);
	const first = parts[0] ?? '';
	if (appPages.has(first)) return 'shell';
	const isFile = parts.at(-1)?.includes('.') ?? false;
	return doors.has(first) || isFile ? 'browser' : 'network_first';
}

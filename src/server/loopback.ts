/** One address for one person: browsers treat http://127.0.0.1 and http://localhost as two sites that know nothing of each other. */

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Where somebody who opened a page under another name of this computer has to go, undefined for everybody else. Left there, every tap on a
 * ticket would be refused as foreign, because its Origin is not ours. Only between loopback names and on the same port: a proxy passes on
 * its own idea of the host, and redirecting that would never end.
 */
export function addressAtHome(request: Request, pathAndQuery: string, origin: string): string | undefined {
	if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
	if (!request.headers.get('accept')?.includes('text/html')) return undefined;
	const home = new URL(origin);
	const asked = URL.parse(`${home.protocol}//${request.headers.get('host') ?? ''}`);
	if (!asked || asked.hostname === home.hostname || asked.port !== home.port) return undefined;
	if (!loopbackNames.has(asked.hostname) || !loopbackNames.has(home.hostname)) return undefined;
	return home.origin + pathAndQuery;
}

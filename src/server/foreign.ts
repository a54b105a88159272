/** Whether a page of somebody else sent a request. Tools that are no browser say nothing about it, and need no protection from themselves. */

/**
 * Browsers name the page's Origin with every request that changes something, and also where it came from in general (Fetch Metadata).
 * `origin` is ours, `named` are others that may knock. `null`, which any sandboxed frame sends, is nobody's: no page of ours posts a form by itself, and
 * what they fetch names its origin whatever the referrer policy says (Fetch, "append a request Origin header").
 */
export function isForeign(headers: Headers, origin: string, named: readonly string[] = []): boolean {
	const from = headers.get('origin');
	if (from !== null && named.includes(from)) return false;
	const site = headers.get('sec-fetch-site');
	return (from !== null && from !== origin) || site === 'cross-site' || site === 'same-site';
}

/**
 * Which addresses our server calls at all. The database refuses others when a device registers; here the same rule stands once more in
 * front of every POST, so that a row that came in by another way does not make us call inside our own network.
 */

const shape = /^https:\/\/([a-z0-9.-]+(?::\d{1,5})?)\/[\x21-\x7e]+$/i;
const known =
	/^(?:[a-z0-9-]+\.)*(?:googleapis\.com|push\.services\.mozilla\.com|push\.apple\.com|notify\.windows\.com)$/;

/** Host (with a port other than 443) of an endpoint we may post to; undefined for every other text. Same rule as `private.push_host`. */
export function pushHost(endpoint: string, extraHosts: readonly string[]): string | undefined {
	const host = shape.exec(endpoint)?.[1]?.toLowerCase().replace(/:443$/, '');
	if (host === undefined) return undefined;
	return known.test(host) || extraHosts.includes(host) ? host : undefined;
}

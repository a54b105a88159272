const returnKey = 'zurueck';

/** The sign-in page that leads back to where one is. */
export function signInPath(url: URL): string {
	return `/anmelden?${returnKey}=${encodeURIComponent(url.pathname + url.search)}`;
}

/** Where the sign-in page leads to: the path it was given when it is one of ours, else the fallback. */
export function readReturnPath(url: URL, fallback: string): string {
	return parseInternalPath(url.searchParams.get(returnKey), fallback);
}

/**
 * A path inside this app to return to, or the fallback. The value comes from a URL, so it may be anything: only a path
 * that resolves to our own origin is followed (`//evil.example`, `\\evil.example` and `javascript:` do not).
 */
export function parseInternalPath(value: string | null, fallback: string): string {
	if (value?.startsWith('/') !== true) return fallback;
	// Any origin serves: it only has to be the same before and after.
	const origin = 'https://rufkreis.example';
	if (!URL.canParse(value, origin)) return fallback;
	const url = new URL(value, origin);
	// `/.//evil.example` stays on our origin while it is resolved, and leaves it when it is followed as a path.
	if (url.origin !== origin || url.pathname.startsWith('//')) return fallback;
	return url.pathname + url.search + url.hash;
}

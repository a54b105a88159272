/**
 * The app's files, kept on the device as one set per version: a page never mixes files of two versions, because the new set is used only
 * after the old worker has gone (`skipWaiting` on the person's word).
 */
import {
	addRoute,
	cleanupOutdatedCaches,
	matchPrecache,
	precache,
	type PrecacheEntry,
} from 'workbox-precaching';
import { isAppPage } from './navigation.ts';

/** Prerendered without a word of content: the app draws itself from the address. */
const shell = '/shell';

/** Adds install, activate and fetch listeners; call once, while the worker is evaluated. */
export function servePrecached(files: (PrecacheEntry | string)[]): void {
	precache(files);
	cleanupOutdatedCaches();
	// No guessing: `/` must not become `/index.html`, and a query never makes two pages one.
	addRoute({ directoryIndex: '', cleanURLs: false, ignoreURLParametersMatching: [] });
}

/** The answer to a page load of the app, or undefined when it is not ours. The network is not waited for. */
export function answerNavigation(request: Request): Promise<Response> | undefined {
	const { pathname, origin } = new URL(request.url);
	if (origin !== location.origin || !isAppPage(request, pathname)) return undefined;
	// A browser may have thrown the files away to make room; then the server draws the page.
	return matchPrecache(shell).then((page) => page ?? fetch(request));
}

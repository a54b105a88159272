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
import type { HurriedScreen } from '#domain/hurried-screens.ts';
import { chooseAnswer } from './navigation.ts';

/** Prerendered without a word of content: the app draws itself from the address, also to say that it cannot show what is there. */
const shell = '/shell';

/** The same pages, naming what the screen loads. All but those behind a notification stand in the frame of the list. */
function shellOf(pathname: string): string {
	const isAlone = pathname.startsWith('/annehmen/') || pathname.startsWith('/probe/');
	const screen: HurriedScreen = isAlone ? 'annehmen' : 'anfragen';
	return `${shell}/${screen}`;
}

/** Adds install, activate and fetch listeners; call once, while the worker is evaluated. */
export function servePrecached(files: (PrecacheEntry | string)[]): void {
	precache(files);
	cleanupOutdatedCaches();
	// No guessing: `/` must not become `/index.html`, and a query never makes two pages one.
	addRoute({ directoryIndex: '', cleanURLs: false, ignoreURLParametersMatching: [] });
}

/** The answer to a page load, or undefined when it is not ours. A page of the app never waits for the network. */
export function answerNavigation(request: Request): Promise<Response> | undefined {
	const { pathname, origin } = new URL(request.url);
	if (origin !== location.origin) return undefined;
	switch (chooseAnswer(request, pathname)) {
		case 'shell':
			return fromDevice(request, pathname);
		case 'network_first':
			return fromServer(request);
		case 'browser':
			return undefined;
	}
}

/** A browser may have thrown the files away to make room; then the server draws the page. */
async function fromDevice(request: Request, pathname: string): Promise<Response> {
	return (await matchPrecache(shellOf(pathname))) ?? (await matchPrecache(shell)) ?? fetch(request);
}

/** Whatever the server says is the answer; when it cannot be asked, the app says so instead of the browser. */
async function fromServer(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const page = await matchPrecache(shell);
		if (page === undefined) throw error;
		return page;
	}
}

/**
 * Stands before everything that answers on our port. The built app answers files and prerendered pages by itself, past every hook: what
 * must be on every answer is therefore put on it here, and what the app then says more precisely replaces it.
 */
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { doorOf } from './doors.ts';
import { cacheRule, hashesOfPrerendered, securityHeaders } from './headers.ts';
import type { Surroundings } from './headers.ts';
import type { Traffic } from './traffic.ts';

/** `root` is the project folder, with a current build. */
export function standInFront(
	app: RequestListener,
	root: string,
	around: Surroundings,
	traffic: Traffic,
): RequestListener {
	const headers = Object.entries(
		securityHeaders(around, hashesOfPrerendered(join(root, 'build', 'prerendered'))),
	);
	return function answer(request, response) {
		for (const [name, value] of headers) response.setHeader(name, value);
		const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
		response.setHeader('cache-control', cacheRule(path));
		// After the last byte or the loss of the connection, whichever comes; a stream is counted when it ends.
		response.once('close', () =>
			traffic.note(doorOf(path), response.headersSent ? response.statusCode : undefined),
		);
		app(request, response);
	};
}

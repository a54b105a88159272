/** A proxy before the app that can hand out a newer version of its service worker: an update, as a browser meets it. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FrontDoor {
	origin: string;
	/** Where the app listens; known once it has started. */
	behind: string;
	/** From now on the worker is another one by a comment. */
	updateWorker(): void;
	close(): Promise<void>;
}

export async function startFrontDoor(): Promise<FrontDoor> {
	let isUpdated = false;
	const server = createServer((incoming, outgoing) => {
		const changes = isUpdated && incoming.url?.startsWith('/service-worker.js') === true;
		const dropped = changes ? ['if-none-match', 'if-modified-since', 'accept-encoding'] : [];
		const headers = without(incoming.headers, dropped);
		const forwarded = request(new URL(incoming.url ?? '/', door.behind), {
			method: incoming.method,
			headers,
		});
		forwarded.on('response', (answer) => pass(answer, outgoing, changes));
		forwarded.on('error', () => outgoing.destroy());
		outgoing.on('close', () => forwarded.destroy());
		incoming.pipe(forwarded);
	});
	server.listen(0, 'localhost');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo; // listens on a port, not on a pipe
	const door: FrontDoor = {
		origin: `http://localhost:${port}`,
		behind: '',
		updateWorker() {
			isUpdated = true;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	return door;
}

function pass(answer: IncomingMessage, outgoing: ServerResponse, changes: boolean): void {
	const dropped = changes ? ['content-length', 'etag', 'last-modified'] : [];
	outgoing.writeHead(answer.statusCode ?? 502, without(answer.headers, dropped));
	// An event stream says nothing for a while; its headers must not wait for that.
	outgoing.flushHeaders();
	if (!changes) {
		answer.pipe(outgoing);
		return;
	}
	answer.pipe(outgoing, { end: false });
	answer.on('end', () => outgoing.end('\n// a newer version'));
}

function without(headers: IncomingHttpHeaders, names: string[]): IncomingHttpHeaders {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** The HTTP server: holds its port from the first moment, answers once the app is there, drains at the end. */
import { createServer } from 'node:http';
import type { RequestListener, ServerResponse } from 'node:http';
import { StartError, errorCode } from './backend/start-error.ts';
import { startingHeaders } from './headers.ts';

export interface Listener {
	/** From now on requests go to the app. */
	serve(app: RequestListener): void;
	/** Takes no more requests, lets those in flight finish, cuts what is left after `graceMs`. */
	close(graceMs: number): Promise<void>;
}

function answerNotReady(response: ServerResponse): void {
	response.writeHead(503, {
		...startingHeaders,
		'content-type': 'text/plain; charset=utf-8',
		'retry-after': '2',
	});
	response.end('Rufkreis startet gerade.\n');
}

function explain(error: Error, host: string, port: number): Error {
	switch (errorCode(error) ?? '') {
		case 'EADDRINUSE':
			return new StartError(
				`Port ${port} ist schon belegt; bitte einen anderen nennen, zum Beispiel PORT=${port + 1} npm start.`,
				{ cause: error },
			);
		case 'EACCES':
			return new StartError(
				`Port ${port} darf dieses Benutzerkonto nicht öffnen; bitte mit PORT=… einen ab 1024 nennen.`,
				{
					cause: error,
				},
			);
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return new StartError(`HOST=${host} ist keine Adresse dieses Rechners.`, { cause: error });
		default:
			return error;
	}
}

/** Opens the port at once: two servers can never both believe it is theirs. StartError when it cannot be had. */
export async function listen(host: string, port: number): Promise<Listener> {
	let app: RequestListener | undefined;
	const server = createServer((request, response) => {
		if (app) app(request, response);
		else answerNotReady(response);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error) => reject(explain(error, host, port)));
		server.listen({ host, port }, resolve);
	});

	return {
		serve(handler) {
			app = handler;
		},
		async close(graceMs) {
			const cut = setTimeout(() => server.closeAllConnections(), graceMs);
			await new Promise((resolve) => {
				server.close(resolve);
				server.closeIdleConnections();
			});
			clearTimeout(cut);
		},
	};
}

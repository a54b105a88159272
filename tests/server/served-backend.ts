/** The Supabase API of a test backend over HTTP, as a hosted project offers it to servers and browsers elsewhere. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@supabase/supabase-js';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend, TestBackendOptions } from '#tests/database/harness.ts';
import { asPerson } from './installation.ts';
import type { Person } from './installation.ts';

export interface ServedBackend {
	backend: TestBackend;
	url: string;
	/** Somebody with an account, signed in. */
	personOf(id: string): Person;
	close(): Promise<void>;
}

async function answer(
	backend: TestBackend,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const body = Buffer.concat(await Array.fromAsync<Buffer>(incoming));
	const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
		name,
		String(value),
	]);
	const isBare = incoming.method === 'GET' || incoming.method === 'HEAD';
	const request = new Request(`http://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`, {
		method: incoming.method ?? 'GET',
		headers,
		...(isBare ? {} : { body }),
	});
	const response = (await backend.fetch(request)) ?? new Response(null, { status: 404 });
	outgoing.writeHead(response.status, Object.fromEntries(response.headers));
	outgoing.end(Buffer.from(await response.arrayBuffer()));
}

export async function serveBackend(options: TestBackendOptions = {}): Promise<ServedBackend> {
	const backend = await openTestBackend({ demo: false, ...options });
	const server = createServer((incoming, outgoing) => {
		answer(backend, incoming, outgoing).catch(() => outgoing.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo; // listens on a port, not on a pipe
	const url = `http://127.0.0.1:${port}`;
	return {
		backend,
		url,
		personOf(id) {
			const headers = { authorization: `Bearer ${backend.tokenOf(id)}` };
			const auth = { persistSession: false, autoRefreshToken: false };
			const client = createClient(url, backend.publishableKey, { auth, global: { headers } });
			return asPerson(client, id);
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
			await backend.stop();
		},
	};
}

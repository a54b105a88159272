/** The one answer of Supabase Auth that our start asks for, as an HTTP server with one publishable key. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const rightKey = 'sb_publishable_right';

/** As a hosted project answers, shortened to what matters. */
export const goodSettings = {
	external: { email: true, phone: false },
	disable_signup: false,
	mailer_autoconfirm: false,
};

/** `answer` may be anything; a string is sent as it is. */
export async function startSignInSettings(answer: unknown = goodSettings) {
	const server = createServer((request, response) => {
		if (request.headers.apikey !== rightKey) response.writeHead(401);
		else if (request.url !== '/auth/v1/settings') response.writeHead(404);
		response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo; // listens on a port, not on a pipe
	return {
		url: `http://127.0.0.1:${port}`,
		async close(): Promise<void> {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

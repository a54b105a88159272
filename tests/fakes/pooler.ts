/**
 * A transaction pooler as far as our start notices one: everything passes but what was notified. It reads the messages of the protocol
 * (type, length, body) that come from the database and leaves out NotificationResponse.
 */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

const notification = 'A'.charCodeAt(0);
const headLength = 5;

/** Complete messages without notifications, and what is left of the last one. */
function sift(bytes: Buffer): { passed: Buffer; rest: Buffer } {
	const passed: Buffer[] = [];
	let at = 0;
	while (bytes.length - at >= headLength) {
		const end = at + 1 + bytes.readInt32BE(at + 1);
		if (end > bytes.length) break;
		if (bytes[at] !== notification) passed.push(bytes.subarray(at, end));
		at = end;
	}
	return { passed: Buffer.concat(passed), rest: bytes.subarray(at) };
}

/** Listens before the database at this port; `url` with its port answers as the database does, but never notifies. */
export async function startPooler(databaseUrl: string) {
	const target = new URL(databaseUrl);
	const sockets = new Set<Socket>();
	const server = createServer((client) => {
		const database = connect(Number(target.port), target.hostname);
		let rest: Buffer = Buffer.alloc(0);
		client.pipe(database);
		database.on('data', (chunk: Buffer) => {
			const sifted = sift(Buffer.concat([rest, chunk]));
			rest = sifted.rest;
			client.write(sifted.passed);
		});
		for (const [socket, other] of [
			[client, database],
			[database, client],
		] as const) {
			sockets.add(socket);
			socket.on('error', () => other.destroy());
			socket.on('close', () => other.destroy());
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = new URL(databaseUrl);
	url.port = String((server.address() as AddressInfo).port); // listens on a port, not on a pipe
	return {
		url: url.href,
		async close(): Promise<void> {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

/** Below what Linux (32768) and others (49152) hand out by themselves: a port from there may be somebody's before it is used. */
const lowest = 20_000;
const highest = 32_000;

/** Undefined when somebody has this port. */
async function take(port: number): Promise<Server | undefined> {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
		return server;
	} catch {
		return undefined;
	}
}

/**
 * A port for a server that is told its number, and keeps it while it is stopped and started again. The port above it is held until this
 * process ends: whoever else asks, in whichever process, gets another one.
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < 200; tries += 1) {
		const port = 2 * randomInt(lowest / 2, highest / 2);
		const claim = await take(port + 1);
		if (claim === undefined) continue;
		claim.unref();
		const probe = await take(port);
		if (probe === undefined) {
			claim.close();
			continue;
		}
		probe.close();
		await once(probe, 'close');
		return port;
	}
	throw new Error('no free port');
}

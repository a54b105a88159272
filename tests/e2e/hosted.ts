/** A server in hosted mode: its API and its database run elsewhere, here in an app of the tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts it with nothing but the hosted variables and its port, and waits until it is healthy. Answers how to end it. */
export async function startHosted(
	origin: string,
	variables: Record<string, string>,
): Promise<() => Promise<void>> {
	const server = spawn('node', ['src/server/start.ts'], {
		env: { PATH: process.env.PATH, ...variables, PORT: new URL(origin).port },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	await new Promise<void>((resolve, reject) => {
		function read(chunk: Buffer): void {
			printed += chunk.toString('utf8');
			if (printed.includes(origin)) resolve();
		}
		server.stdout.on('data', read);
		server.stderr.on('data', read);
		server.once('exit', () => reject(new Error(`it ended before it was ready:\n${printed}`)));
	});
	return async function stop() {
		const exited = once(server, 'exit');
		if (server.exitCode === null && server.signalCode === null) server.kill('SIGTERM');
		else return;
		await exited;
	};
}

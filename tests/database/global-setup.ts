/** Vitest: one PostgreSQL for all projects of a run; the last one out turns it off. */
import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';
import type { RunningTestServer, TestServer } from './test-server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		testServer: TestServer;
	}
}

// Each project loads its own copy of this module, in the same process.
const shared: { running?: Promise<RunningTestServer>; users: number } = ((
	globalThis as typeof globalThis & {
		rufkreisTestServer?: { running?: Promise<RunningTestServer>; users: number };
	}
).rufkreisTestServer ??= { users: 0 });

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	shared.users += 1;
	shared.running ??= startTestServer();
	const { server, stop } = await shared.running;
	project.provide('testServer', server);

	return async function teardown() {
		shared.users -= 1;
		if (shared.users > 0) return;
		delete shared.running;
		await stop();
	};
}

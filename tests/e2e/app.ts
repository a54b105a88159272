/**
 * The product as an operator runs it: the built app in its own process, its own data directory, its own PostgreSQL with the demo world,
 * sending to the local push service. Needs a build (`npm test` makes one).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { clusterFolder } from '#server/backend/cluster.ts';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { openKeys } from '#server/backend/keys.ts';
import { findPostmaster } from '#server/backend/postmaster.ts';
import { signToken } from '#tests/database/token.ts';
import { startPushService } from '#tests/fakes/push-service.ts';
import type { PushService } from '#tests/fakes/push-service.ts';

export interface RunningApp {
	origin: string;
	push: PushService;
	/** As the owner of the schema, to see what really happened. */
	sql: Sql;
	publishableKey: string;
	/** A bearer token of this account. */
	tokenOf(userId: string): string;
	/** Everything the app has printed so far. */
	output(): string;
	close(): Promise<void>;
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}

/** Starts app and push service and waits until `/api/health` says ok. */
export async function startApp(): Promise<RunningApp> {
	const push = await startPushService();
	const dataDir = await mkdtemp(join(tmpdir(), 'rufkreis-app-'));
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const app = spawn('node', ['src/server/start.ts'], {
		env: {
			...process.env,
			PORT: String(port),
			ORIGIN: origin,
			DATA_DIR: dataDir,
			DEMO: '1',
			PUSH_EXTRA_HOSTS: new URL(push.url).host,
			NODE_EXTRA_CA_CERTS: push.caFile,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	const exited = once(app, 'exit');
	const ready = new Promise<void>((resolve, reject) => {
		function read(chunk: Buffer): void {
			printed += chunk.toString('utf8');
			if (printed.includes(origin)) resolve();
		}
		app.stdout.on('data', read);
		app.stderr.on('data', read);
		app.once('exit', () => reject(new Error(`the app ended before it was ready:\n${printed}`)));
	});

	async function close(): Promise<void> {
		if (app.exitCode === null) app.kill('SIGTERM');
		await exited;
		await push.close();
		await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	}

	try {
		await ready;
		const health = await fetch(`${origin}/api/health`);
		if (!health.ok) throw new Error(`not healthy: ${await health.text()}`);
	} catch (error) {
		await close();
		throw error;
	}
	const postmaster = findPostmaster(clusterFolder(dataDir));
	if (postmaster === undefined) throw new Error('the app runs without a database');
	const keys = openKeys(dataDir, true);
	const sql = connect(databaseUrl(postmaster.port, keys, 'owner'), 4);
	return {
		origin,
		push,
		sql,
		publishableKey: keys.publishableKey,
		tokenOf: (userId) => signToken(userId, keys.jwtSecret),
		output: () => printed,
		async close() {
			await sql.end({ timeout: 1 });
			await close();
		},
	};
}

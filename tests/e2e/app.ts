/**
 * The product as an operator runs it: the built app in its own process, its own data directory, its own PostgreSQL with the demo world,
 * sending to the local push service. Needs a build (`npm test` makes one).
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
import type { WebhookReceiver } from '#tests/fakes/webhook-receiver.ts';
import { freePort } from '#tests/free-port.ts';
import type { FrontDoor } from './front-door.ts';

export interface RunningApp {
	origin: string;
	push: PushService;
	/** As the owner of the schema, to see what really happened. Not while the server is stopped; another one after each start. */
	readonly sql: Sql;
	publishableKey: string;
	/** A bearer token of this account. */
	tokenOf(userId: string): string;
	/** What another server needs to run hosted on this one's API and database. Not while the server is stopped. */
	hostedVariables(): Record<string, string>;
	/** Everything the app has printed so far. */
	output(): string;
	/** Ends the process and its database, as a machine that is switched off: nobody listens at `origin` any more. Safe to call twice. */
	stopServer(): Promise<void>;
	/** The same server again: same address, same data. Resolves when it is healthy. Does nothing while it runs. */
	startServer(): Promise<void>;
	close(): Promise<void>;
}

interface Running {
	process: ChildProcess;
	sql: Sql;
	databaseUrl: string;
}

interface Options {
	door?: FrontDoor;
	/** Pages of another server that may use the data API of this one. */
	apiOrigin?: string;
	/** A real installation instead of the demo: empty, with mails that leave by this server. */
	smtpUrl?: string;
	/** By which steps an alert goes on: journeys with several phones want them all called `at once`, those about the steps the `usual` ones. */
	escalation?: 'at once' | 'usual';
	/** Where this installation may report silence to. */
	webhook?: WebhookReceiver;
}

/** Starts app and push service and waits until `/api/health` says ok. */
export async function startApp({
	door,
	apiOrigin,
	smtpUrl,
	escalation = 'at once',
	webhook,
}: Options = {}): Promise<RunningApp> {
	const push = await startPushService();
	const dataDir = await mkdtemp(join(tmpdir(), 'rufkreis-app-'));
	// Node reads one file; several authorities may stand in it.
	const authorities = join(dataDir, 'authorities.pem');
	await writeFile(authorities, `${push.ca}\n${webhook?.ca ?? ''}`);
	const port = await freePort();
	const address = `http://localhost:${port}`;
	const origin = door?.origin ?? address;
	if (door !== undefined) door.behind = address;
	let printed = '';
	let running: Running | undefined;

	async function startServer(): Promise<void> {
		if (running !== undefined) return;
		const app = spawn('node', ['src/server/start.ts'], {
			env: {
				...process.env,
				PORT: String(port),
				ORIGIN: origin,
				DATA_DIR: dataDir,
				...(smtpUrl === undefined ? { DEMO: '1' } : { DEMO: '0', SMTP_URL: smtpUrl, HOST: '127.0.0.1' }),
				PUSH_EXTRA_HOSTS: new URL(push.url).host,
				NODE_EXTRA_CA_CERTS: authorities,
				...(webhook === undefined ? {} : { WEBHOOK_HOSTS: `${webhook.host}=127.0.0.1` }),
				...(apiOrigin === undefined ? {} : { API_ORIGINS: apiOrigin }),
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const before = printed.length;
		const ready = new Promise<void>((resolve, reject) => {
			function read(chunk: Buffer): void {
				printed += chunk.toString('utf8');
				if (printed.includes(origin, before)) resolve();
			}
			app.stdout.on('data', read);
			app.stderr.on('data', read);
			app.once('exit', () => reject(new Error(`the app ended before it was ready:\n${printed}`)));
		});
		try {
			await ready;
			const health = await fetch(`${address}/api/health`, { redirect: 'manual' });
			if (!health.ok) throw new Error(`not healthy: ${await health.text()}`);
			const postmaster = findPostmaster(clusterFolder(dataDir));
			if (postmaster === undefined) throw new Error('the app runs without a database');
			// The database takes whatever port is free, so every start has another address.
			const url = databaseUrl(postmaster.port, openKeys(dataDir, true), 'owner');
			running = { process: app, sql: connect(url, 4), databaseUrl: url };
		} catch (error) {
			await end(app);
			throw error;
		}
	}

	async function callAtOnce(): Promise<void> {
		if (running === undefined) return;
		const { sql } = running;
		await sql`
			insert into private.escalation_steps (cluster_id, position, target, delay_minutes)
			select cluster_id, 0, 'members', 0 from public.clusters`;
	}

	async function stopServer(): Promise<void> {
		if (running === undefined) return;
		const { process: app, sql } = running;
		running = undefined;
		await sql.end({ timeout: 1 });
		await end(app);
	}

	async function close(): Promise<void> {
		await stopServer();
		await push.close();
		await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	}

	try {
		await startServer();
		if (escalation === 'at once') await callAtOnce();
	} catch (error) {
		await close();
		throw error;
	}
	const keys = openKeys(dataDir, true);
	return {
		origin,
		push,
		get sql() {
			if (running === undefined) throw new Error('the server is stopped, and its database with it');
			return running.sql;
		},
		publishableKey: keys.publishableKey,
		tokenOf: (userId) => signToken(userId, keys.jwtSecret),
		hostedVariables() {
			if (running === undefined) throw new Error('the server is stopped, and its database with it');
			return {
				PUBLIC_SUPABASE_URL: address,
				PUBLIC_SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
				DATABASE_URL: running.databaseUrl,
				VAPID_PUBLIC_KEY: keys.vapid.publicKey,
				VAPID_PRIVATE_KEY: keys.vapid.privateKey,
				VAPID_SUBJECT: 'mailto:betrieb@rufkreis.example',
			};
		},
		output: () => printed,
		stopServer,
		startServer,
		close,
	};
}

async function end(app: ChildProcess): Promise<void> {
	if (app.exitCode !== null || app.signalCode !== null) return;
	const exited = once(app, 'exit');
	app.kill('SIGTERM');
	await exited;
}

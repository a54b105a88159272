/**
 * The one running server of this process: environment, backend and everything that works on them. The launcher, the
 * built app and the dev server load their own copies of this file; they meet at one entry of the global symbol table.
 */
import type { Sql } from 'postgres';
import type { Env } from '#env';
import { readEnv } from '#env';
import { startWorker } from './alerting/worker.ts';
import type { Worker } from './alerting/worker.ts';
import type { Backend } from './backend/backend.ts';
import { openBackend } from './backend/open-backend.ts';
import { StartError } from './backend/start-error.ts';
import { prepareDemoWorld } from './demo/world.ts';
import { startFeedbackNews } from './feedback-news.ts';
import { startGapNews } from './gap-mail.ts';
import { startHousekeeping } from './housekeeping.ts';
import { noMailer, openMailer } from './mail/open-mailer.ts';
import type { Post } from './mail/open-mailer.ts';
import { describeError, report, reportFailure } from './report.ts';
import { openWebhookPoster } from './second-channel/post-webhook.ts';
import { startSecondChannel } from './second-channel/second-channel.ts';
import { makeTraffic } from './traffic.ts';
import type { Traffic } from './traffic.ts';

export type StopWork = () => void | Promise<void>;

export interface Runtime {
	env: Env;
	backend: Backend;
	/** As the owner of the schema. */
	sql: Sql;
	/** Plans and sends alerts. */
	worker: Worker;
	/** How mail leaves, or where it is kept. */
	post: Post;
	/** Says by mail that somebody wrote about a barrier, where there is a mail server. Never throws. */
	tellOfFeedback: () => Promise<void>;
	/** What was answered so far, for monitoring. */
	traffic: Traffic;
	/** Adds work for the end: it runs before everything that was added earlier, and must not take long. */
	onStop: (work: StopWork) => void;
	/** Ends everything within 3 s: what was added last first, the backend last. Safe to call twice; never throws. */
	stop: () => Promise<void>;
}

/** What is in flight may finish in this time, all stop work together; the database needs the rest of the 3 s. */
const stopWorkMs = 1_300;

interface Shared {
	runtime?: Promise<Runtime>;
	/** The same once it has started. */
	ready?: Runtime;
	signals?: true;
}

const key = Symbol.for('rufkreis.runtime');

function shared(): Shared {
	// The symbol table is untyped; this file alone writes the entry, in this shape.
	const table = globalThis as { [key]?: Shared | undefined };
	return (table[key] ??= {});
}

async function runInReverse(works: StopWork[]): Promise<void> {
	for (const work of works.toReversed()) {
		try {
			await work();
		} catch (error) {
			reportFailure(`Beim Beenden: ${describeError(error)}`);
		}
	}
}

/** What has to end, and in which order: the newest first, the backend last, whatever the others do. */
function makeEnding(backend: Backend): Pick<Runtime, 'onStop' | 'stop'> {
	const works: StopWork[] = [];
	let stopping: Promise<void> | undefined;

	async function stop(): Promise<void> {
		const limit = Promise.withResolvers<undefined>();
		const timer = setTimeout(() => limit.resolve(undefined), stopWorkMs);
		await Promise.race([runInReverse(works), limit.promise]);
		clearTimeout(timer);
		await runInReverse([() => backend.stop()]);
		delete shared().ready;
		delete shared().runtime;
	}

	return { onStop: (work) => void works.push(work), stop: () => (stopping ??= stop()) };
}

/** Brings the parts of the server to life, in this order; each hands its end to `onStop`. */
async function assemble(env: Env, backend: Backend, post: Post): Promise<Runtime> {
	const { sql, vapid } = backend;
	const ending = makeEnding(backend);
	try {
		const demo = await prepareDemoWorld(sql, env.demo);
		if (demo === 'loaded') report('Demo-Welt geladen: 28 Kommunen, 7 Themencluster, 8 Konten.');
		// `register_device` and `set_webhook` check addresses in the database, where they cannot see our environment.
		await sql`
			update private.settings s set value = ours.value
			from (values ('push_extra_hosts', ${env.pushExtraHosts.join(',')}),
				('webhook_hosts', ${env.webhookHosts.map(({ host }) => host).join(',')})) ours (key, value)
			where s.key = ours.key`;
		const worker = startWorker({ sql, vapid, origin: env.origin, pushExtraHosts: env.pushExtraHosts });
		ending.onStop(() => worker.stop());
		const mailer = post.mailer === noMailer ? undefined : post.mailer;
		const poster = openWebhookPoster({ hosts: env.webhookHosts });
		const second = startSecondChannel({ sql, mailer, poster, origin: env.origin });
		ending.onStop(() => second.stop());
		ending.onStop(startHousekeeping(sql));
		const news = env.smtpUrl === undefined ? undefined : startFeedbackNews(sql, post.mailer, env.origin);
		ending.onStop(() => news?.stop());
		void news?.tell();
		const gaps = mailer === undefined ? undefined : startGapNews(sql, mailer, env.origin);
		ending.onStop(() => gaps?.stop());
		void gaps?.tell();
		const tellOfFeedback = (): Promise<void> => news?.tell() ?? Promise.resolve();
		return { env, backend, sql, worker, post, tellOfFeedback, traffic: makeTraffic(), ...ending };
	} catch (error) {
		await ending.stop();
		throw error;
	}
}

async function start(): Promise<Runtime> {
	const parsed = readEnv();
	if (parsed.outcome === 'wrong') throw new StartError(parsed.sentence);
	const post = openMailer(parsed.env);
	const runtime = await assemble(parsed.env, await openBackend(parsed.env, report, post.mailer), post);
	shared().ready = runtime;
	return runtime;
}

/**
 * The running server of this process; starts it on the first call. A start that failed may be tried again. Throws a
 * StartError for what a person can mend.
 */
export function startRuntime(): Promise<Runtime> {
	const state = shared();
	if (!state.runtime) {
		const starting = start();
		state.runtime = starting;
		starting.catch(() => {
			if (state.runtime === starting) delete state.runtime;
		});
	}
	return state.runtime;
}

/**
 * Ends the process on Ctrl-C and SIGTERM: the first time after a drain, the second time, or while still starting, at
 * once. The database ends in every case (postgres.ts). Safe to call twice.
 */
export function stopOnSignals(): void {
	const state = shared();
	if (state.signals) return;
	state.signals = true;
	let stopping = false;

	async function end(): Promise<void> {
		if (stopping) process.exit(1);
		stopping = true;
		await state.ready?.stop();
		process.exit(0);
	}

	process.on('SIGINT', () => void end());
	process.on('SIGTERM', () => void end());
}

/** As `startRuntime`, for a process that has nothing to do without it: prints the sentence and ends the process. */
export async function startOrExit(): Promise<Runtime> {
	stopOnSignals();
	try {
		return await startRuntime();
	} catch (error) {
		if (!(error instanceof StartError)) throw error;
		reportFailure(error.message);
		process.exit(1);
	}
}

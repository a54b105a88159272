/**
 * `npm start`: takes the port, builds the app if needed, starts the runtime and serves until it is told to stop. What a
 * person can mend ends in one sentence and exit code 1.
 */
import type { RequestListener } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEnv, readLogForm } from '#env';
import type { Env } from '#env';
import { StartError } from './backend/start-error.ts';
import { buildIfNeeded } from './build.ts';
import { callerHeader, makeCaller } from './caller.ts';
import { standInFront } from './front.ts';
import { listen } from './listen.ts';
import { orOneSentence } from './or-one-sentence.ts';
import { describeError, report, reportFailure, tameConsole } from './report.ts';
import { startRuntime, stopOnSignals } from './runtime.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** Requests in flight; live streams have been ended before by whoever opened them. */
const drainMs = 800;

const demoAccounts = [
	['anfrage@riesa.example', 'stellt Anfragen'],
	['anna@coswig.example', 'IT-Fachkraft'],
	['ben@meissen.example', 'IT-Fachkraft'],
	['clara@grossenhain.example', 'IT-Fachkraft'],
	['owner@radebeul.example', 'Themen-Zuständige'],
	['koordination@kreis.example', 'Koordination'],
	['amt@nossen.example', 'Hauptamt'],
	['rat@kreis.example', 'Personalrat'],
] as const;

/** adapter-node reads its settings from the environment when its handler is loaded. */
function configureAdapter({ origin }: Env): void {
	process.env.ORIGIN = origin;
	// A 10 MB upload and the form around it; each JSON door has its own, smaller limit.
	process.env.BODY_SIZE_LIMIT = '11M';
	process.env.ADDRESS_HEADER = callerHeader;
}

async function loadApp(): Promise<RequestListener> {
	const built: unknown = await import(pathToFileURL(resolve(root, 'build', 'handler.js')).href);
	if (
		typeof built !== 'object' ||
		built === null ||
		!('handler' in built) ||
		typeof built.handler !== 'function'
	) {
		throw new StartError('In build/ liegt keine App; bitte den Ordner löschen und neu starten.');
	}
	// The contract of adapter-node: a connect-style handler, which node:http may call directly.
	return built.handler as RequestListener;
}

/** Who is asking is decided here, once: the app sees no forwarded address but ours. */
function withCaller(app: RequestListener, { trustedProxies }: Env): RequestListener {
	const callerOf = makeCaller(trustedProxies);
	return (request, response) => {
		request.headers[callerHeader] = callerOf(request);
		app(request, response);
	};
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function greet({ origin, demo, host }: Env): void {
	report('');
	report(`Rufkreis ist bereit: ${origin}`);
	// A log is read by many and kept for long; the list is for whoever sits at the terminal.
	if (!demo || readLogForm() === 'json') return;
	report('');
	if (!isLoopback(host)) report(`Achtung: Die Demo ist über HOST=${host} von anderen Rechnern erreichbar.`);
	report('Demo-Konten, Passwort für alle: rufkreis');
	for (const [address, what] of demoAccounts) report(`  ${address.padEnd(28)} ${what}`);
	report('');
	report('Beenden mit Strg+C.');
}

async function main(): Promise<void> {
	const parsed = readEnv();
	if (parsed.outcome === 'wrong') throw new StartError(parsed.sentence);
	const { env } = parsed;
	stopOnSignals();
	const listener = await listen(env.host, env.port);
	await buildIfNeeded(root, report);
	const runtime = await startRuntime();
	runtime.onStop(() => listener.close(drainMs));
	configureAdapter(env);
	const around = { origin: env.origin, supabaseUrl: runtime.backend.supabaseUrl };
	listener.serve(standInFront(withCaller(await loadApp(), env), root, around, runtime.traffic));
	greet(env);
}

// Set and not passed on: the built app has its own copy of every file. Sentences for whoever sits there, lines for whatever collects them.
if (!process.env.LOG?.trim()) process.env.LOG = process.stdout.isTTY ? 'text' : 'json';
tameConsole();
// Node would print the message, and what a database or a library says may quote what somebody wrote.
process.on('uncaughtException', (error) => {
	reportFailure(`Unerwarteter Fehler: ${describeError(error)}`);
	process.exit(1);
});
await orOneSentence(main);

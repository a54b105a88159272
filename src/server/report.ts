/**
 * The one place that writes what the server has to say: German sentences, or one JSON object a line (LOG; start.ts decides when it is not set). It must
 * never write who somebody is or what they wrote, no token, no endpoint, no address of a person. So errors are described by kind and place,
 * not by their message, and whatever comes out of a library is stripped before it is written.
 */
import { format } from 'node:util';
import { readLogForm } from '#env';

/** Words of ours and counts: doors, states, statuses. Nothing a person has chosen. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

type Level = 'info' | 'error';

const hidden = '…';
const patterns: readonly [RegExp, string][] = [
	// An address with its credentials, and what follows the host: an endpoint's path is its secret.
	[/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@[^\s]*/gi, `$1${hidden}`],
	[/\b(https?:\/\/[^\s/"'<>]+)\/[^\s"'<>]+/gi, `$1/${hidden}`],
	[/[^\s"'<>()=:,;]+@[^\s"'<>()=:,;]+\.[^\s"'<>()=:,;]+/g, hidden],
	// PostgreSQL quotes values: Key (email)=(…), and texts in straight quotation marks.
	[/=\([^)]*\)/g, `=(${hidden})`],
	[/"[^"\n]*"/g, `"${hidden}"`],
	[/\beyJ[\w-]+(?:\.[\w-]*)*/g, hidden],
	[/\bsb_(?:secret|publishable)_[\w-]+/g, hidden],
	[/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, hidden],
	[/[\w+/-]{32,}={0,2}/g, hidden],
	// Codes are six digits, telephone numbers more.
	[/(?<![\w.])[+\d][\d\s/()-]{4,}\d(?![\w.])/g, hidden],
];

/** A text of unknown origin without anything that could be somebody's. Rather too little is left than too much. */
export function strip(text: string): string {
	return patterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

function write(level: Level, message: string, facts: Facts): void {
	const stream = level === 'error' ? process.stderr : process.stdout;
	const line =
		readLogForm() === 'json'
			? JSON.stringify({ time: new Date().toISOString(), level, message, ...facts })
			: [message, ...Object.entries(facts).map(([name, value]) => `${name}=${value}`)].join(' ');
	stream.write(`${line}\n`);
}

/** A sentence of ours, without personal data in it. An empty one is a line left free at a terminal. */
export function report(sentence: string, facts: Facts = {}): void {
	if (sentence !== '' || readLogForm() === 'text') write('info', sentence, facts);
}

export function reportFailure(sentence: string, facts: Facts = {}): void {
	write('error', sentence, facts);
}

/** Kind, code and the place in our code where it happened; not the message, which may quote what somebody wrote. */
export function describeError(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
	const at = /\n\s+at (?:.*[/\\])?([\w.+[\]-]+:\d+):\d+\)?(?:\n|$)/.exec(
		error.stack?.slice(error.message.length) ?? '',
	)?.[1];
	return `${error.name}${code}${at === undefined ? '' : ` (${at})`}`;
}

/** From now on what libraries print goes the same way, stripped. Once, at the start of a process. */
export function tameConsole(): void {
	const levels = { debug: 'info', info: 'info', log: 'info', warn: 'error', error: 'error' } as const;
	for (const [name, level] of Object.entries(levels)) {
		Reflect.set(console, name, (...args: unknown[]) => {
			write(level, strip(format(...args)), { from: 'library' });
		});
	}
}

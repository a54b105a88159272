/** Hears from the server that something changed, and keeps hearing: the connection is made anew whenever it ends or falls silent. */
import { deadAfterMs, deviceHeader, nudgeLine } from '#contracts/live.ts';
import { getClient } from '#remote/client.ts';

export interface Ears {
	/** Something this person may see changed, or may have changed while nobody listened. */
	onNudge(): void;
	/** Whether nudges arrive from now on. */
	onStanding(standing: 'alive' | 'lost'): void;
}

/** Opens one stream; undefined when there is no session to open it with. May reject. */
export type OpenStream = (signal: AbortSignal) => Promise<Response | undefined>;

/** A stream that lived so long was a good one: the next is not put off. */
const goodAfterMs = 10_000;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Who listens, and on which device of theirs; undefined: none that is called. */
export interface Listener {
	profileId: string;
	deviceId: () => string | undefined;
}

/** Listens as this person and as nobody else until `signal` is aborted. Never rejects. */
export function followLive(listener: Listener, ears: Ears, signal: AbortSignal): Promise<void> {
	return follow((connection) => openStream(listener, connection), ears, signal);
}

async function openStream(
	{ profileId, deviceId }: Listener,
	signal: AbortSignal,
): Promise<Response | undefined> {
	const client = await getClient();
	const { data } = await client.auth.getSession();
	if (data.session?.user.id !== profileId) return undefined;
	const device = deviceId();
	return fetch('/api/live', {
		headers: {
			authorization: `Bearer ${data.session.access_token}`,
			...(device !== undefined && { [deviceHeader]: device }),
		},
		cache: 'no-store',
		signal,
	});
}

/** As `followLive`, over any way to open a stream. */
export async function follow(
	open: OpenStream,
	ears: Ears,
	signal: AbortSignal,
	random: () => number = Math.random,
): Promise<void> {
	let failures = 0;
	while (!signal.aborted) {
		const started = performance.now();
		await followOnce(open, ears, signal);
		failures = performance.now() - started >= goodAfterMs ? 0 : failures + 1;
		// Half of it by chance: after a restart of the server not everybody comes back at once.
		const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
		await pause(pauseMs * (0.5 + random() / 2), signal);
	}
}

async function followOnce(open: OpenStream, ears: Ears, signal: AbortSignal): Promise<void> {
	const connection = new AbortController();
	function cut(): void {
		connection.abort();
	}
	signal.addEventListener('abort', cut);
	let watchdog = setTimeout(cut, deadAfterMs);
	let isAlive = false;
	try {
		const response = await open(connection.signal);
		if (response?.ok !== true || response.body === null) return;
		for await (const lines of readLines(response.body, connection.signal)) {
			clearTimeout(watchdog);
			watchdog = setTimeout(cut, deadAfterMs);
			if (!isAlive) ears.onStanding('alive');
			isAlive = true;
			if (lines.includes(nudgeLine)) ears.onNudge();
		}
	} catch {
		// No network, a server in trouble: tried again after the pause.
	} finally {
		clearTimeout(watchdog);
		signal.removeEventListener('abort', cut);
		// An answer nobody reads would keep its connection.
		cut();
		if (isAlive && !signal.aborted) ears.onStanding('lost');
	}
}

/** The whole lines of each piece that arrives, possibly none. Ends when `signal` is aborted. */
async function* readLines(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<string[]> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done || signal.aborted) return;
		const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
		rest = lines.pop() ?? '';
		yield lines;
	}
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		const timer = setTimeout(resolve, milliseconds);
		signal.addEventListener(
			'abort',
			() => {
				clearTimeout(timer);
				resolve();
			},
			{ once: true },
		);
	});
}

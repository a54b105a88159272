/**
 * The live feed: hears on one connection per process what changed, and nudges the open pages of those who may see it. It owns no state that
 * matters: whatever is lost here (NOTIFY while the connection was cut, a dead socket) a page finds with its next sweep. It must never say
 * what changed, only that something did, and never hold up the end of the process.
 */
import type { Sql } from 'postgres';
import { beatEveryMs, beatLine, nudgeLine } from '#contracts/live.ts';
import { within } from '../outage.ts';
import { concerns, parseChange } from './audience.ts';
import { loadScopes } from './scope.ts';
import type { Scope } from './scope.ts';

export interface LiveOptions {
	/** As the owner of the schema, over a connection that can LISTEN. */
	sql: Sql;
	beatMs?: number;
}

export type Opened =
	{ outcome: 'open'; stream: ReadableStream<Uint8Array> } | { outcome: 'unknown' | 'unavailable' };

export interface Live {
	/**
	 * A stream of nudges for this person until `expiresAt` (epoch milliseconds); `unknown` for whoever is not active. Begins with a nudge.
	 * Never throws.
	 */
	open(profileId: string, expiresAt: number): Promise<Opened>;
	/** Open right now. */
	streams(): number;
	/** Ends all streams and opens no more. Never rejects. */
	stop(): Promise<void>;
}

interface Stream {
	/** False when it has ended. */
	send(line: string): boolean;
	end(): void;
}

interface Viewer {
	/** Undefined until it is loaded. */
	scope: Scope | undefined;
	/** The oldest first. */
	streams: Set<Stream>;
}

const channel = 'rufkreis_changes';
/** More pages than that nobody looks at; the oldest ends, for it is likely one whose socket died unnoticed. */
const streamsPerPerson = 10;
const longestStreamMs = 60 * 60_000;
/** One transaction says several things, and they arrive together: a page hears of them once. */
const gatherMs = 20;
const loadLimitMs = 3_000;
const retryMs = 1_000;
/** Lines nobody has taken: more, and the page is not there any more. */
const longestQueue = 16;

/** LISTENs from now on and survives outages of the database. */
export function startLive({ sql, beatMs = beatEveryMs }: LiveOptions): Live {
	const viewers = new Map<string, Viewer>();
	const nudged = new Set<Viewer>();
	const stale = new Set<string>();
	let loading = Promise.resolve();
	let nextLoad: Promise<void> | undefined;
	let flushing: NodeJS.Timeout | undefined;
	let retrying: NodeJS.Timeout | undefined;
	let isStopped = false;

	function hear(payload: string): void {
		const change = parseChange(payload);
		if (change === undefined) return;
		if (change.kind === 'scope') {
			// The nudge follows when the new scope is known: a page that pulled before would miss what it hears of only from then on.
			if (viewers.has(change.id)) renewSoon([change.id]);
			return;
		}
		for (const [profileId, viewer] of viewers)
			if (viewer.scope && concerns(change, profileId, viewer.scope)) nudge(viewer);
	}

	function nudge(viewer: Viewer): void {
		nudged.add(viewer);
		flushing ??= setTimeout(() => {
			flushing = undefined;
			for (const { streams } of nudged) for (const stream of streams) stream.send(nudgeLine);
			nudged.clear();
		}, gatherMs);
	}

	/**
	 * Resolves when scopes that were read after this call are in force. One reading at a time: an older one that ends later would bring back
	 * what a person has lost.
	 */
	function renew(profileIds: Iterable<string>): Promise<void> {
		for (const id of profileIds) stale.add(id);
		if (nextLoad) return nextLoad;
		const load = loading.then(() => {
			nextLoad = undefined;
			return loadStale();
		});
		nextLoad = load;
		loading = load.catch(() => undefined);
		return load;
	}

	function renewSoon(profileIds: Iterable<string>): void {
		renew(profileIds).catch(() => {
			if (isStopped) return;
			retrying ??= setTimeout(() => {
				retrying = undefined;
				renewSoon([]);
			}, retryMs);
		});
	}

	async function loadStale(): Promise<void> {
		const ids = [...stale];
		stale.clear();
		try {
			const scopes = await within(loadLimitMs, loadScopes(sql, ids));
			for (const id of ids) admit(id, scopes.get(id));
		} catch (error) {
			for (const id of ids) if (viewers.has(id)) stale.add(id);
			throw error;
		}
	}

	function admit(profileId: string, scope: Scope | undefined): void {
		const viewer = viewers.get(profileId);
		if (!viewer) return;
		viewer.scope = scope;
		if (scope) nudge(viewer);
		else for (const stream of viewer.streams) stream.end();
	}

	function addStream(profileId: string, expiresAt: number): [Stream, ReadableStream<Uint8Array>] {
		const viewer: Viewer = viewers.get(profileId) ?? { scope: undefined, streams: new Set() };
		viewers.set(profileId, viewer);
		const { stream, body } = makeStream(expiresAt, () => {
			viewer.streams.delete(stream);
			if (viewer.streams.size === 0 && viewers.get(profileId) === viewer) viewers.delete(profileId);
		});
		viewer.streams.add(stream);
		const [oldest] = viewer.streams;
		if (viewer.streams.size > streamsPerPerson) oldest?.end();
		return [stream, body];
	}

	const beat = setInterval(() => {
		for (const { streams } of viewers.values()) for (const stream of streams) stream.send(beatLine);
	}, beatMs).unref();

	const listening = sql
		// On every (re)listen: what was said before it is lost.
		.listen(channel, hear, () => renewSoon(viewers.keys()))
		// postgres.js goes on trying by itself and calls back once it listens.
		.catch(() => undefined);

	return {
		async open(profileId, expiresAt) {
			if (isStopped) return { outcome: 'unavailable' };
			// Before its scope is read: from here on every change of the scope makes it read again.
			const [stream, body] = addStream(profileId, expiresAt);
			try {
				await within(loadLimitMs, renew([profileId]));
			} catch {
				stream.end();
				return { outcome: 'unavailable' };
			}
			return stream.send(beatLine) ? { outcome: 'open', stream: body } : { outcome: 'unknown' };
		},
		streams: () => [...viewers.values()].reduce((sum, { streams }) => sum + streams.size, 0),
		async stop() {
			isStopped = true;
			clearInterval(beat);
			clearTimeout(flushing);
			clearTimeout(retrying);
			for (const { streams } of viewers.values()) for (const stream of streams) stream.end();
			await within(
				500,
				listening.then((listener) => listener?.unlisten()),
			).catch(() => undefined);
		},
	};
}

function makeStream(
	expiresAt: number,
	onEnd: () => void,
): { stream: Stream; body: ReadableStream<Uint8Array> } {
	const encoder = new TextEncoder();
	let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

	function forget(): void {
		clearTimeout(expiry);
		controller = undefined;
		onEnd();
	}

	const body = new ReadableStream<Uint8Array>(
		{
			start(started) {
				controller = started;
			},
			cancel: forget,
		},
		{ highWaterMark: longestQueue },
	);

	function end(): void {
		if (!controller) return;
		controller.close();
		forget();
	}

	const expiry = setTimeout(end, Math.min(expiresAt - Date.now(), longestStreamMs)).unref();

	return {
		body,
		stream: {
			end,
			send(line) {
				if ((controller?.desiredSize ?? 0) <= 0) end();
				controller?.enqueue(encoder.encode(`${line}\n\n`));
				return controller !== undefined;
			},
		},
	};
}

/**
 * The posts that are open at this moment, and how many more may be. A window instead of batches: a slot is free again as soon as its own
 * post ends, so an endpoint that hangs delays nobody but itself.
 */

export interface Window {
	/** How many may be started now without exceeding the bounds; 0 means none. */
	room(): number;
	/** Hosts that have as many open posts as one host may have. */
	fullHosts(): string[];
	size(): number;
	/** Runs a post in the window; `work` must not reject. */
	open(host: string, work: (signal: AbortSignal) => Promise<void>): void;
	/** Waits for all open posts, at most `ms`, then aborts the rest and waits for those. */
	drain(ms: number): Promise<void>;
}

interface WindowBounds {
	/** Open posts altogether. */
	total: number;
	perHost: number;
	/** Started in one go: between claim and post lies the encryption of all of them. */
	atOnce: number;
}

/** `onFree` is told whenever a slot has become free. */
export function makeWindow(bounds: WindowBounds, onFree: () => void): Window {
	const posts = new Map<AbortController, { host: string; done: Promise<void> }>();
	const byHost = new Map<string, number>();

	function change(host: string, by: number): void {
		const count = (byHost.get(host) ?? 0) + by;
		if (count === 0) byHost.delete(host);
		else byHost.set(host, count);
	}

	return {
		room() {
			const left = [...byHost.values()]
				.filter((used) => used < bounds.perHost)
				.map((used) => bounds.perHost - used);
			return Math.min(bounds.atOnce, bounds.total - posts.size, bounds.perHost, ...left);
		},
		fullHosts: () => [...byHost].filter(([, used]) => used >= bounds.perHost).map(([host]) => host),
		size: () => posts.size,
		open(host, work) {
			const controller = new AbortController();
			change(host, 1);
			const done = work(controller.signal).finally(() => {
				posts.delete(controller);
				change(host, -1);
				onFree();
			});
			posts.set(controller, { host, done });
		},
		async drain(ms) {
			const all = Promise.all([...posts.values()].map(({ done }) => done));
			const limit = Promise.withResolvers<undefined>();
			const timer = setTimeout(() => limit.resolve(undefined), ms);
			await Promise.race([all, limit.promise]);
			clearTimeout(timer);
			for (const controller of posts.keys()) controller.abort();
			await all;
		},
	};
}

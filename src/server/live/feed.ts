/** The one live feed of a running server. */
import type { Runtime } from '../runtime.ts';
import { startLive } from './live.ts';
import type { Live } from './live.ts';

const feeds = new WeakMap<Runtime, Live>();

/** At the first use, not at the start: what is added last ends first, so streams end before the port waits for them. */
export function feedOf(runtime: Runtime): Live {
	const feed = feeds.get(runtime) ?? startLive({ sql: runtime.sql });
	if (!feeds.has(runtime)) runtime.onStop(() => feed.stop());
	feeds.set(runtime, feed);
	return feed;
}

/** Open streams right now; does not start the feed. */
export function streamsOf(runtime: Runtime): number {
	return feeds.get(runtime)?.streams() ?? 0;
}

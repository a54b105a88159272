import { workerMessage } from '#contracts/worker-messages.ts';

/** While the page is seen, what others did is at most this old. */
export const sweepEvery = 20_000;

/**
 * Pulls when there is reason to: now, when the page is seen again, when the network is back, when a push arrived, and as
 * a sweep. A hidden page does nothing: it is brought up to date when it is seen. Returns how to stop.
 */
export function keepPulling(pull: () => unknown): () => void {
	const stop = new AbortController();
	const { signal } = stop;

	function pullWhenSeen(): void {
		if (document.visibilityState === 'visible') pull();
	}
	function hear(event: MessageEvent<unknown>): void {
		if (workerMessage.safeParse(event.data).success) pull();
	}

	document.addEventListener('visibilitychange', pullWhenSeen, { signal });
	addEventListener('focus', pullWhenSeen, { signal });
	addEventListener('online', pull, { signal });
	// `offline` too: the attempt fails at once and the screen says so, instead of after the next sweep.
	addEventListener('offline', pull, { signal });
	// Absent on plain http other than localhost.
	if ('serviceWorker' in navigator) navigator.serviceWorker.addEventListener('message', hear, { signal });
	const sweep = setInterval(pullWhenSeen, sweepEvery);
	signal.addEventListener('abort', () => clearInterval(sweep));
	pull();
	return () => stop.abort();
}

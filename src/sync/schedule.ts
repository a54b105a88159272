/** While the page is seen, what others did is at most this old. */
const sweepEvery = 20_000;

/**
 * Pulls when there is reason to: now, when the page is seen again, when the network is back, and as a sweep. A hidden page does nothing: it is brought up to date when it is seen. Returns how to stop.
 */
export function keepPulling(pull: () => unknown): () => void {
	const stop = new AbortController();
	const { signal } = stop;

	function pullWhenSeen(): void {
		if (document.visibilityState === 'visible') pull();
	}

	document.addEventListener('visibilitychange', pullWhenSeen, { signal });
	addEventListener('focus', pullWhenSeen, { signal });
	addEventListener('online', pull, { signal });
	// `offline` too: the attempt fails at once and the screen says so, instead of after the next sweep.
	addEventListener('offline', pull, { signal });
	const sweep = setInterval(pullWhenSeen, sweepEvery);
	signal.addEventListener('abort', () => clearInterval(sweep));
	pull();
	return () => stop.abort();
}

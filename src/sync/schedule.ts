import type { Ears } from '#remote/live.ts';

/** While the page is seen, what others did is at most this old: nobody tells us, or somebody does and may fail silently. */
const sweepEvery = { lost: 20_000, alive: 30_000 };
/** Nudges come in bunches; the pull that follows them is one. */
const gatherMs = 100;
/** A connection that broke is looked into soon, but not by everybody in the same moment. */
const lookAfterLossMs = 2_000;

/**
 * Pulls when there is reason to: now, when a nudge says so, when the page is seen again, when the network is back, and as a sweep. A hidden
 * page does nothing and listens to nothing: it is brought up to date when it is seen. `listen` answers how to stop listening. Returns how
 * to stop.
 */
export function keepPulling(pull: () => unknown, listen: (ears: Ears) => () => void): () => void {
	const stop = new AbortController();
	const { signal } = stop;
	let standing: 'alive' | 'lost' = 'lost';
	let sweep: ReturnType<typeof setTimeout> | undefined;
	let gathering: ReturnType<typeof setTimeout> | undefined;
	let stopListening: (() => void) | undefined;

	function pullWhenSeen(): void {
		if (document.visibilityState === 'visible') pull();
	}

	function sweepIn(milliseconds: number): void {
		clearTimeout(sweep);
		sweep = setTimeout(() => {
			pullWhenSeen();
			sweepIn(sweepEvery[standing]);
		}, milliseconds);
	}

	const ears: Ears = {
		onNudge() {
			gathering ??= setTimeout(() => {
				gathering = undefined;
				pullWhenSeen();
				sweepIn(sweepEvery[standing]);
			}, gatherMs);
		},
		onStanding(news) {
			standing = news;
			sweepIn(news === 'alive' ? sweepEvery.alive : Math.random() * lookAfterLossMs);
		},
	};

	function listenAnew(): void {
		stopListening?.();
		standing = 'lost';
		stopListening = document.visibilityState === 'visible' ? listen(ears) : undefined;
	}

	function comeBack(): void {
		listenAnew();
		pullWhenSeen();
		sweepIn(sweepEvery.lost);
	}

	document.addEventListener('visibilitychange', comeBack, { signal });
	addEventListener('focus', pullWhenSeen, { signal });
	addEventListener('online', comeBack, { signal });
	// `offline` too: the attempt fails at once and the screen says so, instead of after the next sweep.
	addEventListener('offline', pull, { signal });
	signal.addEventListener('abort', () => {
		clearTimeout(sweep);
		clearTimeout(gathering);
		stopListening?.();
	});
	pull();
	listenAnew();
	sweepIn(sweepEvery.lost);
	return () => stop.abort();
}

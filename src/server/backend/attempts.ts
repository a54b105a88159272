/** Counts failed attempts per key in a sliding window. */
export interface Attempts {
	/** False when this key has used up its failures; otherwise counts one until `forgive` takes it back. */
	begin(key: string): boolean;
	/** The attempt turned out right. */
	forgive(key: string): void;
}

/** `max` failures per `windowMs` and key; `now` in milliseconds. Memory is bounded by the failures of one window. */
export function countAttempts(max: number, windowMs: number, now: () => number = Date.now): Attempts {
	const failures = new Map<string, number[]>();

	function dropOld(): void {
		const oldest = now() - windowMs;
		for (const [key, times] of failures) {
			const recent = times.filter((time) => time > oldest);
			if (recent.length > 0) failures.set(key, recent);
			else failures.delete(key);
		}
	}

	return {
		begin(key) {
			dropOld();
			const times = failures.get(key) ?? [];
			if (times.length >= max) return false;
			failures.set(key, [...times, now()]);
			return true;
		},
		forgive(key) {
			const times = failures.get(key);
			if (times) failures.set(key, times.slice(0, -1));
		},
	};
}

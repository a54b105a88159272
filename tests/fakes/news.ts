/** Lets tests wait for a condition instead of for time: whoever changes something says `changed`. */
export function makeNews() {
	const watchers = new Set<() => void>();

	/** The first value other than `undefined`; after `within` ms it fails with the words of `what`. */
	function until<T>(look: () => T | undefined, what: () => string, within: number): Promise<T> {
		const seen = look();
		if (seen !== undefined) return Promise.resolve(seen);
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				watchers.delete(check);
				reject(new Error(`${what()} within ${String(within)} ms`));
			}, within);
			function check(): void {
				const found = look();
				if (found === undefined) return;
				clearTimeout(timer);
				watchers.delete(check);
				resolve(found);
			}
			watchers.add(check);
		});
	}

	function changed(): void {
		for (const watcher of [...watchers]) watcher();
	}

	return { until, changed };
}

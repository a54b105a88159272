/** The number on the icon of the installed app while a page runs: how many requests want this person. Where browsers have none nothing happens. */

/** Follows `count` until `signal` says so; undefined: not known yet. The number stays when the page ends. */
export function followBadge(count: () => number | undefined, signal: AbortSignal): void {
	if (signal.aborted) return;
	const stop = $effect.root(() => {
		// Outside of Svelte: the icon belongs to the system.
		$effect(() => {
			const wanted = count();
			if (wanted !== undefined) void setBadge(wanted);
		});
	});
	signal.addEventListener('abort', stop);
}

async function setBadge(count: number): Promise<void> {
	if (!('setAppBadge' in navigator)) return;
	try {
		await (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count));
	} catch {
		// Not installed, or notifications are not allowed (iOS): then the icon has no number.
	}
}

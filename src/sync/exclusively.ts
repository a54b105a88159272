/**
 * Runs `work` while no other window of this browser runs work of the same name; answers false at once when one does. `passBy`: the other one
 * sleeps (a frozen page keeps its locks), so it loses the lock and `work` runs. Whoever lost it that way is answered false too, as soon as it
 * wakes: its `work` goes on, unguarded. Rejects with what `work` rejects with. Where the browser has no locks (Safari before 15.4) or refuses
 * them it just runs: they spare work, nothing depends on them.
 */
export async function exclusively(
	name: string,
	passBy: boolean,
	work: () => Promise<void>,
): Promise<boolean> {
	const standing = { begun: false, ended: false };

	async function run(): Promise<boolean> {
		standing.begun = true;
		try {
			await work();
		} finally {
			standing.ended = true;
		}
		return true;
	}

	if (!('locks' in navigator)) return run();
	const options = passBy ? { steal: true } : { ifAvailable: true };
	try {
		return await navigator.locks.request(name, options, (lock) => (lock === null ? false : run()));
	} catch (error) {
		if (!standing.begun) return run();
		if (standing.ended) throw error;
		// AbortError: another window has taken the lock away.
		return false;
	}
}

/**
 * Runs `work` while no other window of this browser runs work of the same name; answers false at once when one does. `passBy`: the other one
 * sleeps (a frozen page keeps its locks), so it loses the lock and `work` runs. Rejects with what `work` rejects with. Where the browser has
 * no locks (Safari before 15.4) it just runs: they spare work, nothing depends on them.
 */
export async function exclusively(
	name: string,
	passBy: boolean,
	work: () => Promise<void>,
): Promise<boolean> {
	if (!('locks' in navigator)) {
		await work();
		return true;
	}
	const options = passBy ? { steal: true } : { ifAvailable: true };
	return navigator.locks.request(name, options, async (lock) => {
		if (lock === null) return false;
		await work();
		return true;
	});
}

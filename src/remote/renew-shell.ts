/**
 * The kept page of the app is kept with its headers, and its policy names the one address of the data API it may reach. When the installation
 * moved to another, the page is fetched anew, so that the next start may reach it. Rejects when it cannot be fetched.
 */
export async function renewShell(): Promise<void> {
	if (!('caches' in globalThis)) return;
	for (const name of await caches.keys()) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			if (new URL(request.url).pathname !== '/shell') continue;
			const fresh = await fetch('/shell', { cache: 'reload' });
			if (!fresh.ok) throw new Error(`/shell answered ${fresh.status}`);
			await cache.put(request, fresh);
		}
	}
}

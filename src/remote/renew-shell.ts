/**
 * The kept pages of the app are kept with their headers, and their policy names the one address of the data API it may reach. When the
 * installation moved to another, they are fetched anew, so that the next start may reach it. Rejects when one cannot be fetched.
 */
export async function renewShell(): Promise<void> {
	if (!('caches' in globalThis)) return;
	for (const name of await caches.keys()) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const { pathname } = new URL(request.url);
			if (pathname !== '/shell' && !pathname.startsWith('/shell/')) continue;
			const fresh = await fetch(pathname, { cache: 'reload' });
			if (!fresh.ok) throw new Error(`${pathname} answered ${fresh.status}`);
			await cache.put(request, fresh);
		}
	}
}

/** The pages of the app, seen from the worker. */
import type { WorkerMessage } from '#contracts/worker-messages.ts';

declare const self: ServiceWorkerGlobalScope;

/** Tells every open page, also those this worker does not control yet. */
export async function tellPages(message: WorkerMessage): Promise<void> {
	const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	for (const page of pages) page.postMessage(message);
}

/**
 * Brings the page with this path to the front or opens it. An open page with another path is left alone: somebody may be typing there.
 * Call it without waiting for anything slow: `focus` and `openWindow` need the tap's activation.
 */
export async function openPage(url: string): Promise<void> {
	const { href, pathname } = new URL(url, self.location.origin);
	const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const open = pages.find((page) => new URL(page.url).pathname === pathname);
	if (open === undefined) await self.clients.openWindow(href);
	else await open.focus();
}

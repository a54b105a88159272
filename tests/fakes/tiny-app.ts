import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One page and one worker, just enough to prove that the browser drivers drive. */
export type TinyApp = { origin: string; close(): Promise<void> };

const page = `<!doctype html><html lang="de"><meta name="viewport" content="width=device-width">
<title>Winzig</title><h1>Winzig</h1><button onclick="Notification.requestPermission()">Benachrichtigen</button><script>
const heard = [];
navigator.serviceWorker.addEventListener('message', (event) => heard.push(event.data));
const ready = navigator.serviceWorker.register('/service-worker.js').then(() => navigator.serviceWorker.ready);
</script>`;

const worker = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('push', (event) => {
	const { title, ...data } = event.data.json();
	const actions = [{ action: 'accept', title: 'Annehmen' }, { action: 'later', title: 'Später' }];
	const { body, tag } = data;
	event.waitUntil(self.registration.showNotification(title, { body, tag, data, actions, requireInteraction: true }));
});
self.addEventListener('notificationclick', (event) => event.waitUntil(act(event)));
async function act({ notification, action }) {
	notification.close();
	const pages = await self.clients.matchAll({ includeUncontrolled: true });
	for (const page of pages) page.postMessage({ tag: notification.tag, action });
	if (action === '') return void (await self.clients.openWindow('/annehmen#' + notification.tag));
	await self.registration.showNotification('Angenommen', { body: action, tag: notification.tag });
}`;

/** Serves it on http://localhost, a free port. */
export async function startTinyApp(): Promise<TinyApp> {
	const server = createServer((request, response) => {
		const isWorker = request.url === '/service-worker.js';
		response.setHeader('Content-Type', isWorker ? 'text/javascript' : 'text/html; charset=utf-8');
		response.end(isWorker ? worker : page);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// Listening on TCP: the address is an object with a port, never a pipe's name.
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://localhost:${String(port)}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}
